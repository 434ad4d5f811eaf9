import { isBuiltIn } from "../../model/kinds";
import type { KubeObject } from "../../model/kubeObject";
import { undecided, violation } from "../../outcome";
import { defineRule } from "../../rule";
import { any, holds, not, onlyIf, type Truth } from "../../truth";

/** Namespaces of the cluster itself: no place for a team's pods, but what configures the cluster has to live there. */
const clusterNamespaces = new Set(["kube-system", "kube-public", "kube-node-lease"]);

/** What Kubernetes itself puts into every namespace, `default` included; one can only change it where it is. */
const ownOfKubernetes: Readonly<Record<string, string>> = {
    ConfigMap: "kube-root-ca.crt",
    Service: "kubernetes",
    ServiceAccount: "default",
};

export const govDefaultNamespace = defineRule({
    id: "gov-default-namespace",
    group: "governance",
    target: "object",
    kinds: ["*"],
    title: "Objects live in a namespace of their team",
    severity: "medium",
    since: "0.1.0",
    frameworks: [{ name: "CIS", section: "5.7.4" }],
    rivals: {
        checkov: ["CKV_K8S_21"],
        datree: ["WORKLOAD_INCORRECT_NAMESPACE_VALUE_DEFAULT"],
        "kube-linter": ["use-namespace"],
        kubescape: ["C-0061", "C-0212"],
        kyverno: ["disallow-default-namespace"],
        trivy: ["KSV-0037", "KSV-0110"],
    },
    why: "in a namespace that belongs to nobody no quota, policy or role of a team holds",
    details: `Every object that lives in a namespace must not live in \`default\`; one that makes pods not in \`kube-system\`,
\`kube-public\` or \`kube-node-lease\` either. Configuration of the cluster in those three is left alone.

* No namespace at all counts as \`default\`, as for kube-linter and checkov: whoever applies the object decides where it
  lands. Of a custom resource without one it isn't known whether it has a namespace at all, so nothing is said.
* What Kubernetes itself keeps in \`default\` may be configured there: the Service \`kubernetes\`, the ServiceAccount
  \`default\`, the ConfigMap \`kube-root-ca.crt\`.
* In a patch (server-side apply) only a namespace that is written counts.`,
    fix: "name the team's namespace in metadata.namespace",
    componentFixes: {
        StandardService: { arguments: ["namespace"], to: "to the team's namespace" },
        PostgresDatabase: { arguments: ["namespace"], to: "to the team's namespace" },
    },
    *check(object) {
        const { namespace } = object;
        if (!object.namespaced) {
            return;
        }
        const name = namespace.string();
        if (namespace.isUnknown) {
            yield undecided(namespace);
        } else if (namespace.isUnset || name === "") {
            if (!object.partial && isBuiltIn(object.group)) {
                yield violation(namespace, "names no namespace, which means default or whatever is set at the time");
            }
        } else if (name === "default") {
            yield* onlyIf(not(belongsToKubernetes(object)), [violation(namespace, "lives in the namespace default")]);
        } else if (clusterNamespaces.has(name ?? "") && object.pods.length > 0) {
            yield violation(namespace, "runs pods in a namespace of the cluster itself");
        }
    },
});

function belongsToKubernetes(object: KubeObject): Truth {
    return any(
        ...Object.entries(ownOfKubernetes)
            .filter(([kind]) => object.isKind(kind))
            .map(([, own]) => holds(object.metadata.get("name"), (name) => name.string() === own)),
    );
}
