import type { ContainerRole, ContainerView } from "./model/containerView";
import type { KubeObject } from "./model/kubeObject";
import type { PodView } from "./model/podView";
import type { ResourceView } from "./model/resourceView";
import type { SetView } from "./model/setView";
import type { Outcome } from "./outcome";
import type { Patch } from "./patch";
import type { RuleContext, RuleData, RuleDefaults } from "./ruleData";

/** Judges each pod template. For its containers use `inContainers`, which also speaks of lists that aren't known yet. */
export interface PodRule<Params = unknown> extends RuleData<Params> {
    target: "pod";
    /** Kinds of the object around the pod; default all. */
    kinds?: readonly string[];
    check(pod: PodView, context: RuleContext<Params>): Iterable<Outcome>;
    /** Changes after which the check passes; none where it passes, for what isn't known, and for a partial pod. */
    remediate?(pod: PodView, context: RuleContext<Params>): Iterable<Patch>;
}

/** Judges each container of the named roles; lists of containers that are not known yet are the engine's matter. */
export interface ContainerRule<Params = unknown> extends RuleData<Params> {
    target: "container";
    roles: readonly ContainerRole[];
    /** Kinds of the object around the pod; default all. */
    kinds?: readonly string[];
    check(container: ContainerView, context: RuleContext<Params>): Iterable<Outcome>;
    /** As of {@link PodRule}. */
    remediate?(container: ContainerView, context: RuleContext<Params>): Iterable<Patch>;
}

/** Judges each Kubernetes object of the named kinds: `Namespace`, `argoproj.io/Rollout`, `*` for all. */
export interface ObjectRule<Params = unknown> extends RuleData<Params> {
    target: "object";
    kinds: readonly string[];
    check(object: KubeObject, context: RuleContext<Params>): Iterable<Outcome>;
    /** As of {@link PodRule}. */
    remediate?(object: KubeObject, context: RuleContext<Params>): Iterable<Patch>;
}

/** Judges each resource of the named Pulumi types: `aws:rds/instance:Instance`, `pulumi:providers:*` with a star at the end. */
export interface ResourceRule<Params = unknown> extends RuleData<Params> {
    target: "resource";
    types: readonly string[];
    check(resource: ResourceView, context: RuleContext<Params>): Iterable<Outcome>;
    /** As of {@link PodRule}; never of a field that only a replacement changes. */
    remediate?(resource: ResourceView, context: RuleContext<Params>): Iterable<Patch>;
}

/** Looks at all resources together; each outcome belongs to the object that its value stands in. */
export interface SetRule<Params = unknown> extends RuleData<Params> {
    target: "set";
    check(set: SetView, context: RuleContext<Params>): Iterable<Outcome>;
}

/** One check of the Pod Security Standards, as upstream counts them. */
export interface PodSecurityCheck {
    /** Upstream's id, for example `runAsNonRoot`. */
    id: string;
    level: "baseline" | "restricted";
    /** Upstream ids of baseline checks that this one replaces at restricted. */
    overrides?: readonly string[];
    /** The newest revision whose minimum is not above the policy version counts. */
    revisions: readonly PodSecurityRevision[];
}

export interface PodSecurityRevision {
    /** `1.35`. */
    min: string;
    check(pod: PodView): Iterable<Outcome>;
}

/** One of the Pod Security Standards' checks, with its revisions as data; level and version decide what is in force. */
export interface PodSecurityRule extends RuleData<unknown> {
    target: "podSecurity";
    checks: readonly PodSecurityCheck[];
    /** As of {@link PodRule}, for every revision and level. */
    remediate?(pod: PodView): Iterable<Patch>;
}

/** A rule as {@link defineRule} gives it: whole, with its defaults filled in. */
export type Rule = (PodRule | ContainerRule | ObjectRule | ResourceRule | SetRule | PodSecurityRule) & RuleDefaults;

const defaults: RuleDefaults = {
    adapters: ["manifests", "pulumi"],
    frameworks: [],
    rivals: {},
    componentFixes: {},
    laws: {},
    since: "",
    details: "",
    waivable: true,
};

/**
 * Declares a rule, infers the type of its parameters and fills in what was left out.
 *
 * @example
 * export const noDefaultNamespace = defineRule({
 *     id: "acme-default-namespace",
 *     group: "governance",
 *     target: "object",
 *     kinds: ["Deployment", "StatefulSet"],
 *     title: "Workloads live in a namespace of their team",
 *     severity: "medium",
 *     why: "what lies in the namespace default belongs to nobody",
 *     fix: "name the team's namespace in metadata.namespace",
 *     *check({ namespace }) {
 *         if (namespace.isUnknown) {
 *             yield undecided(namespace);
 *         } else if (namespace.isUnset || namespace.string() === "default") {
 *             yield violation(namespace, "lives in the namespace default");
 *         }
 *     },
 * });
 */
export function defineRule<Params>(
    rule:
        | PodRule<Params>
        | ContainerRule<Params>
        | ObjectRule<Params>
        | ResourceRule<Params>
        | SetRule<Params>
        | PodSecurityRule,
): Rule {
    return { ...defaults, ...rule };
}
