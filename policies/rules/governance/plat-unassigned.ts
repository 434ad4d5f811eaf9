import type { KubeObject } from "../../model/kubeObject";
import { isViolation, undecided, violation, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";

const labels = ["team", "owner", "cost-center"];

export const platUnassigned = defineRule({
    id: "plat-unassigned",
    group: "governance",
    target: "set",
    title: "Team, owner and cost centre are assigned",
    severity: "low",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [],
    why: "nobody is called when it breaks, and nobody pays for it",
    details: `The labels \`team\`, \`owner\` and \`cost-center\` with the value \`unassigned\`: what waymark writes where nobody was named.

Said once per namespace, at the Namespace; at workloads only where the Namespace is not among the judged objects. A
label that is missing altogether is the matter of [gov-required-labels](gov-required-labels.md).`,
    fix: "name the team, the owner or the cost centre in the label",
    waivable: true,
    componentFixes: {
        StandardService: { arguments: ["team", "owner"], to: "to who answers for it" },
        PostgresDatabase: { arguments: ["team", "owner"], to: "to who answers for it" },
        TeamNamespace: { arguments: ["team", "owner", "costCenter"], to: "to who answers and pays for it" },
    },
    *check(set) {
        const namespaces = set.ofKind("Namespace");
        for (const namespace of namespaces) {
            yield* unassigned(namespace);
        }
        const names = namespaces.map((namespace) => namespace.metadata.get("name"));
        const known = new Set(names.flatMap((name) => name.string() ?? []));
        const unnamed = names.find((name) => name.string() === undefined);
        for (const workload of set.objects.filter((object) => object.pod !== undefined)) {
            const { namespace } = workload;
            if (known.has(namespace.string() ?? "default")) {
                continue;
            }
            const inDoubt = namespaces.length > 0 && namespace.isUnknown ? namespace : unnamed;
            for (const outcome of unassigned(workload)) {
                yield isViolation(outcome) && inDoubt !== undefined ? undecided(inDoubt) : outcome;
            }
        }
    },
});

function* unassigned(object: KubeObject): Iterable<Outcome> {
    for (const key of labels) {
        const label = object.label(key);
        if (label.isUnknown) {
            yield undecided(label);
        } else if (label.string() === "unassigned") {
            yield violation(label, `the label ${key} is unassigned`);
        }
    }
}
