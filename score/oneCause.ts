import { nearestName } from "../core/nearest";
import { fromPointer, toPointer } from "../core/pointer";
import type { Problem } from "../core/problem";
import { PointerIndex } from "./pointerIndex";

/**
 * Leaves one problem for each cause: of different ones at one place, or above and below each other, the first; and a
 * misspelt key is not also a missing one.
 */
export function onePerCause(problems: readonly Problem[]): Problem[] {
    const kept: Problem[] = [];
    const codes = new PointerIndex<string>();
    for (const problem of withoutMisspelt(problems)) {
        const pointer = problem.pointer ?? "";
        const follows = [...codes.related(pointer)].some((code) => code !== problem.code);
        if (!follows) {
            kept.push(problem);
            codes.add(pointer, problem.code);
        }
    }
    return kept;
}

function withoutMisspelt(problems: readonly Problem[]): Problem[] {
    const unknown = new Map<string, string[]>();
    for (const { parent, key } of problems.filter(({ code }) => code === "unknown-key").map(lastStep)) {
        const siblings = unknown.get(parent) ?? [];
        siblings.push(key);
        unknown.set(parent, siblings);
    }
    return problems.filter((problem) => {
        const { parent, key } = lastStep(problem);
        const siblings = problem.code === "missing-key" ? (unknown.get(parent) ?? []) : [];
        return !siblings.some((found) => nearestName(found, [key]) !== undefined);
    });
}

function lastStep({ pointer = "" }: Problem): { parent: string; key: string } {
    const steps = fromPointer(pointer);
    return { parent: toPointer(steps.slice(0, -1)), key: steps.at(-1) ?? "" };
}
