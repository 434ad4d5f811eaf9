import { toPointer, type PathStep } from "../core/pointer";
import type { Place, Problem } from "../core/problem";
import { compareQuantities } from "../core/quantity";
import type { TierSettings } from "./tierSettings";

/**
 * What is wrong between settings that are each right: pairs of which the first must not be above the second, and what
 * one setting makes another need.
 *
 * @param place where a setting stands in its file
 */
export function contradictions(settings: TierSettings, place: (path: readonly PathStep[]) => Place): Problem[] {
    const { autoscaling, resources, containerDefaults } = settings;
    const pairs: [low: string, high: string, isAbove: boolean][] = [
        ["autoscaling.minReplicas", "autoscaling.maxReplicas", autoscaling.minReplicas > autoscaling.maxReplicas],
        [
            "resources.requests.cpu",
            "resources.limits.cpu",
            compareQuantities(resources.requests.cpu, resources.limits.cpu) > 0,
        ],
        [
            "resources.requests.memory",
            "resources.limits.memory",
            compareQuantities(resources.requests.memory, resources.limits.memory) > 0,
        ],
        [
            "containerDefaults.requestsMemory",
            "containerDefaults.limitsMemory",
            compareQuantities(containerDefaults.requestsMemory, containerDefaults.limitsMemory) > 0,
        ],
    ];
    const found = pairs
        .filter(([, , isAbove]) => isAbove)
        .map(([low, high]) => ({
            code: "out-of-range",
            message: `${low} is above ${high}`,
            hint: `raise ${high}, or lower ${low}`,
            // Where the lower one wasn't touched, the line that somebody wrote is that of the other.
            ...place(high.split(".")),
            ...place(low.split(".")),
            pointer: toPointer(low.split(".")),
        }));
    return [...found, ...routeProblems(settings, place)];
}

/** Nothing may talk to a pod unless an edge lets it in, so where an Ingress's requests come from has to be known. */
function routeProblems({ route }: TierSettings, place: (path: readonly PathStep[]) => Place): Problem[] {
    if (route.kind !== "Ingress" || route.ingressNamespace !== undefined) {
        return [];
    }
    return [
        {
            code: "missing-key",
            message: "routes are Ingresses, and it isn't said where their requests come from",
            hint: "write the namespace of the Ingress controller under route.ingressNamespace",
            ...place(["route", "kind"]),
            pointer: toPointer(["route", "ingressNamespace"]),
        },
    ];
}
