import type { KubeObject } from "../../model/kubeObject";
import type { SetView } from "../../model/setView";
import type { Value } from "../../model/value";
import { undecided, violation, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";

/** Set on the NetworkPolicies of an edge: `<source app>-><target app>`. */
const edgeAnnotation = "waymark.dev/edge";
const namespaceNameLabel = "kubernetes.io/metadata.name";

export const platOpenEdge = defineRule({
    id: "plat-open-edge",
    group: "governance",
    target: "set",
    title: "Edges lead to a workload that is there",
    severity: "info",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [],
    why: "a misspelt name opens the way to nobody, and the call fails at run time",
    details: `An edge is known by its egress NetworkPolicy with the annotation \`waymark.dev/edge: "<source>-><target>"\`. Its
target is open where no workload among the judged objects has the pod label \`app\` that the policy's \`podSelector\` asks
for, in the namespace that it asks for. That is allowed (the target may be deployed from elsewhere), so it is only said.
Edges to addresses or to whole namespaces name no workload and are not looked at.`,
    fix: "check the target's name; nothing to do where it is deployed from elsewhere",
    waivable: true,
    componentFixes: {
        StandardService: { arguments: ["connectsTo"], to: "to a workload that exists, or leave the edge out" },
    },
    *check(set) {
        const policies = set.ofKind("NetworkPolicy").filter((policy) => !policy.annotation(edgeAnnotation).isUnset);
        const workloads = policies.length === 0 ? undefined : workloadsOf(set);
        for (const policy of policies) {
            const annotation = policy.annotation(edgeAnnotation);
            for (const outcome of openTargets(workloads!, policy)) {
                yield annotation.isUnknown ? undecided(annotation) : outcome;
            }
        }
    },
});

interface Workloads {
    /** `<namespace>/<app>` of those that are known. */
    known: ReadonlySet<string>;
    /** A label or namespace that is not known yet, so that its workload could be any. */
    unknown: Value | undefined;
}

function workloadsOf(set: SetView): Workloads {
    const known = new Set<string>();
    let unknown: Value | undefined;
    for (const { pod, namespace } of set.objects) {
        const app = pod?.label("app");
        if (app === undefined || app.isUnset) {
            continue;
        }
        if (app.isUnknown || namespace.isUnknown) {
            unknown ??= app.isUnknown ? app : namespace;
        } else {
            known.add(`${namespace.string() ?? "default"}/${app.string() ?? ""}`);
        }
    }
    return { known, unknown };
}

function* openTargets(workloads: Workloads, policy: KubeObject): Iterable<Outcome> {
    const egress = policy.body.get("spec", "egress");
    const peers = egress.items().map((rule) => rule.get("to"));
    yield* [egress, ...peers].filter((list) => list.isUnknown).map((list) => undecided(list));
    for (const peer of peers.flatMap((list) => list.items())) {
        yield* openTarget(workloads, policy, peer);
    }
}

function* openTarget(workloads: Workloads, policy: KubeObject, peer: Value): Iterable<Outcome> {
    const app = peer.get("podSelector", "matchLabels", "app");
    const elsewhere = peer.get("namespaceSelector").isUnset
        ? undefined
        : peer.get("namespaceSelector", "matchLabels", namespaceNameLabel);
    if (app.isUnset || elsewhere?.isUnset === true) {
        return;
    }
    const namespace = elsewhere ?? policy.namespace;
    const inDoubt = [app, namespace, workloads.unknown].find((value) => value?.isUnknown === true);
    const target = `${namespace.string() ?? "default"}/${app.string() ?? ""}`;
    if (!app.isUnknown && !namespace.isUnknown && workloads.known.has(target)) {
        return;
    }
    yield inDoubt === undefined
        ? violation(app, "no workload among the given objects is this edge's target")
        : undecided(inDoubt);
}
