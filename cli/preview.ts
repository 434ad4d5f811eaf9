import { resolve } from "node:path";
import { ProblemError } from "../core/problem";
import { evaluate } from "../policies/evaluate";
import { fromEngine } from "../policies/fromEngine";
import { fails, type PolicyReport } from "../policies/report";
import { rules } from "../policies/rules";
import { applyWaivers } from "../policies/waivers/applyWaivers";
import { toDay } from "../policies/waivers/days";
import { readWaivers } from "../policies/waivers/readWaivers";
import { readWaiverFolder } from "../policies/waivers/waiverFolder";
import { environmentArguments } from "./environmentArguments";
import { runEnvironment, type EnvironmentRun } from "./environmentRun";
import { exitStatus, printJson, type Streams } from "./output";
import { readFacts } from "./policySetup";
import { previewText } from "./previewText";
import { styleFor } from "./style";

/** `waymark preview`: an environment's resources as an update would be previewed, and what the rules say to them. */
export async function preview(argv: readonly string[], streams: Streams): Promise<number> {
    const args = environmentArguments("preview", argv, ["text", "json"]);
    const run = await runEnvironment(args, streams);
    const report = judge(run);
    if (args.format === "json") {
        printJson(streams, previewJson(run, report));
    } else {
        streams.out(previewText(run, report, styleFor(streams.color === true), args));
    }
    return fails(report) ? exitStatus.verdictIsNo : exitStatus.fine;
}

/** What the rules say to a run, as the stack configuration asks for them; what has a waiver doesn't weigh. */
function judge(run: EnvironmentRun): PolicyReport {
    const { config, environment, stack, project, root, result } = run;
    const { profile, pssLevel, pssVersion, params, facts: factsFile } = config.policy;
    const facts = readFacts(factsFile === undefined ? undefined : resolve(root, factsFile));
    const { tier } = environment;
    const options = { tier, profile, pssLevel, pssVersion, params, facts, adapter: "pulumi" } as const;
    const report = evaluate(result.resources.map(fromEngine), options);
    if (report.errors.length > 0) {
        throw new ProblemError(report.errors.map((problem) => ({ ...problem, ...config.place(["policy"], "key") })));
    }
    const today = toDay(new Date());
    const folder = config.policy.waivers ?? "waivers";
    const files = readWaiverFolder(folder, resolve(root, folder), config.policy.waivers === undefined);
    const context = { project, stack, tier, today, complete: true, resources: result.resources };
    return applyWaivers(report, readWaivers(files, today, rules), context);
}

/** The result as `--format json` promises it: secrets as `[secret]`, what an update only will know as `[unknown]`. */
function previewJson({ environment, result, workloads }: EnvironmentRun, report: PolicyReport) {
    const resources = result.resources.map(({ urn, type, name, parent, inputs, dependencies, options }) => ({
        urn,
        type,
        name,
        parent: parent ?? null,
        inputs,
        dependencies,
        options,
    }));
    return {
        environment: environment.name,
        tier: environment.tier,
        resources,
        findings: report.findings,
        unknown: report.unknown,
        summary: { workloads, resources: resources.length, ...report.summary },
    };
}
