import { z } from "zod";
import { strictMap, withHint } from "../../../core/schema";
import { isSomeAmount, parseQuantity } from "../../../core/quantity";
import type { Value } from "../../model/value";
import { isUnlimited } from "../../model/resourceLimits";
import { remove, set } from "../../patch";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

export const relCpuLimit = defineRule({
    id: "rel-cpu-limit",
    group: "reliability",
    severity: "low",
    since: "0.1.0",
    frameworks: [{ name: "NSA" }],
    rivals: {
        checkov: ["CKV_K8S_11"],
        datree: ["CONTAINERS_MISSING_CPU_LIMIT_KEY"],
        "gatekeeper-library": ["containerlimits"],
        "kube-linter": ["unset-cpu-requirements"],
        "kube-score": ["container-resources"],
        kubescape: ["C-0270"],
        kyverno: ["forbid-cpu-limits", "require-cpu-limits"],
        polaris: ["cpuLimitsMissing"],
        trivy: ["KSV-0011"],
    },
    target: "container",
    roles: ["main", "sidecar"],
    title: "CPU limits are as the organisation wants them",
    why: "a limit throttles a container while the node idles; without one a neighbour can take the time above its request",
    details: `Both schools have good reasons, so \`cpuLimit\` decides: \`ignore\` (the default, nothing is said), \`require\` or
\`forbid\`.

* Asked of every container that keeps running: main containers and sidecars. A limit for the pod as a whole counts.
* A remediation sets the limit to the request, or to \`limit\` where there is none; under \`forbid\` it removes the limit
  and keeps what it meant as the request.
* kube-score, polaris, kube-linter and kubescape require limits; kyverno has a policy for either side.`,
    fix: "set resources.limits.cpu, or remove it, as the parameter cpuLimit says",
    params: strictMap({
        cpuLimit: z.enum(["require", "forbid", "ignore"]).default("ignore").describe("Whether containers have one"),
        limit: z
            .string()
            .refine(isSomeAmount, withHint("this is no amount of CPU", "write it as 1"))
            .default("1")
            .describe("What a remediation sets where there is no request"),
    }),
    componentFixes: { StandardService: { arguments: ["resources"], to: "with or without a limit for cpu" } },
    *check(container, { params, facts }) {
        const limit = container.get("resources", "limits", "cpu");
        if (params.cpuLimit === "forbid") {
            yield* violationIf(
                holds(limit, (known) => known.isSet),
                limit,
                "has a CPU limit",
            );
        } else if (params.cpuLimit === "require" && !container.partial) {
            yield* violationIf(isUnlimited(container, "cpu", facts), limit, "no CPU limit");
        }
    },
    *remediate(container, { params, facts }) {
        const [limit, request] = ["limits", "requests"].map((kind) => container.body.get("resources", kind, "cpu")) as [
            Value,
            Value,
        ];
        if (container.partial || request.isUnknown) {
            return;
        }
        if (params.cpuLimit === "forbid" && limit.isSet) {
            yield* request.isUnset ? [set(request, limit.quantity())] : [];
            yield remove(limit);
        } else if (params.cpuLimit === "require" && isUnlimited(container, "cpu", facts) === true) {
            const asked = request.quantity() ?? "0";
            yield set(limit, (parseQuantity(asked) ?? 0n) > 0n ? asked : params.limit);
        }
    },
});
