import { LimitRange } from "@pulumi/kubernetes/core/v1/limitRange";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import { ResourceQuota } from "@pulumi/kubernetes/core/v1/resourceQuota";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import * as pulumi from "@pulumi/pulumi";
import { childName, claimName, clusterScope, rememberText } from "../shared/names";
import { protectionOptions } from "../shared/protection";
import { keepSettings } from "../shared/settings";
import type { TeamNamespaceArgs } from "./args";
import * as manifests from "./manifests";
import { planNamespace, teamNamespaceToken } from "./plan";

/**
 * A team's namespace with its guardrails: quota, container defaults, Pod Security, and a network closed in both
 * directions but for DNS. A ProblemError tells everything that is wrong with the arguments at once.
 *
 * @example
 * const team = new TeamNamespace("payments", { environment: "prod", team: "payments", costCenter: "cc-1042" });
 */
export class TeamNamespace extends pulumi.ComponentResource {
    /** Name of the Namespace; what is given it is created after the Namespace. */
    public readonly name: pulumi.Output<string>;

    constructor(name: string, args: TeamNamespaceArgs, opts?: pulumi.ComponentResourceOptions) {
        const { identity, settings, explained } = planNamespace(name, args);
        claimName(settings.namespaceName, identity.uid, clusterScope);
        super(teamNamespaceToken, name, args, opts);
        keepSettings(this, explained);

        const labels = manifests.namespaceLabels(settings);
        const namespace = new Namespace(
            name,
            {
                metadata: {
                    name: settings.namespaceName,
                    labels: { ...labels, ...manifests.podSecurityLabels(settings) },
                },
            },
            { parent: this, ...protectionOptions(settings.protect, opts) },
        );
        this.name = rememberText(namespace.metadata.name, settings.namespaceName);

        const metadata = (suffix: string) => ({ name: childName(identity, suffix), namespace: this.name, labels });
        const parent = { parent: this };
        new ResourceQuota(
            `${name}-quota`,
            { metadata: metadata("quota"), spec: manifests.quotaSpec(settings) },
            parent,
        );
        new LimitRange(
            `${name}-limits`,
            { metadata: metadata("limits"), spec: manifests.limitRangeSpec(settings) },
            parent,
        );
        new NetworkPolicy(
            `${name}-default-deny`,
            { metadata: metadata("default-deny"), spec: manifests.defaultDenySpec() },
            parent,
        );
        new NetworkPolicy(
            `${name}-allow-dns`,
            { metadata: metadata("allow-dns"), spec: manifests.allowDnsSpec(settings) },
            parent,
        );
        this.registerOutputs({ name: this.name });
    }
}
