import { toPointer, type PathStep } from "../core/pointer";
import type { Place, Problem } from "../core/problem";
import { check } from "../core/schema";
import { readYaml, type YamlDocument } from "../core/yamlDocument";
import { checkBefore } from "./beforeChecks";
import type { Report } from "./checks";
import { normalise } from "./compat";
import { documentSchema, type ScoreDocument, type WaymarkBlock } from "./documentSchema";
import { Draft } from "./draft";
import { checkPlaceholders } from "./placeholderChecks";
import { upgrade } from "./upgrade";
import { laterKeys } from "./waymarkBlock";
import { checkWaymarkBlock } from "./waymarkChecks";

export interface ReadScoreOptions {
    /** Also read older and loose forms, each with a warning. Default false. */
    compat?: boolean;
    /** Stands for every image that is exactly `.`; where it is not given they stay. */
    image?: string;
}

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

/** The judgement on one Score file. */
export interface ScoreReading {
    file: string;
    valid: boolean;
    /** There exactly where the file is valid. */
    workload?: ScoreWorkload;
    /** Everything that is wrong, in the order of the file. */
    errors: Problem[];
    /** Forms that were read as something else, with what to write instead. */
    warnings: Problem[];
}

/**
 * Reads and judges one Score file: YAML, upgrades (and older forms where asked), schema, placeholders, `before`,
 * `metadata.waymark`. Never throws for anything that a file holds; every problem has its place in the file.
 *
 * @example
 * const { workload, errors } = readScore("score.yaml", readFileSync("score.yaml"));
 */
export function readScore(file: string, bytes: string | Uint8Array, options: ReadScoreOptions = {}): ScoreReading {
    const { document, problems } = readYaml(file, bytes);
    if (document === undefined) {
        return { file, valid: false, errors: [...problems], warnings: [] };
    }
    const draft = new Draft(document);
    if (options.compat === true) {
        normalise(draft);
    } else {
        upgrade(draft);
    }
    const { workload, errors } = judge(file, draft);
    if (workload !== undefined && options.image !== undefined) {
        fillImage(workload.document, options.image);
    }
    const helped = options.compat === true || errors.length === 0 ? errors : withCompatHints(errors, document);
    return {
        file,
        valid: workload !== undefined,
        ...(workload === undefined ? {} : { workload }),
        errors: inOrder(helped),
        warnings: inOrder(draft.changes),
    };
}

function fillImage(document: ScoreDocument, image: string): void {
    for (const container of Object.values(document.containers)) {
        container.image = container.image === "." ? image : container.image;
    }
}

/** The document that a draft has become, or everything that is wrong with it. */
export function judge(file: string, draft: Draft): { workload?: ScoreWorkload; errors: Problem[] } {
    const { value, problems } = check(documentSchema, draft.value, { place: draft.place });
    const errors = [...draft.errors, ...problems.map(notYet)];
    const meaning: Problem[] = [];
    const report: Report = (path, code, message, hint, part = "value") =>
        meaning.push({ code, message, hint, ...draft.place(path, part) });
    checkPlaceholders(draft.value, report);
    checkBefore(draft.value, report);
    checkWaymarkBlock(draft.value, report);
    const all = oncePerCause([...errors, ...meaning]);
    if (value === undefined || all.length > 0) {
        return { errors: all };
    }
    const { name, waymark = {} } = value.metadata;
    return { workload: { file, name, document: value, waymark, place: draft.place }, errors: [] };
}

/** Keys that this version knows and doesn't honour are told apart from misspelt ones. */
function notYet(problem: Problem): Problem {
    const key = laterKeys.find((later) => problem.pointer === toPointer(["metadata", "waymark", later]));
    return key === undefined
        ? problem
        : {
              ...problem,
              code: "not-supported",
              message: `"${key}" is not supported in this version`,
              hint: "leave it out",
          };
}

/** Of problems at one place or below each other the first one found stays: the rest follows from it. */
function oncePerCause(problems: readonly Problem[]): Problem[] {
    const kept: Problem[] = [];
    for (const problem of problems) {
        const follows = kept.some((other) => other.code !== problem.code && isRelated(other.pointer, problem.pointer));
        if (!follows) {
            kept.push(problem);
        }
    }
    return kept;
}

/** An error about a form that `compat` reads says so. */
function withCompatHints(errors: readonly Problem[], document: YamlDocument): Problem[] {
    const draft = new Draft(document);
    normalise(draft);
    const upgraded = new Draft(document);
    upgrade(upgraded);
    const always = new Set(upgraded.changes.map(({ code }) => code));
    const older = draft.changes.filter(({ code }) => !always.has(code));
    return errors.map((error) => {
        const form = older.find((change) => isRelated(error.pointer, change.pointer));
        return form === undefined
            ? error
            : { ...error, hint: `${form.hint}; or use the option --compat: ${form.message}` };
    });
}

function isRelated(a = "", b = ""): boolean {
    return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}

/** By line and column; those without a place come first. */
function inOrder(problems: readonly Problem[]): Problem[] {
    return [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}
