import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { parseQuantity } from "../../../core/quantity";
import type { Value } from "../../model/value";
import { undecided, violation } from "../../outcome";
import { defineRule } from "../../rule";

const ratio = (resource: string, standard: number) =>
    z.number().min(1).default(standard).describe(`How often the ${resource} limit may hold the request`);

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
* kube-score and kyverno also have rules that want both equal: set the ratios to 1 for that.`,
    fix: "raise the request or lower the limit",
    params: strictMap({ memory: ratio("memory", 4), cpu: ratio("CPU", 20) }),
    componentFixes: { StandardService: { arguments: ["resources"], to: "with requests nearer to the limits" } },
    *check({ body }, { params }) {
        for (const resource of ["cpu", "memory"] as const) {
            const request = body.get("resources", "requests", resource);
            const limit = body.get("resources", "limits", resource);
            const unknown = [request, limit].find((value) => value.isUnknown);
            if (unknown !== undefined) {
                yield* request.isUnset || limit.isUnset ? [] : [undecided(unknown)];
                continue;
            }
            const [asked, allowed] = [amount(request), amount(limit)];
            if (asked === undefined || allowed === undefined || asked <= 0 || allowed <= 0) {
                continue; // no request and no limit: the matter of other rules
            }
            if (asked > allowed) {
                yield violation(request, `the ${resource} request is above the limit`);
            } else if (allowed / asked > params[resource]) {
                yield violation(limit, `the ${resource} limit is more than ${params[resource]} times the request`);
            }
        }
    },
});

function amount(value: Value): number | undefined {
    const exact = parseQuantity(value.quantity() ?? "");
    return exact === undefined ? undefined : Number(exact);
}
