import { defineRule, undecided, violation } from "../../../policies";

export const noDefaultNamespace = defineRule({
    id: "acme-default-namespace",
    group: "governance",
    target: "object",
    kinds: ["Deployment", "StatefulSet"],
    title: "Workloads live in a namespace of their team",
    severity: "medium",
    why: "what lies in the namespace default belongs to nobody",
    fix: "name the team's namespace in metadata.namespace",
    *check({ namespace }) {
        if (namespace.isUnknown) {
            yield undecided(namespace);
        } else if (namespace.isUnset || namespace.string() === "default") {
            yield violation(namespace, "lives in the namespace default");
        }
    },
});
