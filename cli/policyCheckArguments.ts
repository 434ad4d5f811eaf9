import { parseArgs } from "node:util";
import type { Profile } from "../policies/profiles";
import type { PodSecurityLevel } from "../policies/podSecurity";
import type { Tier } from "../policies/severity";
import { readFormats, type PolicyFormat } from "./policyFormats";
import { usageError } from "./usage";

const command = "policy check";
const profiles = ["baseline", "restricted", "golden", "all"] as const;
const tiers = ["dev", "staging", "prod"] as const;
const levels = ["privileged", "baseline", "restricted"] as const;
const failing = ["mandatory", "advisory", "none"] as const;

/** What `policy check` is asked on the command line. */
export interface PolicyCheckArguments {
    paths: string[];
    profile?: Profile;
    tier?: Tier;
    pssLevel?: PodSecurityLevel;
    pssVersion?: string;
    rules?: string[];
    skip?: string[];
    each: boolean;
    config?: string;
    facts?: string;
    waivers?: string;
    project?: string;
    stack?: string;
    baseline?: string;
    writeBaseline?: string;
    failOn: (typeof failing)[number];
    formats: PolicyFormat[];
}

const text = { type: "string" } as const;
const list = { type: "string", multiple: true } as const;

/** @throws ProblemError for wrong usage */
export function policyCheckArguments(argv: readonly string[]): PolicyCheckArguments {
    const { values, positionals: paths } = parseArgs({
        args: [...argv],
        allowPositionals: true,
        options: {
            profile: text,
            tier: text,
            "pss-level": text,
            "pss-version": text,
            rules: list,
            skip: list,
            each: { type: "boolean", default: false },
            config: text,
            facts: text,
            waivers: text,
            project: text,
            stack: text,
            baseline: text,
            "write-baseline": text,
            "fail-on": { type: "string", default: "mandatory" },
            format: { type: "string", multiple: true, default: [] },
        },
    });
    if (paths.length === 0) {
        throw usageError("no file or folder is named", command);
    }
    if (paths.filter((path) => path === "-").length > 1) {
        throw usageError("standard input is named twice", command);
    }
    const { config, facts, waivers, project, stack, baseline, each } = values;
    return {
        paths,
        profile: oneOf("--profile", values.profile, profiles),
        tier: oneOf("--tier", values.tier, tiers),
        pssLevel: oneOf("--pss-level", values["pss-level"], levels),
        pssVersion: values["pss-version"],
        rules: ids("--rules", values.rules),
        skip: ids("--skip", values.skip),
        each,
        config,
        facts,
        waivers,
        project,
        stack,
        baseline,
        writeBaseline: values["write-baseline"],
        failOn: oneOf("--fail-on", values["fail-on"], failing)!,
        formats: readFormats(values.format, command),
    };
}

function oneOf<T extends string>(option: string, given: string | undefined, allowed: readonly T[]): T | undefined {
    const found = allowed.find((one) => one === given);
    if (given !== undefined && found === undefined) {
        throw usageError(`${option} "${given}" is none of ${allowed.join(", ")}`, command);
    }
    return found;
}

/** `a,b`, also given several times. */
function ids(option: string, given: readonly string[] | undefined): string[] | undefined {
    const found = given?.flatMap((one) => one.split(",").map((id) => id.trim()));
    if (found?.includes("") === true) {
        throw usageError(`${option} holds an empty id`, command);
    }
    return found;
}
