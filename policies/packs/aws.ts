import { PolicyPack } from "@pulumi/policy";
import { rules } from "..";
import { coverageRuleId } from "../coverage";
import { crossguardPolicies, packOptions, projectWaivers } from "../crossguard";
import { accelerate } from "../crossguard/accelerator";

void accelerate(process.env);

// Constructing it starts the server that the engine talks to; that is why nothing else imports this file.
new PolicyPack("waymark-aws", {
    displayName: "waymark: AWS",
    description: "Rules for databases, networks, buckets, identities and keys of AWS",
    policies: crossguardPolicies(
        packOptions(process.env),
        rules.filter(({ group, id }) => group === "aws" || id === coverageRuleId),
        projectWaivers(process.env, rules),
    ),
});
