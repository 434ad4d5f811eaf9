import type { PathStep } from "../core/pointer";
import type { Place, Problem } from "../core/problem";
import { check } from "../core/schema";
import { readYaml, type YamlDocument } from "../core/yamlDocument";
import { checkBefore, type Located } from "./before";
import { checkPlaceholders } from "./placeholders";
import { scoreSchema, type ScoreDocument } from "./schema";
import { upgrade } from "./transforms";

/** One valid Score file. */
export interface ScoreWorkload {
    /** The file as it was named. */
    readonly file: string;
    /** `metadata.name`. */
    readonly name: string;
    readonly document: ScoreDocument;
    /** Where a value (or its key) stands in the file. */
    place(path: readonly PathStep[], part?: "key" | "value"): Place;
}

/** What became of one file: a workload, or every reason why there is none. */
export interface ScoreReading {
    file: string;
    valid: boolean;
    /** Present exactly where the file is valid. */
    workload?: ScoreWorkload;
    errors: Problem[];
    warnings: Problem[];
}

/**
 * Reads and judges one Score file by the document alone: YAML, upgrades, schema, `before` and placeholders.
 *
 * @example
 * const { valid, workload, errors } = readScore("score.yaml", readFileSync("score.yaml"));
 */
export function readScore(file: string, bytes: string | Uint8Array): ScoreReading {
    const { document, problems } = readYaml(file, bytes);
    if (document === undefined) {
        return { file, valid: false, errors: [...problems], warnings: [] };
    }
    const { value, changes } = upgrade(document.value);
    const warnings = changes.map((change) => atPlace(document, change, "key"));
    const checked = check(scoreSchema, value, { place: (path, part) => document.place(path, part) });
    if (checked.value === undefined) {
        return { file, valid: false, errors: [...checked.problems], warnings };
    }
    const score = checked.value;
    const errors = [...checkBefore(score), ...checkPlaceholders(score)].map((found) =>
        atPlace(document, found, "value"),
    );
    if (errors.length > 0) {
        return { file, valid: false, errors, warnings };
    }
    const place: ScoreWorkload["place"] = (path, part) => document.place(path, part);
    return {
        file,
        valid: true,
        workload: { file, name: score.metadata.name, document: score, place },
        errors,
        warnings,
    };
}

function atPlace(document: YamlDocument, { path, problem }: Located, part: "key" | "value"): Problem {
    return { ...problem, ...document.place(path, part) };
}
