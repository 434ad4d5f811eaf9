import { existsSync, mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { Faults } from "../providers/faults";
import { kubernetesProvider } from "../providers/kubernetes";
import { serveProvider } from "../providers/providerServer";
import { randomProvider } from "../providers/random";
import type { Harness } from "./harness";
import { serveProgram, type StackProgram } from "./languageHost";
import { serveProgramApart } from "./programApart";
import type { Registrations } from "./registrations";
import type { Served } from "./serve";

/** One call of the command line. */
export interface PulumiCall {
    /** For example `["up", "--yes", "--skip-preview"]`. */
    args: readonly string[];
    /** Folder of the project. */
    folder: string;
    /** Served as an inline program, where the command runs one. */
    program?: StackProgram;
    faults?: Faults;
    /** Takes down what the program registers. */
    registrations?: Registrations;
    /** Variables beside those that every call has; undefined takes one away. */
    environment?: Record<string, string | undefined>;
    /** Kills the call with SIGKILL when this resolves. */
    killWhen?: Promise<unknown>;
}

export interface PulumiResult {
    /** Exit status; null for a call that was killed. */
    status: number | null;
    stdout: string;
    stderr: string;
    events: EngineEvent[];
    /** The events as the engine wrote them. */
    eventLog: string;
}

const passphrase = "correct horse battery staple";
/** Commands that run a program or talk to providers, and tell what they do as events. */
const operations = new Set(["preview", "up", "refresh", "destroy"]);

/** Runs the real Pulumi command line against providers of ours, and gives all that it said. */
export async function runPulumi(harness: Harness, call: PulumiCall): Promise<PulumiResult> {
    const { args, folder, program, killWhen } = call;
    const isOperation = operations.has(args[0] ?? "");
    const servers: Served[] = [];
    const variables: Record<string, string | undefined> = { ...environmentOf(harness, folder), ...call.environment };
    const all = [...args, "--non-interactive", "--color=never"];
    const eventLog = join(mkdtempSync(join(harness.keeper.scratch, "call-")), "events.json");
    try {
        if (isOperation) {
            const faults = call.faults ?? new Faults();
            const providers = [randomProvider, ...harness.standInKubernetes(kubernetesProvider)];
            const served = await Promise.all(providers.map((provider) => serveProvider(provider, faults)));
            servers.push(...served);
            variables.PULUMI_DEBUG_PROVIDERS ??= providers
                .map((provider, index) => `${provider.package}:${served[index]!.port}`)
                .join(",");
            all.push("--event-log", eventLog);
        }
        if (program !== undefined) {
            const host = await serveProgramOf(harness, program, call);
            servers.push(host);
            all.push(`--client=127.0.0.1:${host.port}`, "--exec-kind=auto.inline");
        }
        const ended = await execute(harness, all, folder, variables, killWhen);
        const log = existsSync(eventLog) ? readFileSync(eventLog, "utf8") : "";
        return { ...ended, events: eventsIn(log), eventLog: log };
    } finally {
        servers.forEach((server) => server.close());
    }
}

/** A call that is to break gets a program that can't disturb those after it. */
function serveProgramOf({ keeper }: Harness, program: StackProgram, call: PulumiCall): Promise<Served> {
    const breaks = call.killWhen !== undefined || call.faults !== undefined;
    return breaks && program.file !== undefined
        ? serveProgramApart(program.file, call.folder, keeper)
        : serveProgram(program, call.folder, call.registrations);
}

async function execute(
    { tools, keeper }: Harness,
    args: readonly string[],
    cwd: string,
    variables: Record<string, string | undefined>,
    killWhen?: Promise<unknown>,
): Promise<Omit<PulumiResult, "events" | "eventLog">> {
    const child = await keeper.spawn(tools.pulumi, args, { cwd, env: variables, stdio: ["ignore", "pipe", "pipe"] });
    const output = { stdout: "", stderr: "" };
    child.stdout!.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
    child.stderr!.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
    void killWhen?.then(() => child.kill("SIGKILL"));
    return await new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (status) => resolve({ status, ...output }));
    });
}

/** Folder of the states of a project. */
export function backendOf(folder: string): string {
    return join(folder, "state");
}

/** Nothing of the user's own: neither his login, nor his plugins, nor his cluster. Each project keeps its own state. */
function environmentOf({ tools, keeper, cluster }: Harness, folder: string): Record<string, string> {
    const home = join(keeper.scratch, "home");
    const backend = backendOf(folder);
    for (const needed of [home, backend]) {
        mkdirSync(needed, { recursive: true });
    }
    return {
        PATH: [dirname(tools.pulumi), process.env.PATH].join(":"),
        HOME: home,
        PULUMI_HOME: join(home, ".pulumi"),
        PULUMI_BACKEND_URL: `file://${backend}`,
        PULUMI_CONFIG_PASSPHRASE: passphrase,
        PULUMI_SKIP_UPDATE_CHECK: "1",
        PULUMI_DEBUG_COMMANDS: "true", // makes --event-log and --client known, as the Automation API does
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        KUBECONFIG: cluster.kubeconfig,
    };
}

/** A call that was killed leaves its last line unfinished. */
function eventsIn(log: string): EngineEvent[] {
    return log
        .split("\n")
        .filter((line) => line.endsWith("}"))
        .map((line) => JSON.parse(line) as EngineEvent);
}
