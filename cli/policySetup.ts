import { dirname, resolve } from "node:path";
import type { z } from "zod";
import { fromPointer } from "../core/pointer";
import { ProblemError, type Place, type Problem } from "../core/problem";
import { check } from "../core/schema";
import { readYaml, type YamlDocument } from "../core/yamlDocument";
import { factsSchema, type Facts } from "../policies/facts";
import { policyConfigSchema, type PolicyConfig } from "../policies/policyConfig";
import type { Rule } from "../policies/rule";
import { rules as builtIn } from "../policies/rules";
import { takenIds } from "../policies/selection";
import { loadRules } from "./ruleModules";
import { pathOfArgument, readFileArgument } from "./scoreFiles";

/** What a policy configuration gives; paths in it are resolved. */
export interface PolicySetup {
    config: PolicyConfig;
    /** Those of this package and of the modules. */
    rules: readonly Rule[];
    /** Where what a pointer names stands in the file of the configuration; nothing without one. */
    place: (pointer: string) => Place;
}

/**
 * Reads `--config F` and loads the modules that it names.
 *
 * @throws ProblemError with everything wrong in it
 */
export function policySetup(file: string | undefined): PolicySetup {
    if (file === undefined) {
        return { config: {}, rules: builtIn, place: () => ({}) };
    }
    const { value: config, document } = readChecked(file, policyConfigSchema);
    const path = pathOfArgument(file);
    const beside = (name: string | undefined): string | undefined =>
        name === undefined ? undefined : resolve(dirname(path), name);
    const rules = [...builtIn, ...loadRules(config.modules ?? [], path)];
    const taken = takenIds(rules);
    if (taken.length > 0) {
        throw new ProblemError(taken.map((problem) => ({ ...problem, file })));
    }
    return {
        config: { ...config, facts: beside(config.facts), waivers: beside(config.waivers) },
        rules,
        place: (pointer) => document.place(fromPointer(pointer), "key"),
    };
}

/**
 * Reads a file of outside facts.
 *
 * @throws ProblemError with everything wrong in it
 */
export function readFacts(file: string | undefined): Facts | undefined {
    return file === undefined ? undefined : readChecked(file, factsSchema).value;
}

function readChecked<T>(file: string, schema: z.ZodType<T>): { value: T; document: YamlDocument } {
    const content = readFileArgument(file);
    const fail = (problems: readonly Problem[]): ProblemError => new ProblemError(problems);
    if ("problem" in content) {
        throw fail([content.problem]);
    }
    const { document, problems } = readYaml(file, content.bytes, { maxBytes: 64 * 1024 * 1024 });
    if (document === undefined) {
        throw fail(problems);
    }
    const checked = check(schema, document.value, { place: (path, part) => document.place(path, part) });
    if (checked.value === undefined) {
        throw fail(checked.problems);
    }
    return { value: checked.value, document };
}
