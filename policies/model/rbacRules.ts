import { inItems } from "../items";
import { isViolation, violation, type Outcome } from "../outcome";
import { all, any, holds, not, violationIf, type Truth } from "../truth";
import type { KubeObject } from "./kubeObject";
import type { Value } from "./value";

/** Something that a rule of a Role may allow. */
export interface Permission {
    group: string;
    /** Subresources as `pods/exec`. */
    resources: readonly string[];
    verbs: readonly string[];
    /** What it is, for messages: "exec into pods". */
    what: string;
    /** True where `resourceNames` don't limit it: the name of what is created isn't known when it is asked for. */
    evenNamed?: boolean;
}

export const roleKinds = ["Role", "ClusterRole"] as const;
export const bindingKinds = ["RoleBinding", "ClusterRoleBinding"] as const;

/**
 * Whether a rule allows one of the verbs on one of the resources, as Kubernetes' authorizer reads it: `*` stands for
 * all of a field, `*\/exec` for that subresource of every resource, and `pods/*` for nothing.
 */
export function grants(rule: Value, { group, resources, verbs }: Permission): Truth {
    const inGroup = hasOneOf(rule.get("apiGroups"), [group, "*"]);
    if (inGroup === false) {
        return false; // as most rules do, so that the rest is not looked at
    }
    return all(
        inGroup,
        hasOneOf(rule.get("resources"), ["*", ...resources.flatMap(namesOf)]),
        hasOneOf(rule.get("verbs"), ["*", ...verbs]),
    );
}

/** Whether a rule is for named objects only. */
export function isLimited(rule: Value): Truth {
    return holds(rule.get("resourceNames"), (names) => names.items().length > 0);
}

/** Whether a list holds one of these texts. */
export function hasOneOf(list: Value, texts: readonly string[]): Truth {
    return any(
        ...list.items().map((item) => holds(item, (known) => texts.includes(known.string() ?? ""))),
        holds(list, () => false),
    );
}

/**
 * One violation for each rule of a Role that allows any of these. A rule with `resourceNames` opens only what it names.
 * An aggregated ClusterRole has no rules of its own; those that it collects are judged where they are written.
 */
export function refusePermissions(role: KubeObject, permissions: readonly Permission[]): Iterable<Outcome> {
    return inItems(role.body.get("rules"), (rule) => {
        const outcomes = permissions.flatMap(({ what, evenNamed, ...permission }) => {
            const allowed = all(grants(rule, { ...permission, what }), evenNamed === true || not(isLimited(rule)));
            return [...violationIf(allowed, rule, what)];
        });
        const found = outcomes.filter(isViolation).map(({ message }) => message);
        return found.length === 0
            ? outcomes
            : [violation(rule, `this rule allows to ${[...new Set(found)].join(", ")}`)];
    });
}

function namesOf(resource: string): string[] {
    const slash = resource.indexOf("/");
    return slash === -1 ? [resource] : [resource, `*${resource.slice(slash)}`];
}

/**
 * Whether a rule allows to change a ConfigMap of the namespace kube-system: by its name, or all of them in a Role of
 * that namespace. A Role that is known to stand in another namespace opens nothing there; one that names no namespace
 * may be applied to any.
 */
export function grantsOnConfigMap(role: KubeObject, rule: Value, name: string): Truth {
    const verbs = ["create", "update", "patch", "delete", "deletecollection"];
    const isOf = (...namespaces: string[]): Truth =>
        role.isKind("Role") && holds(role.namespace, (known) => namespaces.includes(known.string() ?? ""));
    const named = hasOneOf(rule.get("resourceNames"), [name]);
    return all(
        grants(rule, { group: "", resources: ["configmaps"], verbs, what: "" }),
        any(
            all(named, any(role.isKind("ClusterRole"), isOf("kube-system", ""))),
            all(isOf("kube-system"), not(isLimited(rule))),
        ),
    );
}
