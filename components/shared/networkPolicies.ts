import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import type { Resource } from "@pulumi/pulumi";
import type { EdgeOwner, EdgePolicy } from "./edges";
import { claimName } from "./names";

/**
 * Closes the pods of a component in both directions, and opens its edges.
 *
 * @throws ProblemError where a policy of another component in the namespace has one of the names already
 */
export function registerPolicies(
    { identity, namespace, labels }: EdgeOwner,
    edges: readonly EdgePolicy[],
    parent: Resource,
): void {
    const app = identity.physicalName;
    claimName(app, identity.uid, namespace, "NetworkPolicy");
    new NetworkPolicy(
        identity.logicalName,
        {
            metadata: { name: app, namespace, labels },
            spec: { podSelector: { matchLabels: { app } }, policyTypes: ["Ingress", "Egress"] },
        },
        { parent },
    );
    for (const { logicalName, uid, metadata, spec } of edges) {
        claimName(metadata.name, uid, namespace, "NetworkPolicy");
        new NetworkPolicy(logicalName, { metadata, spec }, { parent });
    }
}
