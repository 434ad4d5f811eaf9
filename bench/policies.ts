/**
 * What judging costs with all rules on, from 1 to 10,000 objects: `npm run bench:policies [-- N …]`. Each number runs in a
 * process of its own, after a small run that warms everything. Processor time, since other work on the machine stretches
 * the clock; peak memory is the whole process's. At last, milliseconds per resource through the real protocol of policy
 * packs: an empty pack, the Kubernetes pack, and the same with its accelerator off.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { startPack, type EngineResource } from "../engine";
import { evaluate, rules } from "../policies";
import { objects } from "./objects";

function measure(count: number): void {
    const options = { tier: "prod", profile: "all" } as const;
    for (let warm = 0; warm < 20; warm++) {
        evaluate(objects(100), options);
    }
    const rounds = Math.max(1, Math.round(1000 / count));
    const given = objects(count);
    const before = process.cpuUsage();
    for (let round = 0; round < rounds; round++) {
        evaluate(given, options);
    }
    const { user, system } = process.cpuUsage(before);
    const micros = (user + system) / rounds;
    const peak = process.resourceUsage().maxRSS / 1024;
    const cells = [count, (micros / 1000).toFixed(1), (micros / count / rules.length).toFixed(2), peak.toFixed(0)];
    console.log(`| ${cells.join(" | ")} |`);
}

async function packs(): Promise<void> {
    const folder = resolve(".cache", "packs-of-the-benchmark");
    rmSync(folder, { recursive: true, force: true });
    const built = spawnSync(process.execPath, ["scripts/buildPacks.mjs", folder], { encoding: "utf8" });
    if (built.status !== 0) {
        throw new Error(built.stderr);
    }
    const empty = join(folder, "empty");
    mkdirSync(empty);
    writeFileSync(join(empty, "PulumiPolicy.yaml"), "runtime:\n    name: nodejs\nmain: index.js\n");
    writeFileSync(join(empty, "package.json"), '{"name":"empty","version":"0.0.1","main":"index.js"}\n');
    const text = 'new (require("@pulumi/policy").PolicyPack)("empty", { policies: [] });\n';
    writeFileSync(join(empty, "index.js"), text);
    const resources = objects(200).map(({ urn, type, name, inputs }): EngineResource => ({
        ...{ urn: urn!, type, name, inputs, outputs: inputs, custom: true, remote: false },
        ...{ dependencies: [], propertyDependencies: {}, options: {} },
    }));
    console.log("\n| pack | policies | start, ms | ms per resource | whole stack, ms |\n|---|---|---|---|---|");
    for (const [name, path, accelerator] of [
        ["empty", empty, "on"],
        ["kubernetes", join(folder, "kubernetes"), "on"],
        ["kubernetes, accelerator off", join(folder, "kubernetes"), "off"],
    ] as const) {
        process.env["WAYMARK_POLICY_ACCELERATOR"] = accelerator;
        const begun = performance.now();
        const pack = await startPack(path, { stack: "prod" });
        const start = performance.now() - begun;
        const analyze = async () => {
            for (const resource of resources) {
                await pack.analyze(resource);
            }
        };
        await analyze();
        const first = performance.now();
        await analyze();
        const each = (performance.now() - first) / resources.length;
        const second = performance.now();
        await pack.analyzeStack(resources);
        const stack = performance.now() - second;
        const cells = [name, pack.info.policies.length, start.toFixed(0), each.toFixed(2), stack.toFixed(0)];
        console.log(`| ${cells.join(" | ")} |`);
        await pack.stop();
    }
    rmSync(folder, { recursive: true, force: true });
}

const [first, ...counts] = process.argv.slice(2);
if (first === "--one") {
    measure(Number(counts[0]));
} else {
    console.log(
        `${rules.length} rules\n\n| objects | ms | µs per rule and object | peak memory, MB |\n|---|---|---|---|`,
    );
    const asked = first === undefined ? ["1", "10", "100", "1000", "10000"] : [first, ...counts];
    for (const count of asked) {
        const { stdout, stderr } = spawnSync(process.execPath, [...process.execArgv, __filename, "--one", count], {
            encoding: "utf8",
        });
        process.stdout.write(stdout === "" ? stderr : stdout);
    }
    if (first === undefined) {
        void packs();
    }
}
