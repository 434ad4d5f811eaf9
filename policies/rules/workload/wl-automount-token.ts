import type { KubeObject } from "../../model/kubeObject";
import type { PodView } from "../../model/podView";
import { isSameNamespace, namespaceOf } from "../../model/selectorIndex";
import type { SetView } from "../../model/setView";
import type { Value } from "../../model/value";
import { undecided, type Outcome } from "../../outcome";
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
is granted something talks to the API. An account that isn't in the set is taken for one that says nothing. Of a patch
(server-side apply) only \`true\` is a finding: what it doesn't say may be said by somebody else.

The rule looks at other objects, so that there is no remediation: Pulumi gives stack policies none.`,
    fix: "set automountServiceAccountToken: false on the pod or its ServiceAccount",
    *check(set) {
        const bound = boundAccounts(set);
        for (const object of set.objects) {
            for (const pod of object.pods) {
                yield* judge(set, object, pod, bound);
            }
        }
    },
});

/** The ServiceAccounts that bindings of a set grant something to. */
interface Bound {
    byName: ReadonlyMap<string, readonly Subject[]>;
    /** Subjects that could be any account. */
    anybody: readonly Value[];
}

interface Subject {
    /** Namespace of the account: the subject's own, else that of the binding. */
    namespace: Value;
}

function judge(set: SetView, object: KubeObject, pod: PodView, bound: Bound): Iterable<Outcome> {
    const own = pod.get("automountServiceAccountToken");
    const account = pod.get("serviceAccountName").isUnset ? pod.get("serviceAccount") : pod.get("serviceAccountName");
    const name = account.string() ?? "default";
    const isOff = any(
        holds(own, (known) => known.boolean() === false),
        all(
            holds(own, (known) => known.isUnset),
            holds(account, () => true),
            accountSaysNo(set, object, name),
        ),
    );
    const isNeeded = any(
        holds(account, () => false),
        ...(bound.byName.get(name) ?? []).map(({ namespace }) => isSameNamespace(namespace, object.namespace)),
        ...bound.anybody.map((value) => undecided(value)),
    );
    const isSaid = holds(own, (known) => !pod.partial || known.boolean() === true);
    return violationIf(all(isSaid, not(any(isOff, isNeeded))), own, "the ServiceAccount's token is mounted");
}

function accountSaysNo(set: SetView, object: KubeObject, name: string): Truth {
    const namespace = namespaceOf(object);
    if (namespace === undefined) {
        return set.ofKind("ServiceAccount").length > 0 ? undecided(object.namespace) : false;
    }
    const found = set.named("ServiceAccount", namespace, name);
    const sayNo = found.map((one) =>
        holds(one.body.get("automountServiceAccountToken"), (known) => known.boolean() === false),
    );
    return found.length > 0 ? any(...sayNo) : onlyDoubt(set.exists("ServiceAccount", namespace, name));
}

/** An account that may be there may say no; one that isn't says nothing. */
function onlyDoubt(exists: Truth): Truth {
    return exists === true ? false : exists;
}

function boundAccounts(set: SetView): Bound {
    const byName = new Map<string, Subject[]>();
    const anybody: Value[] = [];
    for (const binding of [...set.ofKind("RoleBinding"), ...set.ofKind("ClusterRoleBinding")]) {
        const subjects = binding.body.get("subjects");
        anybody.push(...[subjects].filter((list) => list.isUnknown));
        for (const subject of subjects.items()) {
            const [kind, name] = [subject.get("kind"), subject.get("name")];
            const namespace = subject.get("namespace").isUnset ? binding.namespace : subject.get("namespace");
            if (kind.isUnknown || (kind.string() === "ServiceAccount" && name.isUnknown)) {
                anybody.push(kind.isUnknown ? kind : name);
            } else if (kind.string() === "ServiceAccount") {
                const known = byName.get(name.string() ?? "") ?? [];
                byName.set(name.string() ?? "", [...known, { namespace }]);
            }
        }
    }
    return { byName, anybody };
}
