import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { join } from "node:path";
import { evaluate, fromManifests, rules, type PolicyOptions, type PolicyResource, type Rule } from "../../../policies";
import { toView } from "../../../policies/model/kubeObject";
import { applyPatches } from "../../../policies/patch";
import { remediation } from "../../../policies/remediate";
import { selectRules } from "../../../policies/selection";
import { caseOptions, optionsFor } from "./caseOptions";
import type { Case } from "./cases";

/** A rule that says otherwise than the case does. */
export interface Difference {
    rule: string;
    /** What it does: "finds nothing", "finds something", or how it mends otherwise. */
    how: string;
}

/**
 * How our mending of a file differs in meaning from the other tool's: a rule still finds something, or a field that
 * theirs changes stays as it was. Values may differ: ours are those of our rules.
 */
export function mendingDifferences(
    folder: string,
    one: Case,
    failing: readonly PolicyResource[],
    ids: readonly string[],
): Difference[] {
    const { tool, file } = one;
    const asked = rules.filter(({ id }) => ids.includes(id));
    const mended = failing.map((resource) => ({ ...resource, inputs: structuredClone(resource.inputs) }));
    for (const rule of asked) {
        for (const resource of mended) {
            const selected = selectRules([rule], optionsIn(one, rule)).selected;
            selected.forEach((each) => applyPatches(resource.inputs, remediation(each, toView(resource))));
        }
    }
    const theirs = fromManifests(file, readFileSync(join(folder, tool, file), "utf8")).resources;
    const left = new Set(
        theirs.flatMap(({ inputs }, at) => {
            const [before, after] = [leaves(failing[at]?.inputs), leaves(mended[at]?.inputs)];
            const changed = changedPaths(before, leaves(inputs));
            return changed.filter((path) => isDeepStrictEqual(before.get(path), after.get(path)));
        }),
    );
    return asked.flatMap((rule): Difference[] => {
        const still = evaluate(mended, optionsIn(one, rule)).findings.length > 0;
        const leaves = rule.id === ids[0] && left.size > 0 ? `leaves ${[...left].join(", ")} as it was` : undefined;
        const how = still ? "finds something after mending" : leaves;
        return how === undefined ? [] : [{ rule: rule.id, how }];
    });
}

function changedPaths(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): string[] {
    const paths = new Set([...before.keys(), ...after.keys()]);
    return [...paths].filter((path) => !isDeepStrictEqual(before.get(path), after.get(path)));
}

/** Values by path; lists of plain values are one. */
function leaves(value: unknown, path = ""): Map<string, unknown> {
    if (typeof value !== "object" || value === null) {
        return new Map([[path, value]]);
    }
    if (Array.isArray(value) && !value.some((item) => typeof item === "object")) {
        return new Map([[path, value]]);
    }
    return new Map(Object.entries(value).flatMap(([key, inner]) => [...leaves(inner, `${path}/${key}`)]));
}

/** Options of the rule alone, with its own parameters where the case tells some. */
function optionsIn(one: Case, rule: Rule): PolicyOptions {
    const { params = {}, ...asked } = caseOptions(one);
    const own = params[rule.id];
    return { ...optionsFor(rule), ...asked, ...(own === undefined ? {} : { params: { [rule.id]: own } }) };
}
