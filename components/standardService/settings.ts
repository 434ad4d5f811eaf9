import type { Environment } from "../../environments/environment";
import { byDefault, chooseCommon, type CommonSettings } from "../shared/commonSettings";
import { recordPodSecurity } from "../shared/podSecurity";
import type { SettingsBuilder } from "../shared/settings";
import { chooseTemporaryStorage } from "../shared/temporaryStorage";
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
    /** Seconds that a pod goes on serving once it is told to stop; 0 where nobody sends it anything. */
    drainSeconds: number;
    /** Size limit of each `/tmp`. */
    temporaryStorage: string;
    containers: ContainerSettings[];
}

/** Decides everything about a service whose arguments have been checked, and records where each value came from. */
export function resolveSettings(
    args: StandardServiceArgs,
    containers: readonly DeclaredContainer[],
    environment: Environment,
    settings: SettingsBuilder,
): ServiceSettings {
    const holdsData = Object.values(args.volumes ?? {}).some(({ claim }) => claim !== undefined);
    const claims = mountsClaim(args);
    const kind = settings.choose("kind", args.kind, claims ? "StatefulSet" : "Deployment", byDefault, {
        reason: claims ? "it claims storage, which would be lost in a later move from a Deployment" : undefined,
    });
    const stateful = kind === "StatefulSet";
    recordPodSecurity(settings);
    recordPorts(args, settings);
    recordPromises(args, settings);
    const { security, mutableImageTags } = environment.settings;
    const fromTier = <T>(path: string, value: T, satisfies: string[] = []): T =>
        settings.record(path, value, environment.origin(path), { satisfies });
    return {
        ...chooseCommon(args, environment, settings),
        ...resolveScaling(args, claims, environment, settings),
        stateful,
        holdsData,
        runAsUser: fromTier("security.runAsUser", security.runAsUser, ["kube-linter:run-as-non-root"]),
        fsGroup: fromTier("security.fsGroup", security.fsGroup),
        refuseMutableImages: fromTier("mutableImageTags", mutableImageTags, ["kube-linter:latest-tag"]) === "refused",
        drainSeconds: resolveDrain(args, environment, settings),
        temporaryStorage: chooseTemporaryStorage(environment, settings),
        containers: containers.map((container) =>
            resolveContainer(container, containers.length === 1, args, environment, settings),
        ),
    };
}

function resolveDrain(
    { ports = {} }: StandardServiceArgs,
    environment: Environment,
    settings: SettingsBuilder,
): number {
    return Object.keys(ports).length === 0
        ? settings.record("drainSeconds", 0, byDefault, { reason: "without a port nobody sends it anything" })
        : settings.record("drainSeconds", environment.settings.drainSeconds, environment.origin("drainSeconds"));
}

function recordPromises({ slo, waivers }: StandardServiceArgs, settings: SettingsBuilder): void {
    if (slo?.availability !== undefined) {
        settings.given("slo.availability", slo.availability);
    }
    if (slo?.latency !== undefined) {
        settings.given("slo.latency", slo.latency);
    }
    if (waivers !== undefined) {
        settings.given("waivers", [...new Set(waivers)].sort());
    }
}

/** True where the pods have storage that outlives them. */
export function mountsClaim({ volumes = {} }: StandardServiceArgs): boolean {
    return Object.values(volumes).some((volume) => volume.claim !== undefined || volume.existingClaim !== undefined);
}

function recordPorts({ ports = {}, serviceName }: StandardServiceArgs, settings: SettingsBuilder): void {
    if (serviceName !== undefined) {
        settings.given("serviceName", serviceName);
    }
    for (const { name, port, targetPort, protocol } of namedPorts(ports)) {
        const given = ports[name];
        settings.given(`ports.${name}.port`, port);
        settings.choose(`ports.${name}.targetPort`, given?.targetPort, targetPort, byDefault, {
            reason: "the port, unless it is said",
        });
        settings.choose(`ports.${name}.protocol`, given?.protocol, protocol, byDefault);
    }
}
