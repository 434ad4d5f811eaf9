import * as runtime from "@pulumi/pulumi/runtime";
import { currentRun } from "./currentRun";
import { Deployment } from "./deployment";
import { primaryFailure } from "./failure";
import { serveEngine } from "./grpcServer";
import { inProcessClients } from "./inProcess";
import { withTimersNoted } from "./leftTimers";
import type { Program, RunSettings } from "./options";
import { withRejections } from "./rejections";
import type { EngineResult } from "./resource";
import { configureSdk, disconnectSdk, type SdkInternals, type SdkLink } from "./sdk";
import { outwait, settle } from "./settle";
import { watchForStall } from "./stall";

/** The transport of a run, decided, and what its result shall say about that. */
export interface Transport {
    kind: EngineResult["transport"];
    sdk: SdkInternals;
    notes: readonly string[];
}

/** Runs a program once. Rejects with the first thing that went wrong. */
export async function runOnce(program: Program, settings: RunSettings, transport: Transport): Promise<EngineResult> {
    const deployment = new Deployment(settings);
    const { kind, sdk } = transport;
    const server = kind === "grpc" ? await serveEngine(deployment) : undefined;
    const link: SdkLink = server ?? inProcessClients(deployment);
    const scope = sdk.withLocalStorage ?? alone;
    const body = async (): Promise<void> => {
        try {
            configureSdk(sdk, settings, link);
            await runToEnd(program, deployment, sdk);
            deployment.end();
            await outwait(deployment, sdk.waitForRPCs ?? runtime.disconnect);
        } finally {
            disconnectSdk(sdk);
        }
    };
    try {
        await currentRun.run(deployment, () => withRejections(() => withTimersNoted(deployment, () => scope(body))));
    } finally {
        server?.close();
    }
    if (deployment.failures.length > 0) {
        throw primaryFailure(deployment.failures);
    }
    return deployment.result(transport.notes, kind);
}

/** Runs the program as the stack's content and waits for all that follows from it. */
async function runToEnd(program: Program, deployment: Deployment, sdk: SdkInternals): Promise<void> {
    const watch = watchForStall(deployment);
    const wholeRun = async (): Promise<void> => {
        try {
            await runtime.runInPulumiStack(async () => await program());
        } catch (error) {
            deployment.fail(error);
        }
        await settle(deployment, sdk.waitForRPCs ?? runtime.disconnect);
    };
    try {
        await Promise.race([wholeRun(), watch.hopeless]);
    } finally {
        watch.stop();
    }
}

let lastRun: Promise<unknown> = Promise.resolve();

/** Stands in where the SDK's state cannot be kept apart: one run after the other. */
function alone<T>(body: () => Promise<T>): Promise<T> {
    const run = lastRun.then(body, body);
    lastRun = run.catch(() => undefined);
    return run;
}
