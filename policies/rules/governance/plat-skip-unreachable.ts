import type { Value } from "../../model/value";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

export const platSkipUnreachable = defineRule({
    id: "plat-skip-unreachable",
    group: "governance",
    target: "resource",
    types: ["pulumi:providers:kubernetes"],
    title: "Kubernetes providers show policies what will be applied",
    severity: "high",
    since: "0.1.0",
    why: "policies would judge what was there before, or another cluster than the one that is changed",
    details: `Looks at the inputs of \`pulumi:providers:kubernetes\`, those of the default provider (stack configuration
\`kubernetes:…\`) included:

* \`skipUpdateUnreachable: true\`: while the cluster can't be reached the provider hands its **old** inputs to the policies,
  which pass, and the new ones are applied by a later update that finds the cluster again;
* \`clusterIdentifier\`: with a name of its own a provider is never replaced when its kubeconfig leads to another cluster,
  so resources that were judged and made in one are taken for those of another.

Pulumi passes such inputs as text, so \`"true"\` counts as true. The same settings in environment variables
(\`PULUMI_K8S_SKIP_UPDATE_UNREACHABLE\`) are nothing that a policy can see.`,
    fix: "leave skipUpdateUnreachable and clusterIdentifier out of the provider",
    *check(provider) {
        const skip = provider.get("skipUpdateUnreachable");
        const identifier = provider.get("clusterIdentifier");
        yield* violationIf(
            holds(skip, isTrue),
            skip,
            "keeps old inputs while the cluster can't be reached",
            "leave skipUpdateUnreachable out of the provider",
        );
        yield* violationIf(
            holds(identifier, () => identifier.isSet && identifier.string() !== ""),
            identifier,
            "names its cluster itself, so another one takes its place unseen",
            "leave clusterIdentifier out of the provider",
        );
    },
});

function isTrue(value: Value): boolean {
    return value.boolean() ?? value.string()?.toLowerCase() === "true";
}
