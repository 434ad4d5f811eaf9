/**
 * What one resource costs in the offline engine: `npx tsx bench/engine.ts [N …] [--long] [--grpc] [--check]` prints, for
 * each number of resources, milliseconds per resource and the process's peak memory. Each number runs in a process of
 * its own. `--long` keeps stack traces, as tests do; `--grpc` takes the other transport; `--check` exits with 1 where a
 * number of 5,000 or more is above the limits.
 */
import { spawnSync } from "node:child_process";
import * as pulumi from "@pulumi/pulumi";
import { preview } from "../engine";

/** Processor time per resource in milliseconds, with stack traces and without, and peak memory in MB. */
const limits = { long: 1.7, short: 1.25, memory: 1600 };

class Thing extends pulumi.CustomResource {
    declare readonly metadata: pulumi.Output<{ name: string }>;

    constructor(name: string, inputs: pulumi.Inputs, options?: pulumi.CustomResourceOptions) {
        super("bench:index:Thing", name, { metadata: undefined, ...inputs }, options);
    }
}

/** About the shape of a service: a component and nine children with nested inputs, outputs and dependencies. */
class Service extends pulumi.ComponentResource {
    constructor(name: string) {
        super("bench:index:Service", name, { image: "registry/app:1.0.0" });
        let previous: Thing | undefined;
        for (let index = 0; index < 9; index++) {
            previous = new Thing(`${name}-${index}`, inputsOf(name, previous), { parent: this });
        }
        this.registerOutputs({ last: previous?.metadata.name });
    }
}

function inputsOf(name: string, previous: Thing | undefined): pulumi.Inputs {
    const labels = { app: name, environment: "prod", team: "payments", owner: "payments" };
    return {
        metadata: { name, namespace: "payments-prod", labels },
        spec: {
            previous: previous?.metadata.name,
            selector: { matchLabels: { app: name } },
            template: { containers: [{ name, image: "registry/app:1.0.0", ports: [{ containerPort: 8080 }] }] },
        },
    };
}

async function measure(count: number, flags: string[]): Promise<void> {
    const long = flags.includes("--long");
    const transport = flags.includes("--grpc") ? "grpc" : "auto";
    const options = { shortTraces: !long, transport } as const;
    await preview(() => undefined, options);
    const cpuBefore = process.cpuUsage();
    const start = performance.now();
    const result = await preview(() => {
        for (let index = 0; index < count / 10; index++) {
            new Service(`service-${index}`);
        }
    }, options);
    const resources = result.resources.length - 1;
    const each = (performance.now() - start) / resources;
    const cpu = process.cpuUsage(cpuBefore);
    const cpuEach = (cpu.user + cpu.system) / 1000 / resources;
    const peak = process.resourceUsage().maxRSS / 1024;
    console.log(
        `${String(resources).padStart(6)} resources ${each.toFixed(2).padStart(6)} ms each ` +
            `(processor ${cpuEach.toFixed(2)} ms) ${peak.toFixed(0).padStart(6)} MB peak`,
    );
    // Below that, warming up weighs more than the resources.
    const counts = flags.includes("--check") && resources >= 5000;
    if (counts && (cpuEach > (long ? limits.long : limits.short) || peak > limits.memory)) {
        console.log(`       above the limits: ${JSON.stringify(limits)}`);
        process.exitCode = 1;
    }
}

const flags = process.argv.slice(2).filter((argument) => argument.startsWith("--") && argument !== "--one");
const counts = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
if (process.argv.includes("--one")) {
    void measure(Number(counts[0]), flags);
} else {
    for (const count of counts.length > 0 ? counts : ["10", "100", "1000", "9000"]) {
        const args = [...process.execArgv, __filename, count, "--one", ...flags];
        const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
        process.exitCode = status === 0 ? process.exitCode : 1;
    }
}
