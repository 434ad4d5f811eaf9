import { PolicyPack } from "@pulumi/policy";
import { rules } from "..";
import { crossguardPolicies, packOptions, projectWaivers } from "../crossguard";
import { accelerate } from "../crossguard/accelerator";

void accelerate(process.env);

// Constructing it starts the server that the engine talks to; that is why nothing else imports this file.
new PolicyPack("waymark-kubernetes", {
    displayName: "waymark: Kubernetes",
    description: "Pod Security, workload, image, reliability, network, RBAC and governance rules for Kubernetes resources",
    policies: crossguardPolicies(
        packOptions(process.env),
        rules.filter(({ group }) => group !== "aws"),
        projectWaivers(process.env, rules),
    ),
});
