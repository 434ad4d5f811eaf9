import type { Environment } from "../../environments/environment";
import type { SettingsBuilder } from "./settings";

/** Decides how much a pod may write into each directory that ends with it: more, and the pod is evicted instead of others. */
export function chooseTemporaryStorage(environment: Environment, settings: SettingsBuilder): string {
    return settings.record(
        "temporaryStorage",
        environment.settings.temporaryStorage,
        environment.origin("temporaryStorage"),
    );
}
