/**
 * What our components cost in a preview of the real Pulumi engine: `npm run bench:engine [-- PAIRS]`. Storefront in prod
 * is previewed in turns by our program and by one that declares the same Kubernetes and random resources with the
 * provider SDKs' own classes, their inputs written out and the same dependencies, and no component. Both run warm, in
 * this process, against the same API server; starting Node and loading modules is in neither. Ours is the compiled one,
 * as users have it.
 */
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import * as pulumi from "@pulumi/pulumi";
import { SecretValue } from "../core/values";
import type { EngineResource } from "../engine";
import { environmentOf, examples } from "../test/e2e/examples";
import { Environment } from "../test/e2e/harness/environment";
import { startHarness, stopHarness } from "../test/e2e/harness/harness";
import { offlineResources } from "../test/e2e/harness/offline";
import { stepsOf } from "../test/e2e/harness/steps";

const highestRatio = 1.1;
const load = createRequire(__filename);

const programFile = resolve(__dirname, "../dist/stacks/program.js");

/** The package's program as users have it, started afresh. */
function compiledProgram(): unknown {
    delete load.cache[programFile];
    return load(programFile) as unknown;
}

type ResourceClass = new (name: string, inputs: object, options: pulumi.CustomResourceOptions) => pulumi.CustomResource;

/** `kubernetes:apps/v1:Deployment` is the class Deployment in @pulumi/kubernetes/apps/v1/deployment. */
function classOf(type: string): ResourceClass {
    const [provider, module = "", name = ""] = type.split(":");
    if (module.startsWith("gateway.")) {
        return CustomResource as unknown as ResourceClass; // the SDK has no class for a custom resource
    }
    const file = name.charAt(0).toLowerCase() + name.slice(1);
    const folder = provider === "kubernetes" ? `/${module.replace(".k8s.io/", "/")}` : "";
    return (load(`@pulumi/${provider}${folder}/${file}`) as Record<string, ResourceClass>)[name]!;
}

function written(value: unknown): unknown {
    if (value instanceof SecretValue) {
        return pulumi.secret(written(value.reveal()));
    }
    if (Array.isArray(value)) {
        return value.map(written);
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, written(inner)]))
        : value;
}

/** The program without components. */
function plainProgram(resources: readonly EngineResource[]): () => void {
    const declarations = resources.map((resource) => ({ ...resource, make: classOf(resource.type) }));
    return () => {
        const made = new Map<string, pulumi.Resource>();
        for (const { urn, name, inputs, dependencies, make } of declarations) {
            const dependsOn = dependencies.flatMap((dependency) => made.get(dependency) ?? []);
            made.set(urn, new make(name, written(inputs) as object, { dependsOn }));
        }
    };
}

async function secondsOf(env: Environment, expected: number): Promise<number> {
    const start = performance.now();
    const result = await env.preview();
    const seconds = (performance.now() - start) / 1000;
    const custom = stepsOf(result).filter(({ type }) => /^(kubernetes|random):/.test(type)).length;
    if (custom !== expected) {
        throw new Error(`${custom} resources instead of ${expected}`);
    }
    return seconds;
}

function quantile(numbers: readonly number[], share: number): number {
    const sorted = [...numbers].sort((a, b) => a - b);
    const place = (sorted.length - 1) * share;
    const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
    return low + (high - low) * (place - Math.floor(place));
}

function summary(name: string, numbers: readonly number[]): string {
    const [median, low, high] = [0.5, 0.25, 0.75].map((share) => quantile(numbers, share).toFixed(3));
    return `${name.padEnd(30)} median ${median}, middle half ${low} to ${high}`;
}

async function compare(pairs: number): Promise<void> {
    const ours = await environmentOf({ ...examples[0]!, program: compiledProgram }, "prod", "bench");
    const custom = (await offlineResources(ours, [])).filter((r) => r.custom && /^(kubernetes|random):/.test(r.type));
    const plain = await Environment.create({
        project: "plain",
        stack: "prod",
        files: [],
        config: {},
        program: plainProgram(custom),
    });
    const seconds: { ours: number[]; plain: number[] } = { ours: [], plain: [] };
    for (let pair = -1; pair < pairs; pair++) {
        const order = pair % 2 === 0 ? (["ours", "plain"] as const) : (["plain", "ours"] as const);
        for (const which of order) {
            const taken = await secondsOf(which === "ours" ? ours : plain, custom.length);
            if (pair >= 0) {
                seconds[which].push(taken); // the first pair warms up
            }
        }
    }
    const ratios = seconds.ours.map((taken, index) => taken / seconds.plain[index]!);
    console.log(`storefront in prod, ${custom.length} resources, ${pairs} pairs of previews in turns`);
    console.log(summary("with our components, s", seconds.ours));
    console.log(summary("same resources without, s", seconds.plain));
    console.log(summary("ratio of a pair", ratios));
    if (quantile(ratios, 0.5) > highestRatio) {
        console.log(`above the limit of ${highestRatio}`);
        process.exitCode = 1;
    }
}

async function main(): Promise<void> {
    // The SDK takes many stack traces, which tsx would map back to TypeScript: no user pays for that.
    process.setSourceMapsEnabled(false);
    await startHarness();
    try {
        await compare(Number(process.argv[2] ?? 20));
    } finally {
        await stopHarness();
    }
}

void main();
