import { createRequire } from "node:module";
import { join } from "node:path";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import type { RunRequest } from "@pulumi/pulumi/proto/language_pb";
import * as automation from "@pulumi/pulumi/automation/server";
import { sdkInternals } from "../../../engine/sdk";
import { waitForNoPods } from "./patience";
import { listenIn, type Registrations } from "./registrations";
import { serve, type Served } from "./serve";

/** What a stack's program does, and where it stands if a file of this repository is all of it. */
export type StackProgram = (() => unknown) & { file?: string };

/** The Automation API's own language runtime; its declaration is kept internal. */
const { LanguageServer } = automation as unknown as {
    LanguageServer: new (program: () => Promise<unknown>) => {
        getRequiredPlugins: unknown;
        getPluginInfo: unknown;
        run: unknown;
    };
};

/**
 * Serves a program to the engine as an inline program of the Automation API, so that no language host is needed.
 * `root` is what `pulumi.getRootDirectory()` gives, the folder of Pulumi.yaml.
 */
export function serveProgram(program: StackProgram, root: string, registrations?: Registrations): Promise<Served> {
    const runtime = new LanguageServer(async () => {
        const store = sdkInternals.getStore?.();
        if (store !== undefined) {
            store.settings.options.rootDirectory = root;
        }
        waitForNoPods();
        return await program();
    });
    const method = (name: "getRequiredPlugins" | "getPluginInfo" | "run") =>
        (runtime[name] as (...call: unknown[]) => unknown).bind(runtime);
    const run = method("run");
    const heard = async (call: { request: RunRequest }, callback: unknown): Promise<void> => {
        const monitor = call.request.getMonitorAddress();
        const listener = registrations === undefined ? undefined : await listenIn(monitor, registrations);
        if (listener !== undefined) {
            call.request.setMonitorAddress(`127.0.0.1:${listener.port}`);
        }
        await run(call, callback);
        listener?.close();
    };
    return serve(LanguageRuntimeService, {
        getRequiredPlugins: method("getRequiredPlugins"),
        getPluginInfo: method("getPluginInfo"),
        run: (call: { request: RunRequest }, callback: unknown) => void heard(call, callback),
    });
}

const load = createRequire(__filename);
const root = join(__dirname, "../../..");

/** A program of this repository by its file, started afresh as each `pulumi up` starts it. */
export function programIn(file: string): StackProgram {
    const path = join(root, file);
    const program = (): unknown => {
        delete load.cache[path];
        // Loaded and not imported: importing it does things.
        return load(path);
    };
    return Object.assign(program, { file });
}
