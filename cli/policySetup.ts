import { dirname, resolve } from "node:path";
import type { z } from "zod";
import { ProblemError, type Problem } from "../core/problem";
import { check } from "../core/schema";
import { readYaml } from "../core/yamlDocument";
import { factsSchema, type Facts } from "../policies/facts";
import { policyConfigSchema, type PolicyConfig } from "../policies/policyConfig";
import type { Rule } from "../policies/rule";
import { rules as builtIn } from "../policies/rules";
import { loadRules } from "./ruleModules";
import { pathOfArgument, readFileArgument } from "./scoreFiles";

/** What a policy configuration gives; paths in it are resolved. */
export interface PolicySetup {
    config: PolicyConfig;
    /** Those of this package and of the modules. */
    rules: readonly Rule[];
}

/**
 * Reads `--config F` and loads the modules that it names.
 *
 * @throws ProblemError with everything wrong in it
 */
export function policySetup(file: string | undefined): PolicySetup {
    if (file === undefined) {
        return { config: {}, rules: builtIn };
    }
    const config = readChecked(file, policyConfigSchema);
    const path = pathOfArgument(file);
    const beside = (name: string | undefined): string | undefined =>
        name === undefined ? undefined : resolve(dirname(path), name);
    const own = loadRules(config.modules ?? [], path);
    return {
        config: { ...config, facts: beside(config.facts), waivers: beside(config.waivers) },
        rules: [...builtIn, ...own],
    };
}

/**
 * Reads a file of outside facts.
 *
 * @throws ProblemError with everything wrong in it
 */
export function readFacts(file: string | undefined): Facts | undefined {
    return file === undefined ? undefined : readChecked(file, factsSchema);
}

function readChecked<T>(file: string, schema: z.ZodType<T>): T {
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
    return checked.value;
}
