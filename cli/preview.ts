import { ProblemError } from "../core/problem";
import { evaluate } from "../policies/evaluate";
import { fails, type PolicyReport } from "../policies/report";
import { environmentArguments } from "./environmentArguments";
import { runEnvironment, type EnvironmentRun } from "./environmentRun";
import { exitStatus, printJson, type Streams } from "./output";
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

/** What the rules say to a run, as the stack configuration asks for them. */
function judge({ config, environment, result }: EnvironmentRun): PolicyReport {
    const { profile, pssLevel, pssVersion, params } = config.policy;
    const report = evaluate(result.resources, {
        tier: environment.tier,
        profile,
        pssLevel,
        pssVersion,
        params,
        adapter: "pulumi",
    });
    if (report.errors.length > 0) {
        throw new ProblemError(report.errors.map((problem) => ({ ...problem, ...config.place(["policy"], "key") })));
    }
    return report;
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
