import type { PathStep } from "../core/pointer";
import type { Place } from "../core/problem";
import type { ScoreDocument, WaymarkBlock } from "./documentSchema";

/** A valid Score file. */
export interface ScoreWorkload {
    /** The file as the caller named it. */
    file: string;
    /** `metadata.name`. */
    name: string;
    /** The document as plain data in strict v1b1, whatever form it was written in; optional keys are absent. */
    document: ScoreDocument;
    /** `metadata.waymark`; empty where there is none. */
    waymark: WaymarkBlock;
    /** Where a path of `document` stands in the file as written; the nearest parent where it isn't there itself. */
    place(path: readonly PathStep[], part?: "key" | "value"): Place;
}
