import { createRequire } from "node:module";
import { ProblemError, type Problem } from "../core/problem";
import type { Rule } from "../policies/rule";

/**
 * Loads modules with rules of one's own: everything that a module exports and that is a rule, or a list of rules.
 *
 * @param from the file that names them, which the paths are relative to
 * @throws ProblemError for every module that can't be loaded or holds no rule
 */
export function loadRules(modules: readonly string[], from: string): Rule[] {
    const load = createRequire(from);
    const problems: Problem[] = [];
    const rules = modules.flatMap((path) => {
        try {
            const found = [
                ...new Set(
                    Object.values(load(path) as object)
                        .flat()
                        .filter(isRule),
                ),
            ];
            if (found.length === 0) {
                const hint = "export what defineRule gives, or a list of them";
                problems.push({ code: "no-rule", message: `the module "${path}" exports no rule`, hint });
            }
            return found;
        } catch (error) {
            const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
            problems.push({
                code: "rules-not-loaded",
                message: `the module "${path}" can't be loaded: ${reason}`,
                hint: "the path is relative to the configuration and begins with ./; TypeScript needs to be compiled first",
            });
            return [];
        }
    });
    if (problems.length > 0) {
        throw new ProblemError(problems);
    }
    return rules;
}

function isRule(value: unknown): value is Rule {
    const { id, title, severity, target } = (value ?? {}) as Partial<Rule>;
    return [id, title, severity, target].every((part) => typeof part === "string");
}
