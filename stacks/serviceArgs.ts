import type { Input } from "@pulumi/pulumi";
import type { PathStep } from "../core/pointer";
import { sortedEntries } from "../core/sortedEntries";
import type { ContainerArgs, PortArgs, StandardServiceArgs, VolumeArgs } from "../components/standardService/args";
import type { Environment } from "../environments/environment";
import type { OfferedWorkload } from "../provisioners/provisioner";
import {
    parseTemplate,
    type LookupContext,
    type ScoreContainer,
    type ScoreWorkload,
    type WaymarkProbes,
} from "../score";
import type { StackConfig } from "./config";
import { kindAnnotation, scoreAnnotations, serviceNameAnnotation } from "./annotations";
import { Conversion } from "./conversion";
import { fileArgs } from "./files";
import { imageOf } from "./images";
import { offeredWorkload } from "./offers";
import { canBeAsked, probeArgs, type NumberedProbes } from "./probes";
import { numberedProbe } from "./namedPorts";
import { resolvePieces } from "./resolve";
import type { ResourceResult } from "./resources";
import type { SourceReader } from "./sources";
import { edgesOf } from "./traffic";
import { VariableSet } from "./variables";
import { withChanges } from "./workloadChanges";

/** What a workload becomes part of. */
export interface WorkloadSurroundings {
    environment: Environment;
    namespace: Input<string>;
    config: StackConfig;
    /** The workload's resources by their keys in its file. */
    resources: ReadonlyMap<string, ResourceResult>;
    lookup: LookupContext;
    readSource: SourceReader;
    /** The given workloads by name, for ports that are named. */
    workloads: ReadonlyMap<string, OfferedWorkload>;
}

/** A Score workload as the arguments of a StandardService, with everything that is wrong with it. */
export function serviceArgs(
    workload: ScoreWorkload,
    surroundings: WorkloadSurroundings,
): { args: StandardServiceArgs; conversion: Conversion } {
    const { document, waymark } = workload;
    const { environment, namespace, config, resources } = surroundings;
    const conversion = new Conversion((path, part) => workload.place(path, part));
    const ports: Record<string, PortArgs> = document.service?.ports ?? {};
    const volumes: Record<string, VolumeArgs> = {};
    const containers = Object.entries(document.containers).map(([name, container]) => [
        name,
        containerArgs(name, container, { workload, surroundings, conversion, ports, volumes }),
    ]);
    for (const key of ["team", "owner", "protection"]) {
        conversion.origins.set(key, config.origin(key));
    }
    if (waymark.owner !== undefined) {
        conversion.from("owner", ["metadata", "waymark", "owner"]);
    }
    const { kind, serviceName, annotations } = scoreAnnotations(document.metadata.annotations);
    conversion.from("kind", ["metadata", "annotations", kindAnnotation]);
    conversion.from("serviceName", ["metadata", "annotations", serviceNameAnnotation]);
    conversion.from("slo", ["metadata", "waymark", "slo"]);
    conversion.from("waivers", ["metadata", "waymark", "waivers"]);
    conversion.from("replicas", ["metadata", "waymark", "replicas"]);
    for (const key of ["enabled", "minReplicas", "maxReplicas", "cpuPercent"]) {
        conversion.from(`autoscaling.${key}`, ["metadata", "waymark", "autoscaling", key]);
    }
    const args = {
        environment: environment.name,
        namespace,
        team: config.team,
        owner: waymark.owner ?? config.owner,
        protection: config.protection,
        containers: Object.fromEntries(containers) as Record<string, ContainerArgs>,
        ports,
        serviceName,
        kind,
        volumes,
        replicas: waymark.replicas,
        autoscaling: waymark.autoscaling,
        defaultProbes: canBeAsked(ports),
        annotations,
        slo: waymark.slo,
        waivers: waymark.waivers,
        ...edgesOf(workload, resources, conversion, surroundings.workloads),
    };
    return { args: withChanges(args, offeredWorkload(workload), resources, conversion), conversion };
}

interface ContainerParts {
    workload: ScoreWorkload;
    surroundings: WorkloadSurroundings;
    conversion: Conversion;
    ports: Readonly<Record<string, PortArgs>>;
    /** The volumes of the pod, which mounts add to. */
    volumes: Record<string, VolumeArgs>;
}

function containerArgs(name: string, container: ScoreContainer, parts: ContainerParts): ContainerArgs {
    const { workload, surroundings, conversion, ports, volumes } = parts;
    const { environment, config, lookup, readSource } = surroundings;
    const { document, waymark } = workload;
    const path = ["containers", name];
    const image = imageOf(workload.name, name, container.image, config.images);
    if (image === undefined) {
        const hint = `give it with --image ${workload.name}=REFERENCE, or under waymark:images in the stack configuration`;
        const message = `the image of container "${name}" is given at deploy time, and no one gave it`;
        conversion.refuse([...path, "image"], { code: "image-missing", message, hint });
    }
    const variables = new VariableSet(new Set(Object.keys(container.variables ?? {})));
    for (const [key, text] of sortedEntries(container.variables)) {
        conversion.attempt([...path, "variables", key], () => variables.add(key, resolvePieces(text, lookup)));
    }
    const files = sortedEntries(container.files).flatMap(([target, file]) => {
        const part = file.source === undefined ? "content" : "source";
        const args = conversion.attempt([...path, "files", target, part], () =>
            fileArgs(file, lookup, (source) => readSource(workload.file, source)),
        );
        return args === undefined ? [] : [[target, args] as const];
    });
    const mounts = sortedEntries(container.volumes).flatMap(([target, { source, path: subPath, readOnly }]) => {
        const volume = mountedVolume([...path, "volumes", target, "source"], source, surroundings, conversion);
        if (volume === undefined) {
            return [];
        }
        volumes[volume.name] = volume.args;
        return [[target, { volume: volume.name, path: subPath, readOnly }] as const];
    });
    noteOrigins(path, conversion);
    return {
        image: image ?? "not-given",
        command: container.command,
        args: container.args,
        ...variables.args,
        files: Object.fromEntries(files),
        mounts: Object.fromEntries(mounts),
        resources: container.resources,
        ...probeArgs(
            container,
            numberedProbes(waymark.probes?.[name], ["metadata", "waymark", "probes", name], workload, conversion),
            ports,
            environment,
            Object.keys(document.containers).length === 1,
        ),
        before: container.before,
    };
}

/** The volume that a mount's source names, `${resources.NAME}` as a whole. */
function mountedVolume(
    path: readonly PathStep[],
    source: string,
    { resources }: WorkloadSurroundings,
    conversion: Conversion,
): { name: string; args: VolumeArgs } | undefined {
    const [part, ...rest] = parseTemplate(source);
    const [root, name = "", ...keys] = part?.kind === "reference" ? part.path : [];
    if (root !== "resources" || keys.length > 0 || rest.length > 0) {
        const message = "the source of a volume is a resource as a whole";
        const hint = 'write "${resources.NAME}", where NAME is a resource of type volume';
        conversion.refuse(path, { code: "volume-source", message, hint });
        return undefined;
    }
    const result = resources.get(name);
    if (result === undefined) {
        return undefined; // nothing provides it, which is a problem of its own
    }
    const { provisioned, provisioner } = result;
    if (provisioned !== undefined && provisioned.volume === undefined) {
        const message = `the resource "${name}" of type ${provisioner.type} is no volume`;
        conversion.refuse(path, { code: "volume-source", message, hint: "name a resource of type volume" });
        return undefined;
    }
    return { name, args: provisioned?.volume ?? { emptyDir: {} } };
}

/** Remembers the place of every argument of a container that a setting is made of. */
function noteOrigins([, name = ""]: readonly string[], conversion: Conversion): void {
    const path = ["containers", name];
    const note = (argument: string, ...steps: string[]): void =>
        conversion.from(`containers.${name}.${argument}`, [...path, ...steps]);
    note("image", "image");
    for (const kind of ["requests", "limits"]) {
        note(`resources.${kind}.cpu`, "resources", kind, "cpu");
        note(`resources.${kind}.memory`, "resources", kind, "memory");
    }
    note("livenessProbe", "livenessProbe");
    note("readinessProbe", "readinessProbe");
    note("before", "before");
    conversion.from(`containers.${name}.startupProbe`, ["metadata", "waymark", "probes", name, "startup"]);
}

/** The probes of `metadata.waymark` with numbers for ports; what can't be told is refused at its place. */
function numberedProbes(
    probes: WaymarkProbes | undefined,
    path: readonly string[],
    workload: ScoreWorkload,
    conversion: Conversion,
): NumberedProbes | undefined {
    const own = offeredWorkload(workload);
    return (
        probes &&
        Object.fromEntries(
            Object.entries(probes).map(([kind, probe]) => [
                kind,
                conversion.attempt([...path, kind], () => numberedProbe(probe, own)),
            ]),
        )
    );
}
