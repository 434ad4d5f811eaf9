/** `waymark/policies`: the rules, the engine that judges by them, and what one's own rules are written with. */
export { evaluate } from "./evaluate";
export { fromEngine, type RegisteredResource } from "./fromEngine";
export { levelOf } from "./levels";
export { fromManifests, type Manifests } from "./manifests";
export { formatFinding, formatFindings, formatObject, formatUnknown, rulePage } from "./message";
export type { ContainerRole, ContainerView, Effective } from "./model/containerView";
export { parseImage, type ImageReference } from "./model/imageReference";
export type { KubeObject } from "./model/kubeObject";
export type { PodView } from "./model/podView";
export type { SetView } from "./model/setView";
export type { Value } from "./model/value";
export type { PolicyOptions } from "./options";
export type { ObjectReference } from "./objectReference";
export { undecided, violation, type Outcome, type Undecided, type Violation } from "./outcome";
export { defaultPodSecurityVersion, type PodSecurityLevel } from "./podSecurity";
export { profiles, profilesOf, type Profile } from "./profiles";
export { fails, type Finding, type PolicyReport, type PolicySummary, type UnknownVerdict } from "./report";
export type { PolicyResource } from "./resource";
export { defineRule } from "./rule";
export type {
    Adapter,
    ContainerRule,
    Framework,
    ObjectRule,
    PodRule,
    PodSecurityCheck,
    PodSecurityRevision,
    PodSecurityRule,
    Rule,
    RuleContext,
    RuleData,
    RuleGroup,
    SetRule,
} from "./rule";
export { rules } from "./rules";
export type { Level, Severity, Tier } from "./severity";
