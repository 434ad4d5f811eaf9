import { inOrder, type Problem } from "../core/problem";
import { readYaml } from "../core/yamlDocument";
import { normalise } from "./compat";
import { withCompatHints } from "./compatHints";
import type { ScoreDocument } from "./documentSchema";
import { Draft } from "./draft";
import { kubernetesWarnings } from "./kubernetesLimits";
import { judge } from "./judge";
import { upgrade } from "./upgrade";
import { overridden, type Overrides } from "./overrides";
import type { ScoreWorkload } from "./workload";

export interface ReadScoreOptions {
    /** Also read older and loose forms, each with a warning. Default false. */
    compat?: boolean;
    /** Stands for every image that is exactly `.`; where it is not given they stay. */
    image?: string;
    /** What replaces parts of the document before it is judged. */
    overrides?: Overrides;
}

/** The judgement on one Score file. */
export interface ScoreReading {
    file: string;
    valid: boolean;
    /** There exactly where the file is valid. */
    workload?: ScoreWorkload;
    /** Everything that is wrong, in the order of the file. */
    errors: Problem[];
    /** Forms that were read as something else, and what an environment would refuse, with what to write instead. */
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
    const { document: written, problems } = readYaml(file, bytes);
    if (written === undefined) {
        return { file, valid: false, errors: [...problems], warnings: [] };
    }
    const { document, problems: wrong } = overridden(written, options.overrides ?? {});
    if (wrong.length > 0) {
        return { file, valid: false, errors: [...wrong], warnings: [] };
    }
    const draft = new Draft(document);
    if (options.compat === true) {
        normalise(draft);
    } else {
        upgrade(draft);
    }
    const { workload, errors } = judge(file, draft);
    if (workload === undefined) {
        const helped = options.compat === true ? errors : withCompatHints(errors, document);
        return { file, valid: false, errors: inOrder(helped), warnings: inOrder(draft.changes) };
    }
    if (options.image !== undefined) {
        fillImage(workload.document, options.image);
    }
    const warnings = inOrder([...draft.changes, ...kubernetesWarnings(workload)]);
    return { file, valid: true, workload, errors: [], warnings };
}

function fillImage(document: ScoreDocument, image: string): void {
    for (const container of Object.values(document.containers)) {
        container.image = container.image === "." ? image : container.image;
    }
}
