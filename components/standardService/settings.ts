import type { Environment } from "../../environments/environment";
import { byDefault, chooseCommon, type CommonSettings } from "../shared/commonSettings";
import { recordPodSecurity } from "../shared/podSecurity";
import type { SettingsBuilder } from "../shared/settings";
import type { StandardServiceArgs } from "./args";
import type { DeclaredContainer } from "./containers";
import { resolveContainer, type ContainerSettings } from "./containerSettings";
import { namedPorts } from "./ports";
import { resolveScaling, type Scaling } from "./scaling";

/** Everything that is decided for a service, before any manifest. */
export interface ServiceSettings extends CommonSettings, Scaling {
    /** A StatefulSet, because storage is claimed. */
    stateful: boolean;
    /** Its pods have claims of their own, so that it is protected where data is. */
    holdsData: boolean;
    runAsUser: number;
    fsGroup: number;
    refuseMutableImages: boolean;
    containers: ContainerSettings[];
}

/** Decides everything about a service whose arguments have been checked, and records where each value came from. */
export function resolveSettings(
    args: StandardServiceArgs,
    containers: readonly DeclaredContainer[],
    environment: Environment,
    settings: SettingsBuilder,
): ServiceSettings {
    const volumes = Object.values(args.volumes ?? {});
    const holdsData = volumes.some(({ claim }) => claim !== undefined);
    const stateful = holdsData || volumes.some(({ existingClaim }) => existingClaim !== undefined);
    settings.record("kind", stateful ? "StatefulSet" : "Deployment", byDefault, {
        reason: stateful ? "it claims storage, which would be lost in a later move from a Deployment" : undefined,
    });
    recordPodSecurity(settings);
    recordPorts(args, settings);
    const { security, mutableImageTags } = environment.settings;
    const fromTier = <T>(path: string, value: T, satisfies: string[] = []): T =>
        settings.record(path, value, environment.origin(path), { satisfies });
    return {
        ...chooseCommon(args, environment, settings),
        ...resolveScaling(args, stateful, environment, settings),
        stateful,
        holdsData,
        runAsUser: fromTier("security.runAsUser", security.runAsUser, ["kube-linter:run-as-non-root"]),
        fsGroup: fromTier("security.fsGroup", security.fsGroup),
        refuseMutableImages: fromTier("mutableImageTags", mutableImageTags, ["kube-linter:latest-tag"]) === "refused",
        containers: containers.map((container) =>
            resolveContainer(container, containers.length === 1, args, environment, settings),
        ),
    };
}

function recordPorts({ ports = {} }: StandardServiceArgs, settings: SettingsBuilder): void {
    for (const { name, port, targetPort, protocol } of namedPorts(ports)) {
        const given = ports[name];
        settings.given(`ports.${name}.port`, port);
        settings.choose(`ports.${name}.targetPort`, given?.targetPort, targetPort, byDefault, {
            reason: "the port, unless it is said",
        });
        settings.choose(`ports.${name}.protocol`, given?.protocol, protocol, byDefault);
    }
}
