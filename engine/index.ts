/**
 * `waymark/testing`: runs a Pulumi program against an offline engine, with npm alone, and gives every resource that
 * the program registers, with its parent, options, secrets, unknowns and dependencies. Also judges which traffic the
 * NetworkPolicies among them let through.
 */
export {
    SecretValue,
    UnknownValue,
    containsSecret,
    containsUnknown,
    revealSecrets,
    unknownValue,
} from "../core/values";
export { startPack } from "./analyzerClient";
export { findResources, type ResourceQuery } from "./find";
export type { AddressParty, Connection, DescribedPod, Party, ServiceParty } from "./networkPolicies/connection";
export type { Side } from "./networkPolicies/judge";
export { trafficAmong, type Traffic } from "./networkPolicies/traffic";
export { trafficOf } from "./networkPolicies/trafficOf";
export type { Verdict } from "./networkPolicies/verdict";
export type { EngineOptions, FunctionCall, Program } from "./options";
export type {
    Pack,
    PackFinding,
    PackInfo,
    PackOptions,
    PackPolicy,
    PackRemediation,
    PolicyLevel,
    PolicySettings,
} from "./pack";
export { preview, update } from "./preview";
export { previewProcess, updateProcess, type ProcessRunOptions } from "./programProcess";
export type {
    EngineAlias,
    EngineAliasParts,
    EngineDiagnostic,
    EngineResource,
    EngineResourceHooks,
    EngineResourceOptions,
    EngineResult,
} from "./resource";
export { unknownText } from "./wire";
