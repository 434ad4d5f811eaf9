import type { z } from "zod";
import type { ContainerRole, ContainerView } from "./model/containerView";
import type { KubeObject } from "./model/kubeObject";
import type { PodView } from "./model/podView";
import type { SetView } from "./model/setView";
import type { Outcome } from "./outcome";
import type { Level, Severity, Tier } from "./severity";

export type Adapter = "manifests" | "pulumi";
export type RuleGroup =
    "pod-security" | "workload" | "images" | "reliability" | "references" | "network" | "rbac" | "governance" | "aws";

/** A section of a published framework that a rule satisfies. */
export interface Framework {
    name: "PSS" | "CIS" | "NSA" | "MITRE" | "SOC2" | "SLSA";
    /** Section or level, for example `5.2.7` or `restricted`; absent for the framework as a whole. */
    section?: string;
}

/** What a check is told beside the object. */
export interface RuleContext<Params = unknown> {
    tier: Tier;
    params: Params;
}

/** What a rule may leave out. */
interface RuleDefaults {
    /** Where it can run. Default: everywhere. */
    adapters: readonly Adapter[];
    /** Default: none. */
    frameworks: readonly Framework[];
    /** First version of the package that has it. Default: none. */
    since: string;
    /** More for the rule's page: decisions, what other tools do; Markdown paragraphs. Default: none. */
    details: string;
    /** Default: true. */
    waivable: boolean;
}

/** The data of a rule; its check stands in one of the kinds of {@link Rule}. */
export interface RuleData<Params> extends Partial<RuleDefaults> {
    /** Kebab-case and unique; one's own begin with one's own prefix. */
    id: string;
    group: RuleGroup;
    /** At most 60 characters, what must hold: "Containers run as non-root". */
    title: string;
    severity: Severity;
    /** Overrides what severity and tier give. */
    levels?: Partial<Record<Tier, Level>>;
    /** Why it matters: one clause, no full stop. It is part of every message. */
    why: string;
    /** What to write instead, for whoever writes the manifest. */
    fix: string;
    /** A remediation patch exists. None does yet. */
    remediation?: boolean;
    /** Only in profile `all`. */
    optIn?: boolean;
    /** Schema of its parameters; one that refuses `{}` makes the rule "not configured" until they are given. */
    params?: z.ZodType<Params>;
}

/** Judges each pod template; where one isn't known yet the engine says so. */
export interface PodRule<Params = unknown> extends RuleData<Params> {
    target: "pod";
    /** Kinds of the object around the pod; default all. */
    kinds?: readonly string[];
    check(pod: PodView, context: RuleContext<Params>): Iterable<Outcome>;
}

/** Judges each container of the named roles; lists of containers that are not known yet are the engine's matter. */
export interface ContainerRule<Params = unknown> extends RuleData<Params> {
    target: "container";
    roles: readonly ContainerRole[];
    check(container: ContainerView, context: RuleContext<Params>): Iterable<Outcome>;
}

/** Judges each object of the named kinds (`Namespace`, `StatefulSet`). */
export interface ObjectRule<Params = unknown> extends RuleData<Params> {
    target: "object";
    kinds: readonly string[];
    check(object: KubeObject, context: RuleContext<Params>): Iterable<Outcome>;
}

/** Looks at all objects together; each outcome belongs to the object that its value stands in. */
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
}

/** A rule as {@link defineRule} gives it: whole, with its defaults filled in. */
export type Rule = (PodRule | ContainerRule | ObjectRule | SetRule | PodSecurityRule) & RuleDefaults;

const defaults: RuleDefaults = {
    adapters: ["manifests", "pulumi"],
    frameworks: [],
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
    rule: PodRule<Params> | ContainerRule<Params> | ObjectRule<Params> | SetRule<Params> | PodSecurityRule,
): Rule {
    return { ...defaults, ...rule };
}
