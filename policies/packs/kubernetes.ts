import { PolicyPack } from "@pulumi/policy";
import { crossguardPolicies, packOptions } from "../crossguard";

// Constructing it starts the server that the engine talks to; that is why nothing else imports this file.
new PolicyPack("waymark-kubernetes", {
    displayName: "waymark: Kubernetes",
    description: "Pod Security, images, reliability and governance rules for Kubernetes resources",
    policies: crossguardPolicies(packOptions(process.env)),
});
