import { toKubernetesQuantity } from "../../core/quantity";
import type { Environment } from "../../environments/environment";
import { byDefault, chooseCommon, type CommonSettings } from "../shared/commonSettings";
import type { Identity } from "../shared/names";
import { recordPodSecurity } from "../shared/podSecurity";
import type { SettingsBuilder } from "../shared/settings";
import { chooseTemporaryStorage } from "../shared/temporaryStorage";
import type { BackingServiceArgs } from "./args";

/** Everything that is decided for a server, before any manifest. */
export interface BackingSettings extends CommonSettings {
    /** Kubernetes name of the server. */
    app: string;
    image: string;
    /** Size of the data's volume; undefined where the data ends with the pod. */
    storage: string | undefined;
    /** Size limit of each directory that ends with the pod. */
    temporaryStorage: string;
}

/** Decides everything about a server whose arguments have been checked. */
export function resolveSettings(
    args: BackingServiceArgs,
    { physicalName: app }: Identity,
    environment: Environment,
    settings: SettingsBuilder,
): BackingSettings {
    recordPodSecurity(settings);
    settings.record("backend", "container", byDefault);
    return {
        ...chooseCommon(args, environment, settings),
        app,
        temporaryStorage: chooseTemporaryStorage(environment, settings),
        image: settings.given("image", args.image),
        storage: args.storage === undefined ? undefined : settings.given("storage", toKubernetesQuantity(args.storage)),
    };
}
