import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readCases, tools, type Tool } from "./cases";
import { judgeCase, type Verdict } from "./judgeCase";
import { readRuleMap } from "./ruleMap";

/** A case in which one of our rules says otherwise, and why that stays so. */
export interface Explained {
    case: string;
    rule: string;
    /** A decision of ours (policies.md section 3), a defect of the other tool, or a meaning narrower than ours. */
    reason: "decision" | "their-defect" | "narrower";
    why: string;
}

export interface Disagreement {
    case: string;
    rule: string;
    expect: string;
    how: string;
}

/** What one tool's cases say about our rules. */
export interface ToolScore {
    tool: Tool;
    verdicts: readonly Verdict[];
    explained: readonly Disagreement[];
    unexplained: readonly Disagreement[];
    /** Explanations of what is no disagreement, or none any more. */
    stale: readonly Explained[];
}

export function readExplained(tool: Tool): Explained[] {
    return JSON.parse(readFileSync(join(__dirname, "disagreements", `${tool}.json`), "utf8")) as Explained[];
}

/** Judges every case of every tool; `folder` holds the tools' folders and rule-map.json. */
export function scoreTools(folder: string): ToolScore[] {
    const mapped = readRuleMap(folder);
    return tools.map((tool) => {
        const verdicts = readCases(folder, tool).map((one) => judgeCase(folder, one, mapped(tool, one.check)));
        const explanations = readExplained(tool);
        const names = new Set(explanations.map(nameOf));
        const all = verdicts.flatMap(({ case: one, differences }) =>
            differences.map(({ rule, how }) => ({ case: one.key, rule, expect: one.expect, how })),
        );
        const real = new Set(all.map(nameOf));
        return {
            tool,
            verdicts,
            explained: all.filter((one) => names.has(nameOf(one))),
            unexplained: all.filter((one) => !names.has(nameOf(one))),
            stale: explanations.filter((one) => !real.has(nameOf(one))),
        };
    });
}

function nameOf({ case: key, rule }: { case: string; rule: string }): string {
    return `${key} ${rule}`;
}
