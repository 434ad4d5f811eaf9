/** `waymark/policies`: the rules, the engine that judges by them, and what one's own rules are written with. */
export { evaluate } from "./evaluate";
export { fromEngine, type RegisteredResource } from "./fromEngine";
export { inContainers } from "./containers";
export { factsSchema, type Facts, type ImageFacts } from "./facts";
export { levelOf } from "./levels";
export { fromManifests, type Manifests } from "./manifests/fromManifests";
export { formatFinding, formatFindings, formatObject, formatUnknown, rulePage } from "./message";
export type { ContainerRole, ContainerView, Effective } from "./model/containerView";
export { parseImage, type ImageReference } from "./model/imageReference";
export type { KubeObject } from "./model/kubeObject";
export type { PodView } from "./model/podView";
export { hasLabels, matchesSelector, sameText } from "./model/labelSelector";
export { namespaceOf, sameNamespace, type Selecting } from "./model/selectorIndex";
export type { ResourceView } from "./model/resourceView";
export type { SetView } from "./model/setView";
export type { Value } from "./model/value";
export type { PolicyOptions } from "./options";
export type { ObjectReference } from "./objectReference";
export { undecided, violation, type Outcome, type Undecided, type Violation } from "./outcome";
export { remove, set, type Patch } from "./patch";
export { defaultPodSecurityVersion, type PodSecurityLevel } from "./podSecurity";
export { profiles, profilesOf, type Profile } from "./profiles";
export { fails, type Finding, type PolicyReport, type PolicySummary, type UnknownVerdict } from "./report";
export type { PolicyResource } from "./resource";
export { defineRule } from "./rule";
export type {
    ContainerRule,
    ObjectRule,
    PodRule,
    PodSecurityCheck,
    PodSecurityRevision,
    PodSecurityRule,
    ResourceRule,
    Rule,
    SetRule,
} from "./rule";
export type {
    Adapter,
    ComponentFix,
    FixableComponent,
    Framework,
    Laws,
    Rival,
    RuleContext,
    RuleData,
    RuleGroup,
} from "./ruleData";
export { rules } from "./rules";
export { all, any, holds, not, onlyIf, violationIf, type Truth } from "./truth";
export type { Level, Severity, Tier } from "./severity";
