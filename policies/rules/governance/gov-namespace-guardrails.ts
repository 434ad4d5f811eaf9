import { z } from "zod";
import { strictMap } from "../../../core/schema";
import type { Facts } from "../../facts";
import type { KubeObject } from "../../model/kubeObject";
import { enforcesPodSecurity, isInNamespace } from "../../model/namespaces";
import type { SetView } from "../../model/setView";
import { isViolation, undecided, violation, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, any, holds, onlyIf, type Truth } from "../../truth";

const clusterNamespaces = new Set(["kube-system", "kube-public", "kube-node-lease"]);
const guardrails = ["pod-security", "quota", "limit-range", "default-deny-ingress", "default-deny-egress"] as const;
type Guardrail = (typeof guardrails)[number];
const enforceLabel = "pod-security.kubernetes.io/enforce";

export const govNamespaceGuardrails = defineRule({
    id: "gov-namespace-guardrails",
    group: "governance",
    target: "set",
    title: "Namespaces come with their guardrails",
    severity: "high",
    since: "0.1.0",
    frameworks: [
        { name: "CIS", section: "5.2.1" },
        { name: "CIS", section: "5.7.1" },
    ],
    rivals: {
        kubescape: ["C-0192", "C-0209"],
        kyverno: ["add-ns-quota", "psa/*"],
        trivy: ["KSV-0039", "KSV-0040"],
    },
    why: "in a bare namespace any pod is admitted, takes what it likes and talks to anybody",
    details: `Every Namespace among the judged objects has, among them too:

* the label \`pod-security.kubernetes.io/enforce\` with \`baseline\` or \`restricted\`. \`privileged\` enforces nothing, so a
  namespace of node agents needs a waiver;
* a ResourceQuota and a LimitRange. Those that the facts name (\`existing\`, \`limitRanges\`) count as well;
* NetworkPolicies that select every pod and deny ingress and egress by default: \`podSelector: {}\`, the direction among
  \`policyTypes\`, and no rule for it. One policy for both directions or one for each.

\`require\` names the guardrails that are asked for; default all five. \`kube-system\`, \`kube-public\` and \`kube-node-lease\`
are the cluster's own. A patch of a Namespace is only asked whether it writes \`privileged\`.

The rule looks at other objects, so that there is no remediation, of the label neither: Pulumi gives stack policies none.
Which level a namespace bears is its team's to find out besides, since a label that is too strict keeps its pods out.`,
    fix: `label the Namespace ${enforceLabel}: restricted and give it a ResourceQuota, a LimitRange and a NetworkPolicy with podSelector: {} and policyTypes: [Ingress, Egress]`,
    componentFixes: {
        TeamNamespace: { arguments: ["podSecurity"], to: "to a level of baseline or restricted" },
    },
    params: strictMap({
        require: z
            .array(z.enum(guardrails))
            .default([...guardrails])
            .describe(`Guardrails that are asked for, of ${guardrails.join(", ")}`),
    }),
    *check(set, { params, facts }) {
        for (const namespace of set.ofKind("Namespace")) {
            const isTeams = holds(
                namespace.metadata.get("name"),
                (name) => !clusterNamespaces.has(name.string() ?? ""),
            );
            const wanted = new Set<Guardrail>(params.require);
            yield* onlyIf(isTeams, [
                ...(wanted.has("pod-security") ? podSecurity(namespace) : []),
                ...(namespace.partial ? [] : neighbours(set, namespace, facts, wanted)),
            ]);
        }
    },
});

function* podSecurity(namespace: KubeObject): Iterable<Outcome> {
    const label = namespace.label(enforceLabel);
    if (label.isUnknown) {
        yield undecided(label);
    } else if (label.isUnset) {
        if (!namespace.partial) {
            yield violation(label, "enforces no Pod Security level");
        }
    } else if (!enforcesPodSecurity(label.string())) {
        yield violation(label, "enforces a Pod Security level that refuses nothing, or none that there is");
    }
}

/** One finding for all objects that are missing: they would all stand at the same place. */
function* neighbours(
    set: SetView,
    namespace: KubeObject,
    facts: Partial<Facts>,
    wanted: ReadonlySet<Guardrail>,
): Iterable<Outcome> {
    const inside = (kind: string) => set.ofKind(kind).filter(({ partial }) => !partial);
    const there = (kind: string) => any(...inside(kind).map((object) => isInNamespace(set, object, namespace)));
    const denied = (direction: Direction) =>
        any(
            ...inside("NetworkPolicy").map((policy) =>
                all(isInNamespace(set, policy, namespace), deniesByDefault(policy, direction)),
            ),
        );
    const answers: [Guardrail, string, Truth][] = [
        ["quota", "no ResourceQuota", any(existing(facts, "ResourceQuota", namespace), there("ResourceQuota"))],
        ["limit-range", "no LimitRange", any(existing(facts, "LimitRange", namespace), there("LimitRange"))],
        ["default-deny-ingress", "no NetworkPolicy that denies ingress by default", denied("Ingress")],
        ["default-deny-egress", "no NetworkPolicy that denies egress by default", denied("Egress")],
    ];
    const asked = answers.filter(([guardrail]) => wanted.has(guardrail));
    const missing = asked.filter(([, , truth]) => truth === false).map(([, text]) => text);
    yield* asked.flatMap(([, , truth]) => (typeof truth === "boolean" || isViolation(truth) ? [] : [truth]));
    if (missing.length > 0) {
        yield violation(namespace.metadata.get("name"), `has ${missing.join(", ")}`);
    }
}

function existing({ existing = [], limitRanges = [] }: Partial<Facts>, kind: string, namespace: KubeObject): boolean {
    const name = namespace.metadata.get("name").string();
    const known = existing.filter((object) => object.kind === kind).map((object) => object.namespace);
    const ranges = kind === "LimitRange" ? limitRanges.map((range) => range.namespace) : [];
    return name !== undefined && [...known, ...ranges].includes(name);
}

type Direction = "Ingress" | "Egress";

function deniesByDefault(policy: KubeObject, direction: Direction): Truth {
    const spec = policy.body.get("spec");
    const selector = spec.get("podSelector");
    const types = spec.get("policyTypes");
    return all(
        holds(selector.get("matchLabels"), (labels) => labels.keys().length === 0),
        holds(selector.get("matchExpressions"), (expressions) => expressions.items().length === 0),
        // Without policyTypes a policy is always one for ingress, and one for egress only where it has rules for it.
        any(
            holds(types, () => types.isUnset && direction === "Ingress"),
            ...types.items().map((type) => holds(type, () => type.string() === direction)),
        ),
        holds(spec.get(direction.toLowerCase()), (rules) => rules.items().length === 0),
    );
}
