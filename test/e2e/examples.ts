import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { scoreEdits, typescriptEdits, type Edits } from "./edits";
import { Environment } from "./harness/environment";
import type { StackProgram } from "./harness/languageHost";
import { paymentsProgram } from "./paymentsProgram";

/** The tiers, each of which is an environment of every example. */
export const tiers = ["dev", "staging", "prod"] as const;
export type Tier = (typeof tiers)[number];

/** An example of this repository as a team would have it. */
export interface Example {
    name: string;
    /** File of the workload that the tests change, and the name that it registers. */
    file: string;
    workload: string;
    /** The image in that file, and the next one. */
    image: readonly [string, string];
    /** Kind of the workload. */
    kind: "Deployment" | "StatefulSet";
    config: (tier: Tier) => Record<string, unknown>;
    /** Files of the example. */
    files: readonly string[];
    /** What makes something of them; default: the program of this package, which reads Score files. */
    program?: StackProgram;
    /** Namespace in a tier; default: what the configuration says. */
    namespace?: (tier: Tier) => string;
    /** How its files are changed; default: as Score files are. */
    edits?: Edits;
}

const root = resolve(__dirname, "../..");

const storefront: Example = {
    name: "storefront",
    file: "examples/storefront/web.score.yaml",
    workload: "web",
    image: ["storefront-web:3.8.0", "storefront-web:3.9.0"],
    kind: "Deployment",
    config: (tier) => committedConfig(tier),
    files: ["examples/storefront"],
};

const paymentWorker: Example = {
    name: "payment-worker",
    file: "examples/payment-worker/score.yaml",
    workload: "payment-worker",
    image: ["payment-worker:2.3.1", "payment-worker:2.4.0"],
    kind: "StatefulSet",
    config: () => ownConfig("payments", "examples/payment-worker/score.yaml"),
    files: ["examples/payment-worker/score.yaml"],
};

export const myService: Example = {
    name: "my-service",
    file: "examples/my-service/score.yaml",
    workload: "my-service",
    image: ["my-service:1.0.0", "my-service:1.1.0"],
    kind: "Deployment",
    config: () => ownConfig("accounts", "examples/my-service/score.yaml"),
    files: ["examples/my-service/score.yaml"],
};

/** The example in TypeScript, whose version comes from stack configuration. */
const payments: Example = {
    name: "payments",
    file: "examples/typescript/payments.ts",
    workload: "payments-api",
    image: ["payments-api:${version}", "payments-api:4.3.0"],
    kind: "Deployment",
    config: () => ({ "payments:version": "4.2.0" }),
    files: ["examples/typescript/payments.ts", "examples/typescript/index.ts"],
    program: paymentsProgram,
    namespace: (tier) => `payments-${tier}`,
    edits: typescriptEdits,
};

export const examples: readonly Example[] = [storefront, paymentWorker, myService, payments];

/** Takes away the protection of what holds data, as its team would. */
export function unprotect(example: Example, env: Environment): void {
    editsOf(example).unprotect(env, example.file);
}

/** How the files of an example are changed. */
export function editsOf({ edits = scoreEdits }: Example): Edits {
    return edits;
}

/** Makes a stack of an example. `suite` sets its namespace apart from those of other suites. */
export function environmentOf(example: Example, tier: Tier, suite: string): Promise<Environment> {
    const config = example.config(tier);
    return Environment.create({
        project: example.name,
        stack: tier,
        files: example.files,
        program: example.program,
        namespace: example.namespace?.(tier),
        config: typeof config.team === "string" ? { ...config, team: `${config.team}-${suite}` } : config,
    });
}

/** The committed configuration of a stack at the root of this repository, which is storefront's. */
function committedConfig(tier: Tier): Record<string, unknown> {
    const text = readFileSync(join(root, `Pulumi.${tier}.yaml`), "utf8");
    const { config } = parse(text) as { config: Record<string, unknown> };
    return Object.fromEntries(Object.entries(config).map(([key, value]) => [key.replace(/^waymark:/, ""), value]));
}

function ownConfig(team: string, file: string): Record<string, unknown> {
    return { team, owner: `${team}-team`, costCenter: "cc-2002", workloads: [file] };
}
