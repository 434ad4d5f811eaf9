import { createRequire } from "node:module";
import type * as GrpcLibrary from "@grpc/grpc-js";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import type { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import * as runtime from "@pulumi/pulumi/runtime";
import * as state from "@pulumi/pulumi/runtime/state";
import type * as EmptyLibrary from "google-protobuf/google/protobuf/empty_pb";
import type * as StructLibrary from "google-protobuf/google/protobuf/struct_pb";
import type { RunSettings } from "./options";

/** What of the SDK's innards the engine uses; the only place that knows them. Tests replace parts of it. */
export interface SdkInternals {
    /** Runs a function with a state of its own, so that concurrent runs do not share settings. */
    withLocalStorage?: <T>(body: () => Promise<T>) => Promise<T>;
    /** The state that holds now. */
    getStore?: () => SdkStore;
    /** Waits until no call of the SDK to the engine is under way. */
    waitForRPCs?: () => Promise<void>;
}

/** The part of the SDK's state that the engine reaches into. */
export interface SdkStore {
    settings: {
        monitor?: ClosableClient;
        engine?: ClosableClient;
        options: { rootDirectory?: string };
    };
}

/** A client of the engine as the SDK keeps it: a gRPC client, or our object with the same methods. */
export interface ClosableClient {
    close?: () => void;
    log?: (request: unknown, ...rest: unknown[]) => void;
}

/** The innards of the installed SDK. */
export const sdkInternals: SdkInternals = {
    ...(state as unknown as Pick<SdkInternals, "withLocalStorage" | "getStore">),
    waitForRPCs: (runtime as unknown as SdkInternals).waitForRPCs,
};

const requireFromSdk = createRequire(require.resolve("@pulumi/pulumi"));

/** The gRPC library of the SDK itself, so that both sides use one copy. */
export const grpc = requireFromSdk("@grpc/grpc-js") as typeof GrpcLibrary;

const { Struct } = requireFromSdk("google-protobuf/google/protobuf/struct_pb") as typeof StructLibrary;

/** A protocol message that holds plain JSON, of the SDK's own copy of the library. */
export type StructMessage = InstanceType<typeof Struct>;

/** Packs plain JSON into a message. */
export function structOf(value: Record<string, unknown>): StructMessage {
    return Struct.fromJavaScript(value as Parameters<typeof Struct.fromJavaScript>[0]);
}

/** The plain JSON in a message; an absent message counts as empty. */
export function plainOf(struct: StructMessage | undefined): Record<string, unknown> {
    return struct?.toJavaScript() ?? {};
}

/** `google.protobuf.Empty` of the SDK's own copy of the library. */
export const { Empty } = requireFromSdk("google-protobuf/google/protobuf/empty_pb") as typeof EmptyLibrary;

/** The message that answers the call of a provider's function: newer SDKs have one of their own for it. */
export const FunctionAnswer = (ResourceMonitorService.invoke as unknown as { responseType: typeof InvokeResponse })
    .responseType;

/** How the SDK reaches the engine in one run: two objects with a client's methods, or an address. */
export type SdkLink = { monitor: ClosableClient; engine: ClosableClient } | { address: string };

/** Prepares the SDK's state for one run; to be called where that state holds. */
export function configureSdk(sdk: SdkInternals, settings: RunSettings, link: SdkLink): void {
    const address = "address" in link ? link.address : "";
    runtime.resetOptions(
        settings.project,
        settings.stack,
        /* parallel */ 512,
        /* engine */ address,
        /* monitor */ address,
        settings.dryRun,
        settings.organization,
    );
    runtime.setAllConfig(settings.config, [...settings.secretConfig]);
    const store = sdk.getStore?.();
    if (store !== undefined) {
        store.settings.options.rootDirectory = settings.rootDirectory;
    }
    if ("monitor" in link) {
        if (store === undefined) {
            throw new Error("the SDK's state cannot be reached");
        }
        store.settings.monitor = link.monitor;
        store.settings.engine = link.engine;
    }
}

/** Drops the SDK's connections of this run; to be called where its state holds. */
export function disconnectSdk(sdk: SdkInternals): void {
    runtime.disconnectSync();
    const settings = sdk.getStore?.().settings;
    settings?.monitor?.close?.();
    const engine = settings?.engine;
    engine?.close?.();
    if (engine !== undefined) {
        // The SDK writes all messages of a process in one chain: were a message to meet a closed connection and throw,
        // no later run could write any. After the end of a run its messages are answered and dropped instead.
        engine.log = (_request, ...rest) => (rest[rest.length - 1] as () => void)();
    }
}
