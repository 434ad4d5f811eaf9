import { Referents } from "../../model/referents";
import { defineRule } from "../../rule";
import { holds, not, violationIf } from "../../truth";

export const refServiceAccount = defineRule({
    id: "ref-service-account",
    group: "references",
    target: "set",
    title: "The ServiceAccount of a pod exists",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        "kube-linter": ["non-existent-service-account"],
        kubescape: ["C-0307"],
        kyverno: ["check-serviceaccount"],
    },
    why: "pods with a ServiceAccount that isn't there are never made, and the rollout hangs",
    details: `\`serviceAccountName\` (or the older \`serviceAccount\`) of every pod is a ServiceAccount among the judged objects, in the
same namespace. \`default\` is in every namespace. Names among the facts (\`existing\`) count: name there what comes from
elsewhere.`,
    fix: "add the ServiceAccount to the same namespace, or correct spec.serviceAccountName",
    *check(set, { facts }) {
        const referents = new Referents(set, facts);
        for (const object of set.objects.filter(({ mayMakePods }) => mayMakePods)) {
            for (const pod of object.pods) {
                const current = pod.get("serviceAccountName");
                const name = current.isUnset ? pod.get("serviceAccount") : current;
                const given = holds(name, (known) => ![undefined, "", "default"].includes(known.string()));
                if (given !== false) {
                    const exists = referents.exists("ServiceAccount", object.namespace, name);
                    yield* violationIf(not(exists), name, "there is no ServiceAccount of this name in the namespace");
                }
            }
        }
    },
});
