import type { KubeObject } from "../../model/kubeObject";
import type { PodView } from "../../model/podView";
import { namespaceOf } from "../../model/selectorIndex";
import type { SetView } from "../../model/setView";
import type { Value } from "../../model/value";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf, type Truth } from "../../truth";

export const wlAutomountToken = defineRule({
    id: "wl-automount-token",
    group: "workload",
    severity: "medium",
    since: "0.1.0",
    frameworks: [{ name: "CIS", section: "5.1.6" }, { name: "NSA" }],
    rivals: {
        checkov: ["CKV_K8S_38"],
        datree: ["SRVACC_INCORRECT_AUTOMOUNTSERVICEACCOUNTTOKEN_VALUE"],
        "gatekeeper-library": ["automount-serviceaccount-token"],
        kubescape: ["C-0034", "C-0053", "C-0190", "C-0261"],
        kyverno: ["restrict-automount-sa-token", "restrict-sa-automount-sa-token"],
        polaris: ["automountServiceAccountToken"],
        trivy: ["KSV-0036"],
    },
    target: "set",
    title: "Pods mount a token of the API only where they need it",
    why: "whoever gets into the pod has the token, and everything that is granted to it",
    details: `A finding where the token of the pod's ServiceAccount is mounted:
* the pod says \`automountServiceAccountToken: true\`, or
* it says nothing, and its ServiceAccount doesn't say \`false\` either (its default is \`true\`).

**Declared as needed** is a token where a RoleBinding or ClusterRoleBinding of the same set names the ServiceAccount: whoever
is granted something talks to the API. An account that isn't in the set is taken for one that says nothing.

The rule looks at other objects, so that there is no remediation: Pulumi gives stack policies none.`,
    fix: "set automountServiceAccountToken: false on the pod or its ServiceAccount",
    *check(set) {
        const bound = subjects(set);
        const accounts = accountsByName(set);
        for (const object of set.objects.filter(({ partial }) => !partial)) {
            for (const pod of object.pods) {
                yield* judge(object, pod, accounts, bound);
            }
        }
    },
});

interface Subject {
    namespace: Value;
    name: Value;
    binding: KubeObject;
}

function judge(object: KubeObject, pod: PodView, accounts: Accounts, bound: ReadonlyMap<string, Subject[]>) {
    const own = pod.get("automountServiceAccountToken");
    const account = pod.get("serviceAccountName").isUnset ? pod.get("serviceAccount") : pod.get("serviceAccountName");
    const name = account.string() ?? "default";
    const ofAccount = any(
        ...accounts
            .named(object, name)
            .map((one) => holds(one.body.get("automountServiceAccountToken"), (known) => known.boolean() === false)),
    );
    const isOff = any(
        holds(own, (known) => known.boolean() === false),
        all(
            holds(own, (known) => known.isUnset),
            holds(account, () => true),
            ofAccount,
        ),
    );
    const isNeeded = any(
        holds(account, () => false),
        ...[...(bound.get(name) ?? []), ...(bound.get("") ?? [])].map((subject) => isSubject(subject, object, account)),
    );
    return violationIf(not(any(isOff, isNeeded)), own, "the ServiceAccount's token is mounted");
}

function isSubject({ namespace, name, binding }: Subject, object: KubeObject, account: Value): Truth {
    const where = namespace.isUnset ? binding.namespace : namespace;
    return all(
        holds(name, (known) => known.string() === (account.string() ?? "default")),
        holds(where, () => true),
        holds(object.namespace, () => true),
        where.isUnknown || object.namespace.isUnknown || (where.string() ?? "default") === namespaceOf(object),
    );
}

/** The ServiceAccounts that bindings of the set grant something to, by name; those whose name isn't known under "". */
function subjects(set: SetView): Map<string, Subject[]> {
    const found = new Map<string, Subject[]>();
    for (const binding of [...set.ofKind("RoleBinding"), ...set.ofKind("ClusterRoleBinding")]) {
        for (const subject of binding.body.get("subjects").items()) {
            if (subject.get("kind").string() === "ServiceAccount") {
                const name = subject.get("name");
                const key = name.string() ?? "";
                found.set(key, [...(found.get(key) ?? []), { namespace: subject.get("namespace"), name, binding }]);
            }
        }
    }
    return found;
}

interface Accounts {
    named(object: KubeObject, name: string): readonly KubeObject[];
}

function accountsByName(set: SetView): Accounts {
    const byName = new Map<string, KubeObject[]>();
    for (const account of set.ofKind("ServiceAccount")) {
        const key = JSON.stringify([namespaceOf(account), account.metadata.get("name").string()]);
        byName.set(key, [...(byName.get(key) ?? []), account]);
    }
    return { named: (object, name) => byName.get(JSON.stringify([namespaceOf(object), name])) ?? [] };
}
