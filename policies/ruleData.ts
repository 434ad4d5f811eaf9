import type { z } from "zod";
import type { Facts } from "./facts";
import type { Level, Severity, Tier } from "./severity";

export type Adapter = "manifests" | "pulumi";
export type RuleGroup =
    "pod-security" | "workload" | "images" | "reliability" | "references" | "network" | "rbac" | "governance" | "aws";

/** A section of a published framework that a rule satisfies. */
export interface Framework {
    name: "PSS" | "CIS" | "NSA" | "MITRE" | "SOC2" | "SLSA" | "CIS-EKS" | "CIS-AWS";
    /** Section or level, for example `5.2.7` or `restricted`; absent for the framework as a whole. */
    section?: string;
}

/** Other tools that have rules of the same meaning. */
export type Rival =
    | "kube-linter"
    | "kube-score"
    | "polaris"
    | "checkov"
    | "trivy"
    | "kubescape"
    | "kyverno"
    | "gatekeeper-library"
    | "datree"
    | "prowler"
    | "awsguard"
    | "compliance-policies";

/** Components whose arguments can mend findings on their children. */
export type FixableComponent = "StandardService" | "PostgresDatabase" | "TeamNamespace";

/** Arguments of a component that mend a finding on one of its children. */
export interface ComponentFix {
    /** Names of arguments as `components/<component>/args.ts` has them. */
    arguments: readonly string[];
    /** What to give them: "to a reference with a version tag". */
    to: string;
}

/** Metamorphic laws that a rule keeps; one test turns every fixture of the rule by them. */
export interface Laws {
    /** A finding about a container stays with it when it moves to another list: main, init, sidecar, ephemeral. */
    anyContainer?: boolean;
    /** Fields of the security context that may as well stand on the pod as on every container: the verdict stays. */
    inherited?: readonly string[];
}

/** What a check is told beside the object. */
export interface RuleContext<Params = unknown> {
    tier: Tier;
    params: Params;
    /** Facts from outside; empty where none were given. */
    facts: Partial<Facts>;
}

/** What a rule may leave out. */
export interface RuleDefaults {
    /** Where it can run. Default: everywhere. */
    adapters: readonly Adapter[];
    /** Default: none. */
    frameworks: readonly Framework[];
    /** Ids of the same meaning in other tools; ` (partial)` behind one says that it covers less. Default: none. */
    rivals: Readonly<Partial<Record<Rival, readonly string[]>>>;
    /** By component: which argument mends a finding on its children. Default: none would. */
    componentFixes: Readonly<Partial<Record<FixableComponent, ComponentFix>>>;
    /** Metamorphic laws. Default: only those that hold for every rule. */
    laws: Laws;
    /** First version of the package that has it. Default: none. */
    since: string;
    /** More for the rule's page: decisions, what other tools do; Markdown paragraphs. Default: none. */
    details: string;
    /** Default: true. */
    waivable: boolean;
}

/** The data of a rule; its check stands in one of the kinds of `Rule`. */
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
    /** Only in profile `all`. */
    optIn?: boolean;
    /** Judges nothing without facts from outside: not configured where none are given. */
    needsFacts?: boolean;
    /** Schema of its parameters; one that refuses `{}` makes the rule "not configured" until they are given. */
    params?: z.ZodType<Params>;
}
