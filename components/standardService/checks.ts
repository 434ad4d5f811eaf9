import { toPointer } from "../../core/pointer";
import type { Problem } from "../../core/problem";
import { sortedEntries } from "../../core/sortedEntries";
import { compareQuantities } from "../../core/quantity";
import { componentLabels } from "../shared/labels";
import { argumentProblem as problem } from "../shared/validation";
import type { ContainerSettingsArgs, StandardServiceArgs } from "./args";
import { containerProblems } from "./containerChecks";
import { stepsIn, type DeclaredContainer } from "./containers";
import { contentSizeProblems } from "./contentChecks";
import { imageProblem } from "./image";
import { mountsClaim, type ServiceSettings } from "./settings";
import { startOrderProblems } from "./startOrder";
import { reservedVolumePrefix } from "./volumes";

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
        ...startOrderProblems(containers),
        ...portProblems(args),
        ...contentSizeProblems(containers),
        ...volumeProblems(args),
        ...kindProblems(args),
        ...scalingProblems(args),
        ...labelProblems(args),
    ];
}

/** What is wrong with what was decided, defaults included. */
export function settingsProblems(settings: ServiceSettings): Problem[] {
    return settings.containers.flatMap((container) => {
        const { requests, limits } = container.resources;
        const units = ["cpu", "memory"] as const;
        return units
            .filter((unit) => compareQuantities(requests[unit], limits[unit]) > 0)
            .map((unit) =>
                problem(
                    "request-above-limit",
                    `the ${unit} request ${requests[unit]} is above the limit ${limits[unit]}`,
                    `raise resources.limits.${unit}, or lower resources.requests.${unit}`,
                    stepsIn(container, "resources", "requests", unit),
                ),
            )
            .concat(plainImageProblems(container, settings.refuseMutableImages));
    });
}

/** An Output is checked where it is used, as soon as it is known. */
function plainImageProblems(container: DeclaredContainer, refuseMutable: boolean): Problem[] {
    if (typeof container.image !== "string" || container.image === "") {
        return [];
    }
    const found = imageProblem(container.image, toPointer(stepsIn(container, "image")), refuseMutable);
    return found === undefined ? [] : [found];
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

function portProblems({ ports = {} }: StandardServiceArgs): Problem[] {
    const first = new Map<string, string>();
    return sortedEntries(ports).flatMap(([name, { port, protocol = "TCP" }]) => {
        const key = `${port}/${protocol}`;
        const other = first.get(key);
        first.set(key, other ?? name);
        return other === undefined
            ? []
            : [problem("port-twice", `port ${port} is also that of "${other}"`, "use another number", ["ports", name])];
    });
}

function kindProblems(args: StandardServiceArgs): Problem[] {
    const found: Problem[] = [];
    if (args.kind === "Deployment" && mountsClaim(args)) {
        const message = "a Deployment can't have a claim for each pod";
        found.push(problem("claim-on-deployment", message, 'leave it out, or write "StatefulSet"', ["kind"]));
    }
    if (args.serviceName !== undefined && Object.keys(args.ports ?? {}).length === 0) {
        const message = "there is no Service to be named, since there are no ports";
        found.push(problem("service-without-ports", message, "add ports, or leave the name out", ["serviceName"]));
    }
    return found;
}

function volumeProblems({ volumes = {} }: StandardServiceArgs): Problem[] {
    return Object.entries(volumes).flatMap(([name, volume]) => {
        const at = ["volumes", name];
        const kinds = (["claim", "emptyDir", "existingClaim"] as const).filter((kind) => volume[kind] !== undefined);
        const found: Problem[] = [];
        if (kinds.length > 1) {
            found.push(problem("volume-kind", `the volume is ${kinds.join(" and ")}`, "keep one of them", at));
        }
        if (name.startsWith(reservedVolumePrefix)) {
            const message = `volume names that begin with ${reservedVolumePrefix} are taken`;
            found.push(problem("reserved-name", message, "rename it", at));
        }
        return found;
    });
}

function scalingProblems({ replicas, autoscaling = {} }: StandardServiceArgs): Problem[] {
    const { enabled, minReplicas, maxReplicas, cpuPercent } = autoscaling;
    const wanted = enabled ?? [minReplicas, maxReplicas, cpuPercent].some((figure) => figure !== undefined);
    const found: Problem[] = [];
    if (replicas !== undefined && wanted) {
        const message = "a number of replicas and autoscaling are both given";
        const hint = "keep replicas for a fixed number, autoscaling for a range";
        found.push(problem("replicas-and-autoscaling", message, hint, ["replicas"]));
    }
    if (minReplicas !== undefined && maxReplicas !== undefined && minReplicas > maxReplicas) {
        const message = `minReplicas (${minReplicas}) is above maxReplicas (${maxReplicas})`;
        const hint = "raise maxReplicas or lower minReplicas";
        found.push(problem("out-of-range", message, hint, ["autoscaling", "minReplicas"]));
    }
    return found;
}

/** The labels that everything of waymark has are the selector's and the policies'; nobody else sets them. */
function labelProblems({ podLabels = {} }: StandardServiceArgs): Problem[] {
    const ours = componentLabels({ app: "", environment: "", tier: "", team: "", owner: "" });
    return Object.keys(podLabels)
        .filter((key) => Object.hasOwn(ours, key))
        .map((key) =>
            problem("reserved-name", `the label "${key}" is set by waymark`, "leave it out", ["podLabels", key]),
        );
}
