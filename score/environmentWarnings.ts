import type { PathStep } from "../core/pointer";
import type { Problem } from "../core/problem";
import { compareQuantities, toKubernetesQuantity } from "../core/quantity";
import type { ScoreContainer } from "./documentSchema";
import type { ScoreWorkload } from "./workload";

/** A finding without its place. */
interface Finding {
    path: PathStep[];
    part?: "key" | "value";
    code: string;
    message: string;
    hint: string;
}

/** What Score allows and an environment refuses, or reads in a way that may surprise. */
export function environmentWarnings(workload: ScoreWorkload): Problem[] {
    return findings(workload).map(({ path, part, ...rest }) => ({ ...rest, ...workload.place(path, part) }));
}

function findings({ name, document }: ScoreWorkload): Finding[] {
    const ids = Object.entries(document.resources ?? {}).map(([key, { id = "" }]) => ({
        path: ["resources", key, "id"],
        text: id,
    }));
    return [
        ...[{ path: ["metadata", "name"], text: name }, ...ids]
            .filter(({ text }) => /^\d/.test(text))
            .map(leadingDigit),
        ...Object.entries(document.containers).flatMap(([key, container]) => [
            ...ofAmounts(["containers", key, "resources"], container.resources),
            ...ofProbes(["containers", key], container),
            ...ofVariables(["containers", key, "variables"], container),
        ]),
    ];
}

function leadingDigit({ path }: { path: PathStep[] }): Finding {
    const message = "Kubernetes refuses names of services that begin with a digit";
    return { path, code: "leading-digit", message, hint: "begin with a letter" };
}

function* ofAmounts(path: PathStep[], resources: ScoreContainer["resources"] = {}): Generator<Finding> {
    for (const kind of ["requests", "limits"] as const) {
        if (resources[kind]?.memory?.endsWith("K") === true) {
            const message = '"K" is 1000 bytes, and Kubernetes writes it "k"; other Score tools hand it on as it is';
            yield {
                path: [...path, kind, "memory"],
                code: "memory-kilobytes",
                message,
                hint: "write Ki, or Mi if that is meant",
            };
        }
    }
    for (const what of ["cpu", "memory"] as const) {
        const request = resources.requests?.[what];
        const limit = resources.limits?.[what];
        if (
            request !== undefined &&
            limit !== undefined &&
            compareQuantities(toKubernetesQuantity(request), toKubernetesQuantity(limit)) > 0
        ) {
            const message = `the ${what} request is above the limit, which Kubernetes refuses`;
            const hint = `write at most ${limit}, or raise the limit`;
            yield { path: [...path, "requests", what], code: "request-above-limit", message, hint };
        }
    }
}

function ofProbes(path: PathStep[], container: ScoreContainer): Finding[] {
    return (["livenessProbe", "readinessProbe"] as const)
        .filter((key) => container[key]?.exec !== undefined && container[key].httpGet !== undefined)
        .map((key) => ({
            path: [...path, key, "httpGet"],
            part: "key",
            code: "both-checks",
            message: "httpGet beside exec is not used: a probe makes one check",
            hint: "keep one of them",
        }));
}

function ofVariables(path: PathStep[], { variables = {} }: ScoreContainer): Finding[] {
    return Object.keys(variables)
        .filter((name) => !/^[ -~]+$/.test(name))
        .map((name) => ({
            path: [...path, name],
            part: "key",
            code: "variable-not-ascii",
            message: "Kubernetes refuses names of variables that are not plain ASCII",
            hint: "use letters, digits and _",
        }));
}
