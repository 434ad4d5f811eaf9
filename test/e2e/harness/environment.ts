import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import type { Faults } from "../providers/faults";
import { remember } from "./evidence";
import { harness } from "./harness";
import type { KubeObject } from "./kubeClient";
import { programIn, type StackProgram } from "./languageHost";
import { backendOf, runPulumi, type PulumiResult } from "./pulumi";
import type { Registrations } from "./registrations";
import type { StoredResource } from "./stateFile";

const root = resolve(__dirname, "../../..");

/** How an environment under test is set up. */
export interface EnvironmentOptions {
    project: string;
    stack: string;
    /** Files of the checkout that go into the project's folder, under the same names. */
    files: readonly string[];
    /** Stack configuration; keys without a namespace are in `waymark:`. */
    config: Record<string, unknown>;
    /** Namespace that the program puts its objects into. Default: that of the configuration. */
    namespace?: string;
    /** Default: the program of this package. */
    program?: StackProgram;
}

/** What the commands of an environment take. */
export interface RunOptions {
    /** More arguments for the command line. */
    args?: readonly string[];
    faults?: Faults;
    registrations?: Registrations;
    environment?: Record<string, string | undefined>;
    killWhen?: Promise<unknown>;
    /** Expects the command to fail. Default: false; either way the opposite is an error with all that was printed. */
    fails?: boolean;
}

/** A Pulumi project in a scratch folder with one stack: what a service team has, at the real engine. */
export class Environment {
    /** Folder of Pulumi.yaml. */
    readonly folder: string;
    readonly #config: Record<string, unknown>;
    readonly #program: StackProgram;

    private constructor(private readonly options: EnvironmentOptions) {
        this.folder = mkdtempSync(join(harness().keeper.scratch, `${options.project}-`));
        this.#config = { ...options.config };
        this.#program = options.program ?? programIn("stacks/program.ts");
        for (const file of options.files) {
            mkdirSync(dirname(join(this.folder, file)), { recursive: true });
            cpSync(join(root, file), join(this.folder, file), { recursive: true });
        }
        writeFileSync(join(this.folder, "Pulumi.yaml"), stringify({ name: options.project, runtime: "nodejs" }));
    }

    /** Makes the project and its stack. */
    static async create(options: EnvironmentOptions): Promise<Environment> {
        const environment = new Environment(options);
        await harness().cluster.enter(environment.namespace);
        await environment.#run(["stack", "init", options.stack], {});
        environment.configure({});
        return environment;
    }

    get namespace(): string {
        const { team, namespace } = this.#config as { team?: string; namespace?: { name?: string } };
        return this.options.namespace ?? namespace?.name ?? `${team}-${this.options.stack}`;
    }

    /** Folder in which Pulumi keeps the state. */
    get backend(): string {
        return backendOf(this.folder);
    }

    get project(): string {
        return this.options.project;
    }

    get stack(): string {
        return this.options.stack;
    }

    get program(): StackProgram {
        return this.#program;
    }

    /** Everything that the commands have printed, and the engine's events. */
    readonly said: PulumiResult[] = [];

    get config(): Readonly<Record<string, unknown>> {
        return this.#config;
    }

    /** Changes stack configuration; a value of undefined takes the key away. */
    configure(changes: Record<string, unknown>): void {
        Object.assign(this.#config, changes);
        const file = join(this.folder, `Pulumi.${this.options.stack}.yaml`);
        const kept = parse(readFileSync(file, "utf8")) as Record<string, unknown>;
        const config = Object.fromEntries(
            Object.entries(this.#config)
                .filter(([, value]) => value !== undefined)
                .map(([key, value]) => [fullKey(key), value]),
        );
        writeFileSync(file, stringify({ ...kept, config }));
    }

    /** Changes a file of the project as an editor would. */
    edit(file: string, change: (text: string) => string): void {
        const path = join(this.folder, file);
        writeFileSync(path, change(readFileSync(path, "utf8")));
    }

    preview(options: RunOptions = {}): Promise<PulumiResult> {
        return this.#run(["preview"], options, this.#program);
    }

    up(options: RunOptions = {}): Promise<PulumiResult> {
        return this.#run(["up", "--yes", "--skip-preview"], options, this.#program);
    }

    refresh(options: RunOptions = {}): Promise<PulumiResult> {
        return this.#run(["refresh", "--yes", "--skip-preview"], options);
    }

    destroy(options: RunOptions = {}): Promise<PulumiResult> {
        return this.#run(["destroy", "--yes", "--skip-preview"], options);
    }

    /** Any other command of this stack. */
    command(args: readonly string[], options: RunOptions = {}): Promise<PulumiResult> {
        return this.#run(args, options);
    }

    /** The resources in the stack's state; secrets are encrypted unless they are asked for. */
    async state({ showSecrets = false } = {}): Promise<StoredResource[]> {
        const call = ["stack", "export", ...(showSecrets ? ["--show-secrets"] : []), "--stack", this.options.stack];
        const { stdout } = await runPulumi(harness(), { args: call, folder: this.folder });
        const { deployment } = JSON.parse(stdout) as { deployment: { resources?: StoredResource[] } };
        return deployment.resources ?? [];
    }

    /** What the API server stores of a kind in this environment's namespace, for example its NetworkPolicies. */
    objects(apiVersion: string, kind: string): Promise<KubeObject[]> {
        return harness().cluster.client.list(apiVersion, kind, this.namespace);
    }

    async #run(args: readonly string[], options: RunOptions, program?: StackProgram): Promise<PulumiResult> {
        const { args: more = [], fails = false, ...rest } = options;
        const stack = args[0] === "stack" && args[1] === "init" ? [] : ["--stack", this.options.stack];
        const all = [...args, ...more, ...stack];
        const call = { args: all, folder: this.folder, program, ...rest };
        const result = remember(await runPulumi(harness(), call));
        this.said.push(result);
        if (options.killWhen === undefined && (result.status !== 0) !== fails) {
            const what = fails ? "should have failed" : `failed with status ${result.status}`;
            const errors = `${result.stdout}${result.stderr}`.split("\n").filter((line) => line.includes("error:"));
            throw new Error([`pulumi ${all.join(" ")} ${what}`, ...new Set(errors)].join("\n"));
        }
        return result;
    }
}

/** A configuration key as Pulumi stores it. */
export function fullKey(key: string): string {
    return key.includes(":") ? key : `waymark:${key}`;
}
