import { toPointer, type PathStep } from "../../core/pointer";
import type { Problem } from "../../core/problem";
import { compareQuantities } from "../../core/quantity";
import type { ContainerSettingsArgs, ProbeArgs, StandardServiceArgs, VolumeArgs } from "./args";
import { pathIn, type DeclaredContainer } from "./containers";
import { mutableImageProblem } from "./image";
import type { ServiceSettings } from "./settings";
import { reservedVolumePrefix } from "./volumes";

const maxContentBytes = 1024 * 1024;
const contents = ["content", "binaryContent", "secretContent", "secret"] as const;
const handlers = ["httpGet", "exec", "tcpSocket", "grpc"] as const;

/** What only a container has, and what is therefore wrong beside `containers`. */
const containerKeys = [
    "image",
    "command",
    "args",
    "variables",
    "secretVariables",
    "secretValues",
    "files",
    "mounts",
    "resources",
    "livenessProbe",
    "readinessProbe",
    "startupProbe",
] as const satisfies readonly (keyof ContainerSettingsArgs | "image")[];

/**
 * What is wrong between arguments whose form is right.
 *
 * @param twoHandlers whether a probe may have `exec` and `httpGet`, as Score allows; `exec` wins then
 */
export function argumentProblems(
    args: StandardServiceArgs,
    containers: readonly DeclaredContainer[],
    twoHandlers: boolean,
): Problem[] {
    return [
        ...imageOrContainers(args),
        ...containers.flatMap((container) => containerProblems(container, args, twoHandlers)),
        ...portProblems(args),
        ...Object.entries(args.volumes ?? {}).flatMap(([name, volume]) => volumeProblems(name, volume)),
        ...scalingProblems(args),
    ];
}

/** What is wrong with what was decided, defaults included. */
export function settingsProblems(settings: ServiceSettings): Problem[] {
    return settings.containers.flatMap((container) => {
        const image =
            settings.refuseMutableImages && typeof container.image === "string" && container.image !== ""
                ? mutableImageProblem(container.image, pathIn(container, "image"))
                : undefined;
        const { requests, limits } = container.resources;
        const above = (["cpu", "memory"] as const).filter(
            (unit) => compareQuantities(requests[unit], limits[unit]) > 0,
        );
        return [
            ...(image === undefined ? [] : [image]),
            ...above.map((unit) =>
                problem(
                    "request-above-limit",
                    `the ${unit} request ${requests[unit]} is above the limit ${limits[unit]}`,
                    `raise resources.limits.${unit}, or lower resources.requests.${unit}`,
                    [...steps(container), "resources", "requests", unit],
                ),
            ),
        ];
    });
}

function imageOrContainers(args: StandardServiceArgs): Problem[] {
    if (args.containers === undefined) {
        return args.image === undefined || args.image === ""
            ? [problem("missing-key", '"image" is required', "name the image to run, or several containers", ["image"])]
            : [];
    }
    if (Object.keys(args.containers).length === 0) {
        return [problem("no-containers", "there is no container", "declare at least one", ["containers"])];
    }
    return containerKeys
        .filter((key) => args[key] !== undefined)
        .map((key) =>
            problem(
                "flat-and-containers",
                `"${key}" is given beside "containers"`,
                `move it into the container that it is for (containers.<name>.${key})`,
                [key],
            ),
        );
}

function containerProblems(container: DeclaredContainer, args: StandardServiceArgs, twoHandlers: boolean): Problem[] {
    const own = container.args;
    const at = steps(container);
    const secrets = Object.keys({ ...own.secretVariables, ...own.secretValues });
    const twice = [
        ...secrets.filter((name) => own.variables !== undefined && Object.hasOwn(own.variables, name)),
        ...Object.keys(own.secretVariables ?? {}).filter((name) => Object.hasOwn(own.secretValues ?? {}, name)),
    ];
    const emptyImage =
        container.path !== "" && container.image === ""
            ? [problem("missing-key", '"image" is required', "name the image to run", [...at, "image"])]
            : [];
    return [
        ...emptyImage,
        ...[...new Set(twice)].map((name) =>
            problem("variable-twice", `the variable "${name}" is given twice`, "keep one of them", [
                ...at,
                "variables",
                name,
            ]),
        ),
        ...fileProblems(own, at),
        ...mountProblems(own, at, args),
        ...(["livenessProbe", "readinessProbe", "startupProbe"] as const).flatMap((kind) =>
            probeProblems(kind, own[kind], at, twoHandlers),
        ),
    ];
}

function fileProblems(own: ContainerSettingsArgs, at: PathStep[]): Problem[] {
    return Object.entries(own.files ?? {}).flatMap(([path, file]) => {
        const given = contents.filter((key) => file[key] !== undefined);
        const text = [file.content, file.secretContent, file.binaryContent].find((value) => typeof value === "string");
        return [
            ...(given.length === 1
                ? []
                : [
                      problem(
                          "file-content",
                          given.length === 0 ? "the file has no content" : `the file has ${given.join(" and ")}`,
                          `give exactly one of ${contents.join(", ")}`,
                          [...at, "files", path],
                      ),
                  ]),
            ...(text !== undefined && Buffer.byteLength(text) > maxContentBytes
                ? [
                      problem(
                          "content-too-large",
                          "the file is larger than 1 MiB, the most that Kubernetes keeps",
                          "put it into the image or fetch it at start",
                          [...at, "files", path],
                      ),
                  ]
                : []),
        ];
    });
}

function mountProblems(own: ContainerSettingsArgs, at: PathStep[], args: StandardServiceArgs): Problem[] {
    const known = Object.keys(args.volumes ?? {});
    return Object.entries(own.mounts ?? {}).flatMap(([path, mount]) => [
        ...(known.includes(mount.volume)
            ? []
            : [
                  problem(
                      "unknown-volume",
                      `there is no volume "${mount.volume}"`,
                      known.length === 0 ? "declare it under volumes" : `use one of: ${known.sort().join(", ")}`,
                      [...at, "mounts", path, "volume"],
                  ),
              ]),
        ...(Object.hasOwn(own.files ?? {}, path)
            ? [
                  problem("path-twice", "a file and a volume have the same path", "move one of them", [
                      ...at,
                      "mounts",
                      path,
                  ]),
              ]
            : []),
        ...(mount.path !== undefined && (mount.path.startsWith("/") || mount.path.split("/").includes(".."))
            ? [
                  problem("volume-path", "the path inside the volume is absolute or has ..", "write it relative", [
                      ...at,
                      "mounts",
                      path,
                      "path",
                  ]),
              ]
            : []),
    ]);
}

function probeProblems(
    kind: "livenessProbe" | "readinessProbe" | "startupProbe",
    probe: ProbeArgs | undefined,
    at: PathStep[],
    twoHandlers: boolean,
): Problem[] {
    if (probe === undefined) {
        return [];
    }
    const given = handlers.filter((handler) => probe[handler] !== undefined);
    const scorePair = twoHandlers && given.length === 2 && given.includes("exec") && given.includes("httpGet");
    return [
        ...(given.length === 1 || scorePair
            ? []
            : [
                  problem(
                      "probe-handler",
                      given.length === 0 ? "the probe asks nothing" : `the probe has ${given.join(" and ")}`,
                      `give exactly one of ${handlers.join(", ")}`,
                      [...at, kind],
                  ),
              ]),
        ...(kind !== "readinessProbe" && (probe.successThreshold ?? 1) !== 1
            ? [
                  problem("out-of-range", `successThreshold of a ${kind} must be 1`, "leave it out", [
                      ...at,
                      kind,
                      "successThreshold",
                  ]),
              ]
            : []),
    ];
}

function portProblems({ ports = {} }: StandardServiceArgs): Problem[] {
    const first = new Map<string, string>();
    return Object.entries(ports).flatMap(([name, { port, protocol = "TCP" }]) => {
        const key = `${port}/${protocol}`;
        const other = first.get(key);
        first.set(key, other ?? name);
        return other === undefined
            ? []
            : [problem("port-twice", `port ${port} is also that of "${other}"`, "use another number", ["ports", name])];
    });
}

function volumeProblems(name: string, volume: VolumeArgs): Problem[] {
    const given = (["claim", "emptyDir", "existingClaim"] as const).filter((kind) => volume[kind] !== undefined);
    return [
        ...(given.length > 1
            ? [problem("volume-kind", `the volume is ${given.join(" and ")}`, "keep one of them", ["volumes", name])]
            : []),
        ...(name.startsWith(reservedVolumePrefix)
            ? [
                  problem(
                      "reserved-name",
                      `volume names that begin with ${reservedVolumePrefix} are taken`,
                      "rename it",
                      ["volumes", name],
                  ),
              ]
            : []),
    ];
}

function scalingProblems({ replicas, autoscaling = {} }: StandardServiceArgs): Problem[] {
    const { enabled, minReplicas, maxReplicas, cpuPercent } = autoscaling;
    const wanted = enabled ?? [minReplicas, maxReplicas, cpuPercent].some((figure) => figure !== undefined);
    return [
        ...(replicas !== undefined && wanted
            ? [
                  problem(
                      "replicas-and-autoscaling",
                      "a number of replicas and autoscaling are both given",
                      "keep replicas for a fixed number, autoscaling for a range",
                      ["replicas"],
                  ),
              ]
            : []),
        ...(minReplicas !== undefined && maxReplicas !== undefined && minReplicas > maxReplicas
            ? [
                  problem(
                      "out-of-range",
                      `minReplicas (${minReplicas}) is above maxReplicas (${maxReplicas})`,
                      "raise maxReplicas or lower minReplicas",
                      ["autoscaling", "minReplicas"],
                  ),
              ]
            : []),
    ];
}

function steps(container: DeclaredContainer): PathStep[] {
    return container.path === "" ? [] : ["containers", container.name];
}

function problem(code: string, message: string, hint: string, path: readonly PathStep[]): Problem {
    return { code, message, hint, pointer: toPointer(path) };
}
