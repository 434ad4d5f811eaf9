import type { Problem } from "../core/problem";
import { check } from "../core/schema";
import { checkBefore } from "./beforeChecks";
import type { Report } from "./checks";
import { documentSchema } from "./documentSchema";
import type { Draft } from "./draft";
import { onePerCause } from "./oneCause";
import { checkPlaceholders } from "./placeholderChecks";
import { checkWaymarkBlock } from "./waymarkChecks";
import type { ScoreWorkload } from "./workload";

/** The workload that a draft has become, or everything that is wrong with it. */
export function judge(file: string, draft: Draft): { workload?: ScoreWorkload; errors: Problem[] } {
    const { value, problems } = check(documentSchema, draft.value, { place: draft.place });
    const meaning: Problem[] = [];
    const report: Report = (path, code, message, hint, part = "value") =>
        meaning.push({ code, message, hint, ...draft.place(path, part) });
    checkPlaceholders(draft.value, report);
    checkBefore(draft.value, report);
    checkWaymarkBlock(draft.value, report);
    const errors = onePerCause([...draft.errors, ...problems, ...meaning]);
    if (value === undefined || errors.length > 0) {
        return { errors };
    }
    const { name, waymark = {} } = value.metadata;
    return { workload: { file, name, document: value, waymark, place: draft.place }, errors: [] };
}
