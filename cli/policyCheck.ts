import { ProblemError, type Problem } from "../core/problem";
import { applyBaseline, readBaseline, toBaseline, type Baseline } from "../policies/baseline";
import { evaluate } from "../policies/evaluate";
import { mergeReports } from "../policies/mergeReports";
import type { PolicyOptions } from "../policies/options";
import { fails, type PolicyReport } from "../policies/report";
import { selectRules, type Selection } from "../policies/selection";
import { applyWaivers } from "../policies/waivers/applyWaivers";
import { toDay } from "../policies/waivers/days";
import { readWaivers } from "../policies/waivers/readWaivers";
import { readWaiverFolder } from "../policies/waivers/waiverFolder";
import { exitStatus, problemText, type Streams } from "./output";
import { policyCheckArguments, type PolicyCheckArguments } from "./policyCheckArguments";
import { readPolicyPaths, type PolicyInput } from "./policyFiles";
import { write, writeReport } from "./policyFormats";
import { policySetup, readFacts, type PolicySetup } from "./policySetup";
import { replaceFile } from "./replaceFile";
import { pathOfArgument, readFileArgument } from "./scoreFiles";
import { version } from "./version";

/** `waymark policy check`: what the rules say to manifests, an exported stack or a preview. Needs no Pulumi. */
export function policyCheck(argv: readonly string[], streams: Streams): number {
    const args = policyCheckArguments(argv);
    const setup = policySetup(args.config);
    const options = policyOptions(args, setup);
    const selection = selectRules(setup.rules, options);
    if (selection.errors.length > 0) {
        throw new ProblemError(selection.errors.map((problem) => inConfig(problem, args, setup)));
    }
    streams.err(outOfForceText(options, setup, selection));
    const baseline = args.baseline === undefined ? undefined : baselineOf(args.baseline);
    const waivers = waiversOf(args, setup);
    const inputs = readPolicyPaths(args.paths, args.each);
    streams.err(
        problemText(
            inputs.flatMap((input) => input.warnings),
            "warning",
        ),
    );
    streams.err(passedByText(inputs.flatMap(({ passedBy }) => passedBy)));
    if (inputs.every(({ resources, problems }) => resources.length === 0 && problems.length === 0)) {
        streams.err(`warning: there is nothing to judge in ${args.paths.join(", ")}\n`);
    }
    const sets = args.each ? inputs.map((input) => [input]) : [inputs];
    const judged = mergeReports(sets.map((set) => judgeSet(set, options, setup)));
    const resources = inputs.flatMap((input) => input.resources);
    const { project, stack } = args;
    const complete = isComplete(args, setup, inputs);
    const { requireReference } = setup.config;
    const run = { project, stack, tier: options.tier, today: today(), complete, resources, requireReference };
    const waived = applyWaivers(judged, waivers, run);
    const report = baseline === undefined ? waived : withBaseline(waived, baseline, args.baseline!, streams);
    const context = { rules: selection.selected.map(({ rule }) => rule), version: version() };
    if (args.writeBaseline !== undefined) {
        const file = args.writeBaseline;
        const text = `${JSON.stringify(toBaseline(waived), null, 2)}\n`;
        write(file, () => replaceFile(pathOfArgument(file), text));
    }
    writeReport(report, args.formats, context, streams);
    if (report.errors.length > 0) {
        return exitStatus.notAnswered;
    }
    return fails(report, args.failOn, setup.config.unknown) ? exitStatus.verdictIsNo : exitStatus.fine;
}

/** Which rules were asked for by name and judge nothing: of Pod Security, those of another level or version. */
function outOfForceText(
    options: PolicyOptions,
    { rules }: PolicySetup,
    { selected, notConfigured }: Selection,
): string {
    const judging = new Set([...selected.map(({ rule }) => rule.id), ...notConfigured, ...(options.skip ?? [])]);
    const idle = (options.rules ?? []).filter((id) => !judging.has(id) && rules.some((rule) => rule.id === id));
    const hint = "Pod Security's level and version decide: --pss-level, --pss-version";
    return idle.length === 0 ? "" : `warning: not in force: ${idle.join(", ")} (${hint})\n`;
}

/** What is wrong with an option with its place in the configuration, where it comes from there. */
function inConfig(problem: Problem, args: PolicyCheckArguments, { place }: PolicySetup): Problem {
    const [, key] = /^\/(\w+)/.exec(problem.pointer ?? "") ?? [];
    const isArgument = (key === "rules" || key === "skip") && args[key] !== undefined;
    const { pointer, ...rest } = problem;
    return pointer === undefined || isArgument ? rest : { ...problem, ...place(pointer) };
}

/** Which files were not judged, since they have nothing to do with Kubernetes; all of them where those are few. */
function passedByText(files: readonly string[]): string {
    const named = files.slice(0, 5).join(", ");
    const more = files.length > 5 ? ` and ${files.length - 5} more` : "";
    return files.length === 0 ? "" : `passed by, as nothing of Kubernetes: ${named}${more}\n`;
}

/** What was asked: on the command line, else in the configuration. */
function policyOptions(args: PolicyCheckArguments, { config }: PolicySetup): PolicyOptions {
    return {
        tier: args.tier ?? config.tier ?? "prod",
        profile: args.profile ?? config.profile,
        pssLevel: args.pssLevel ?? config.pssLevel,
        pssVersion: args.pssVersion ?? config.pssVersion,
        params: config.params,
        rules: args.rules ?? config.rules,
        skip: args.skip ?? config.skip,
        facts: readFacts(args.facts ?? config.facts),
    };
}

/** Judges what belongs together; which adapter's rules run hangs on where the objects come from. */
function judgeSet(inputs: readonly PolicyInput[], options: PolicyOptions, { rules }: PolicySetup): PolicyReport {
    const resources = inputs.flatMap((input) => input.resources);
    const registered = resources.filter(({ urn }) => urn !== undefined).length;
    const adapter = registered === 0 ? "manifests" : registered === resources.length ? "pulumi" : undefined;
    const report = evaluate(resources, { ...options, adapter }, rules);
    const errors = [...report.errors, ...inputs.flatMap((input) => input.problems)];
    const files = inputs.reduce((sum, input) => sum + input.files, 0);
    return { ...report, errors, summary: { ...report.summary, files, errors: errors.length } };
}

function waiversOf({ waivers }: PolicyCheckArguments, { config, rules }: PolicySetup) {
    const folder = waivers ?? config.waivers;
    const files = folder === undefined ? [] : readWaiverFolder(folder, pathOfArgument(folder));
    return readWaivers(files, today(), rules);
}

/** Whole folders or stacks and all rules of the profile: a waiver that covers nothing then is unused. */
function isComplete(
    { rules, skip, each }: PolicyCheckArguments,
    { config }: PolicySetup,
    inputs: readonly PolicyInput[],
) {
    const someRules = [rules, skip, config.rules, config.skip].some((ids) => ids !== undefined);
    const isWhole = ({ isFolder, resources }: PolicyInput): boolean =>
        isFolder || resources.some(({ urn }) => urn !== undefined);
    return !each && !someRules && inputs.every((input) => isWhole(input) && input.problems.length === 0);
}

function baselineOf(file: string): Baseline {
    const content = readFileArgument(file);
    if ("problem" in content) {
        throw new ProblemError(content.problem);
    }
    const { baseline, problems } = readBaseline(file, Buffer.from(content.bytes).toString());
    if (baseline === undefined) {
        throw new ProblemError(problems);
    }
    return baseline;
}

function withBaseline(report: PolicyReport, baseline: Baseline, file: string, streams: Streams): PolicyReport {
    const applied = applyBaseline(report, baseline, file);
    const stale = applied.stale.map(({ rule, object }) => `    ${rule}  ${object}\n`);
    if (stale.length > 0) {
        const hint = `--write-baseline ${file} takes them out`;
        streams.err(`warning: ${file}: not found any more (${hint}):\n${stale.join("")}`);
    }
    return applied.report;
}

function today(): string {
    return toDay(new Date());
}
