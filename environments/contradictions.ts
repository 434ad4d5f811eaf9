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

function routeProblems({ route }: TierSettings, place: (path: readonly PathStep[]) => Place): Problem[] {
    const at = (key: string, where = key) => ({ ...place(["route", where]), pointer: toPointer(["route", key]) });
    const problems: Problem[] = [];
    // Nothing may talk to a pod unless an edge lets it in, so where an Ingress's requests come from has to be known.
    if (route.kind === "Ingress" && route.ingressNamespace === undefined) {
        const message = "routes are Ingresses, and it isn't said where their requests come from";
        const hint = "write the namespace of the Ingress controller under route.ingressNamespace";
        problems.push({ code: "missing-key", message, hint, ...at("ingressNamespace", "kind") });
    }
    const certificates = (["clusterIssuer", "tlsSecret"] as const).filter((key) => route[key] !== undefined);
    if (certificates.length > 1) {
        const message = "an Ingress has one certificate: route.clusterIssuer has it made, route.tlsSecret names one";
        problems.push({ code: "bad-combination", message, hint: "leave one of them out", ...at("tlsSecret") });
    }
    if (!route.tls && certificates[0] !== undefined) {
        const message = `route.${certificates[0]} names a certificate, and route.tls is false`;
        problems.push({ code: "bad-combination", message, hint: "leave one of them out", ...at("tls") });
    }
    return problems;
}
