import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Tool } from "./cases";

/** A rule of ours that a check of another tool corresponds to. */
export interface MappedRule {
    id: string;
    /** Their check covers less than the rule: it may find more than they do. */
    partial: boolean;
}

/** What rule-map.json says; its keys may be patterns (`psa/*`) and ranges (`AWS-0030..0033`). */
export function readRuleMap(folder: string): (tool: Tool, check: string) => readonly MappedRule[] {
    const map = JSON.parse(readFileSync(join(folder, "rule-map.json"), "utf8")) as Record<
        string,
        Record<string, string[]>
    >;
    return (tool, check) =>
        Object.entries(map[tool] ?? {})
            .filter(([key]) => covers(key, check))
            .flatMap(([, rules]) => rules.map(mappedRule));
}

function covers(key: string, check: string): boolean {
    const range = /^(.*?)(\d+)\.\.(\d+)$/.exec(key);
    if (range !== null) {
        const [, prefix = "", from = "", to = ""] = range;
        const number = check.slice(prefix.length);
        return check.startsWith(prefix) && /^\d+$/.test(number) && +number >= +from && +number <= +to;
    }
    return key.endsWith("*") ? check.startsWith(key.slice(0, -1)) : key === check;
}

function mappedRule(text: string): MappedRule {
    const [id = ""] = text.split(" ");
    return { id, partial: text.endsWith(" (partial)") };
}
