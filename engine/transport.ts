import type { EngineOptions } from "./options";
import type { Transport } from "./run";
import { sdkInternals, type SdkInternals } from "./sdk";
import { selfTest } from "./selfTest";

const tested = new WeakMap<SdkInternals, Promise<string | undefined>>();

/**
 * Decides how the SDK reaches the engine. `auto` tests plain calls once per process and takes gRPC, with a note,
 * where they do not work.
 */
export async function chooseTransport(
    wanted: NonNullable<EngineOptions["transport"]>,
    sdk: SdkInternals = sdkInternals,
): Promise<Transport> {
    if (wanted !== "auto") {
        return { kind: wanted, sdk, notes: [] };
    }
    let test = tested.get(sdk);
    if (test === undefined) {
        test = selfTest(sdk);
        tested.set(sdk, test);
    }
    const fault = await test;
    if (fault === undefined) {
        return { kind: "in-process", sdk, notes: [] };
    }
    return {
        kind: "grpc",
        sdk,
        notes: [`the engine talks to this version of the Pulumi SDK over gRPC, which is slower: ${fault}`],
    };
}
