import { z } from "zod";
import { strictMap } from "../../../core/schema";
import type { KubeObject } from "../../model/kubeObject";
import { directions, isolates, type Direction } from "../../model/networkPolicies";
import type { PodView } from "../../model/podView";
import type { SetView } from "../../model/setView";
import { violation, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, any, type Truth } from "../../truth";

export const netNetworkPolicy = defineRule({
    id: "net-network-policy",
    group: "network",
    target: "set",
    title: "Every pod is closed by a NetworkPolicy",
    severity: "high",
    since: "0.1.0",
    frameworks: [{ name: "CIS", section: "5.3.2" }, { name: "NSA" }],
    rivals: {
        checkov: ["CKV2_K8S_6"],
        "kube-linter": ["non-isolated-pod"],
        "kube-score": ["pod-networkpolicy"],
        kubescape: ["C-0030", "C-0206", "C-0260"],
        kyverno: ["add-network-policy", "require-netpol"],
        polaris: ["missingNetworkPolicy"],
        trivy: ["KSV-0038"],
    },
    why: "a pod that no policy selects talks to everything and is reached from everywhere, a broken neighbour included",
    details: `A pod is closed in a direction by any NetworkPolicy of its namespace that selects its labels and has that
direction among its \`policyTypes\` (without \`policyTypes\`: ingress, and egress where it has egress rules). What the
policies then open is the matter of [net-netpol-too-open](net-netpol-too-open.md).

* A default-deny of the namespace (\`podSelector: {}\`) is enough. A TeamNamespace among the
  judged objects has one.
* \`directions\` names what must be closed; default both. kube-linter is content with ingress, kube-score asks for both;
  polaris asks for rules in both, so that a default-deny fails there.
* Only the judged objects count: policies that are already in the cluster, and those of other APIs (Cilium, Calico,
  AdminNetworkPolicy), are not seen. Where they do the work, switch this rule off.
* Pods on the host's network are asked too, though most networks hold no policy for them: they are the matter of
  [pss-host-namespaces](pss-host-namespaces.md). Patches (server-side apply) are not asked.`,
    fix: "add a NetworkPolicy with podSelector: {} and policyTypes: [Ingress, Egress] to the namespace, and open what is needed",
    params: strictMap({
        directions: z
            .array(z.enum(directions))
            .min(1)
            .default([...directions])
            .describe("Directions in which every pod must be closed"),
    }),
    *check(set, { params }) {
        for (const object of set.objects.filter(({ mayMakePods }) => mayMakePods)) {
            for (const pod of object.pods.filter(({ partial }) => !partial)) {
                yield* openDirections(set, object, pod, params.directions);
            }
        }
    },
});

function* openDirections(
    set: SetView,
    object: KubeObject,
    pod: PodView,
    wanted: readonly Direction[],
): Iterable<Outcome> {
    const policies = set.selecting("NetworkPolicy", object, pod);
    const closed = wanted.map((direction) => closedBy(policies, direction));
    const open = wanted.filter((_, index) => closed[index] === false);
    if (open.length > 0) {
        const message = `no NetworkPolicy closes this pod for ${open.join(" and ").toLowerCase()}`;
        yield violation(pod.metadata.get("labels"), message);
    } else {
        yield* closed.filter((truth) => typeof truth !== "boolean");
    }
}

function closedBy(policies: ReturnType<SetView["selecting"]>, direction: Direction): Truth {
    return any(...policies.map(({ object, selects }) => all(selects, isolates(object, direction))));
}
