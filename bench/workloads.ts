/**
 * What an environment costs, stage by stage, from 1 to 1,000 workloads: `npm run bench [-- N …]`. Each number runs in a
 * process of its own, after a small run that loads and warms everything. Processor time, since other work on the machine
 * stretches the clock; peak memory is the whole process's.
 */
import { spawnSync } from "node:child_process";
import { preview } from "../engine";
import { evaluate, fromEngine, rules } from "../policies";
import { readScore, type ScoreWorkload } from "../score";
import { compose } from "../stacks/compose";
import { readStackConfig } from "../stacks/config";
import { toManifests } from "../stacks/manifests";
import { yamlText } from "../cli/render";
import { cost } from "./cost";
import { scoreText } from "./scoreText";

async function stages(count: number) {
    const config = readStackConfig({ stack: "prod", values: { team: "bench", namespace: { name: "bench" } } });
    const texts = Array.from({ length: count }, (_, index) => [`service-${index}.yaml`, scoreText(index)] as const);
    const read = await cost(() => texts.map(([file, text]) => readScore(file, text)));
    const workloads = read.result.flatMap(({ workload }): ScoreWorkload[] =>
        workload === undefined ? [] : [workload],
    );
    if (workloads.length !== count) {
        throw new Error(`a Score file of the benchmark is not valid: ${JSON.stringify(read.result[0]?.errors)}`);
    }
    const composed = await cost(() =>
        preview(() => void compose({ workloads, config }), { project: "bench", stack: "prod", shortTraces: true }),
    );
    const { resources } = composed.result;
    const judged = await cost(() => evaluate(resources.map(fromEngine), { tier: "prod", adapter: "pulumi" }));
    const rendered = await cost(() => toManifests(resources).objects.map(yamlText).join("---\n"));
    const perWorkload = read.ms / count;
    const perResource = [composed.ms, rendered.ms].map((ms) => ms / resources.length);
    const perRule = (judged.ms * 1000) / resources.length / rules.length;
    return {
        resources: resources.length,
        cells: [
            `${read.ms.toFixed(0)} (${perWorkload.toFixed(2)})`,
            `${composed.ms.toFixed(0)} (${perResource[0]!.toFixed(2)})`,
            `${judged.ms.toFixed(0)} (${perRule.toFixed(1)} µs)`,
            `${rendered.ms.toFixed(0)} (${perResource[1]!.toFixed(2)})`,
        ],
    };
}

async function measure(count: number): Promise<void> {
    await stages(Math.min(count, 10));
    const { resources, cells } = await stages(count);
    const peak = process.resourceUsage().maxRSS / 1024;
    const columns = [
        String(count).padStart(9),
        String(resources).padStart(9),
        ...cells.map((cell) => cell.padStart(18)),
        `${peak.toFixed(0)} MB`.padStart(9),
    ];
    console.log(columns.join(""));
}

const args = process.argv.slice(2).filter((argument) => argument !== "--one");
if (process.argv.includes("--one")) {
    void measure(Number(args[0]));
} else {
    const heads = ["read and judge", "compose, preview", "policies", "render"].map((head) => head.padStart(18));
    const units = ["(per workload)", "(per resource)", "(per rule, object)", "(per resource)"];
    console.log(`workloads${"resources".padStart(9)}${heads.join("")}${"memory".padStart(9)}`);
    console.log(`${"ms".padStart(18)}${units.map((unit) => unit.padStart(18)).join("")}${"at most".padStart(9)}`);
    for (const count of args.length > 0 ? args : ["1", "10", "100", "1000"]) {
        spawnSync(process.execPath, [...process.execArgv, __filename, count, "--one"], { stdio: "inherit" });
    }
}
