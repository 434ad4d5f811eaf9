import type { PathStep } from "../core/pointer";
import type { ScoreWorkload } from "../score";
import { kindAnnotation, serviceNameAnnotation } from "./annotations";

/** Where an argument of the service stands in the Score file, for problems that the component finds. */
export function documentPath(argument: readonly string[], { waymark }: ScoreWorkload): PathStep[] {
    const [first = "", name = "", third = "", ...rest] = argument;
    switch (first) {
        case "":
            return ["metadata", "name"];
        case "containers":
            return third === "mounts"
                ? ["containers", name, "volumes", ...rest]
                : third === "startupProbe"
                  ? ["metadata", "waymark", "probes", name, "startup"]
                  : ["secretValues", "secretVariables"].includes(third)
                    ? ["containers", name, "variables", ...rest]
                    : argument.slice();
        case "ports":
            return ["service", ...argument];
        case "volumes":
            return third === "claim" ? ["resources", name, "params", ...rest] : ["resources", name];
        case "connectsTo":
        case "acceptsFrom": {
            const own = waymark.traffic ?? {};
            const key = [first, "external"].find((kind) => Object.hasOwn(own[kind as keyof typeof own] ?? {}, name));
            return key === undefined
                ? ["resources", name]
                : ["metadata", "waymark", "traffic", key, ...argument.slice(1)];
        }
        case "replicas":
        case "autoscaling":
        case "owner":
        case "slo":
        case "waivers":
            return ["metadata", "waymark", ...argument];
        case "kind":
            return ["metadata", "annotations", kindAnnotation];
        case "serviceName":
            return ["metadata", "annotations", serviceNameAnnotation];
        case "annotations":
            return ["metadata", ...argument];
        default:
            return ["metadata"];
    }
}
