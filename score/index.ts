/** Reading and judging Score files, without Pulumi: `waymark/score`. */
export type {
    ScoreContainer,
    ScoreDocument,
    ScoreFile,
    ScoreHttpGet,
    ScoreProbe,
    ScoreResource,
    ScoreServicePort,
    ScoreVolume,
    WaymarkBlock,
    WaymarkProbe,
    WaymarkProbes,
    WaymarkTraffic,
} from "./documentSchema";
export { scoreJsonSchema } from "./jsonSchema";
export type { Overrides } from "./overrides";
export { readScore, type ReadScoreOptions, type ScoreReading } from "./readScore";
export { buildResourceGraph, duplicateWorkloads, type ResourceGraph, type ResourceNode } from "./resourceGraph";
export { rewriteStrict, type StrictText } from "./rewriteStrict";
export { lookup, lookupIn, substitute, substituteTree, toText, type LookupContext } from "./substitute";
export { kubernetesRefusals } from "./kubernetesLimits";
export type { KubernetesVersion } from "./limit";
export { parseTemplate, type TemplatePart } from "./template";
export type { ScoreWorkload } from "./workload";
