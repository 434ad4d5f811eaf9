import { z } from "zod";
import { strictMap, withHint } from "../../../core/schema";
import { isAmount, parseQuantity } from "../../../core/quantity";
import type { Value } from "../../model/value";
import { undecided, violation, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";

const ratio = (resource: string, standard: number) =>
    z.number().min(1).default(standard).describe(`How often the ${resource} limit may hold the request`);

const bound = (meaning: string) =>
    z
        .string()
        .refine(isAmount, withHint("this is no amount of a resource", "write it as 500m or 2Gi"))
        .optional()
        .describe(meaning);

export const relResourceRatio = defineRule({
    id: "rel-resource-ratio",
    group: "reliability",
    severity: "low",
    since: "0.1.0",
    rivals: {
        datree: ["EKS_INVALID_CPU_LIMIT"],
        "gatekeeper-library": ["containerresourceratios"],
        "kube-score": [
            "container-cpu-requests-equal-limits",
            "container-memory-requests-equal-limits",
            "container-resource-requests-equal-limits",
        ],
        kubescape: ["C-0009"],
        kyverno: ["enforce-resources-as-ratio", "memory-requests-equal-limits"],
        polaris: ["resourceRange"],
    },
    target: "container",
    roles: ["main", "sidecar", "init"],
    title: "Limits stay near the requests, and never below",
    why: "the node is packed by requests, so what limits promise above them isn't there when all ask for it",
    details: `Looks at containers that state both a request and a limit of a resource.

* A request above the limit is refused by the API server.
* \`memory\` (default 4) and \`cpu\` (default 20) say how often the limit may hold the request. Memory that is promised twice
  ends in evictions; CPU that is promised twice only in waiting.
* \`minCpu\`, \`maxCpu\`, \`minMemory\` and \`maxMemory\` bound what is stated, as a LimitRange does: the request (where there is
  none, the limit) may not be less, the limit (where there is none, the request) not more. None is set by default.
* What is not stated at all is the matter of other rules.
* kube-score and kyverno also have rules that want both equal: set the ratios to 1 for that.`,
    fix: "raise the request or lower the limit",
    params: strictMap({
        memory: ratio("memory", 4),
        cpu: ratio("CPU", 20),
        minCpu: bound("The least CPU that a container may ask for"),
        maxCpu: bound("The most CPU that a container may be given"),
        minMemory: bound("The least memory that a container may ask for"),
        maxMemory: bound("The most memory that a container may be given"),
    }),
    componentFixes: { StandardService: { arguments: ["resources"], to: "with requests nearer to the limits" } },
    *check({ body }, { params }) {
        const { minCpu, maxCpu, minMemory, maxMemory } = params;
        const resources = [
            { resource: "cpu", most: params.cpu, min: minCpu, max: maxCpu },
            { resource: "memory", most: params.memory, min: minMemory, max: maxMemory },
        ];
        for (const { resource, most, min, max } of resources) {
            const request = body.get("resources", "requests", resource);
            const limit = body.get("resources", "limits", resource);
            yield* apart(resource, request, limit, most);
            const [least, greatest] = [request.isUnset ? limit : request, isNone(limit) ? request : limit];
            yield* outside(least, min, (own, bound) => own < bound, `less ${resource} than the least that is allowed`);
            yield* outside(
                greatest,
                max,
                (own, bound) => own > bound,
                `more ${resource} than the most that is allowed`,
            );
        }
    },
});

/** Whether request and limit of a resource, where both are stated, fit together. */
function* apart(resource: string, request: Value, limit: Value, most: number): Iterable<Outcome> {
    const unknown = [request, limit].find((value) => value.isUnknown);
    if (unknown !== undefined) {
        yield* request.isUnset || limit.isUnset ? [] : [undecided(unknown)];
        return;
    }
    const [asked, allowed] = [amount(request), amount(limit)];
    if (asked === undefined || allowed === undefined || asked <= 0 || allowed <= 0) {
        return; // no request and no limit: the matter of other rules
    }
    if (asked > allowed) {
        yield violation(request, `the ${resource} request is above the limit`);
    } else if (Number(allowed) / Number(asked) > most) {
        yield violation(limit, `the ${resource} limit is more than ${most} times the request`);
    }
}

function* outside(
    value: Value,
    bound: string | undefined,
    test: (own: bigint, bound: bigint) => boolean,
    message: string,
): Iterable<Outcome> {
    const border = parseQuantity(bound ?? "");
    if (border !== undefined && value.isUnknown) {
        yield undecided(value);
        return;
    }
    const own = amount(value);
    if (border !== undefined && own !== undefined && test(own, border)) {
        yield violation(value, message);
    }
}

function isNone(limit: Value): boolean {
    return limit.isUnset || amount(limit) === 0n;
}

function amount(value: Value): bigint | undefined {
    return parseQuantity(value.quantity() ?? "");
}
