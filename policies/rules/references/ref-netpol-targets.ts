import { inItems } from "../../items";
import type { KubeObject } from "../../model/kubeObject";
import type { LabelIndex } from "../../model/labelIndex";
import { matchesEverything, matchesSelector } from "../../model/labelSelector";
import type { PodView } from "../../model/podView";
import { inOwnNamespace, podIndex } from "../../model/referents";
import type { Value } from "../../model/value";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, holds, not, onlyIf, violationIf } from "../../truth";

const edgeAnnotation = "waymark.dev/edge";

export const refNetpolTargets = defineRule({
    id: "ref-netpol-targets",
    group: "references",
    target: "set",
    title: "A NetworkPolicy is about pods that are there",
    severity: "low",
    since: "0.1.0",
    rivals: {
        "kube-linter": ["dangling-networkpolicy", "dangling-networkpolicypeer-podselector"],
        "kube-score": ["networkpolicy-targets-pod"],
        kubescape: ["C-0299"],
    },
    why: "a misspelt label protects nothing, or opens the way to nobody",
    details: `The \`podSelector\` of a NetworkPolicy, and those of its peers in its own namespace, take a pod that one of the judged
objects makes.

* An empty selector takes whatever will be there, and is not asked.
* Peers in other namespaces (\`namespaceSelector\`) are not looked for: they are seldom among the judged objects.
* Edges of waymark (annotation \`waymark.dev/edge\`) are the matter of [plat-open-edge](plat-open-edge.md).`,
    fix: "make the selector the labels of the pod template that is meant",
    *check(set) {
        const pods = podIndex(set);
        for (const policy of set.ofKind("NetworkPolicy")) {
            const isEdge = holds(policy.annotation(edgeAnnotation), (annotation) => annotation.isSet);
            yield* onlyIf(not(isEdge), judge(policy, pods));
        }
    },
});

function* judge(policy: KubeObject, pods: LabelIndex<PodView>): Iterable<Outcome> {
    const spec = policy.body.get("spec");
    yield* nobody(policy, spec.get("podSelector"), pods);
    for (const [rules, peers] of [
        ["ingress", "from"],
        ["egress", "to"],
    ] as const) {
        yield* inItems(spec.get(rules), (rule) =>
            inItems(rule.get(peers), (peer) => {
                const here = holds(peer.get("namespaceSelector"), (selector) => selector.isUnset);
                return onlyIf(here, nobody(policy, peer.get("podSelector"), pods));
            }),
        );
    }
}

function* nobody(policy: KubeObject, selector: Value, pods: LabelIndex<PodView>): Iterable<Outcome> {
    const asks = all(
        holds(selector, (known) => known.isSet),
        not(matchesEverything(selector)),
    );
    const takes = inOwnNamespace(policy, (namespace) =>
        pods.selectsAny(namespace, selector.get("matchLabels"), (labels) => matchesSelector(labels, selector)),
    );
    yield* violationIf(all(asks, not(takes)), selector, "selects no pod of the given objects");
}
