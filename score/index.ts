/** Reading and judging Score files; loads no Pulumi. */
export { readScore, type ScoreReading, type ScoreWorkload } from "./readScore";
export type { ScoreContainer, ScoreDocument, ScoreFile, ScoreProbe, ScoreResource } from "./schema";
export { parseTemplate, type TemplatePart } from "./template";
