import { z } from "zod";
import { strictMap, withHint } from "../../../core/schema";
import { isSomeAmount, parseQuantity } from "../../../core/quantity";
import type { ContainerView } from "../../model/containerView";
import { isUnlimited } from "../../model/resourceLimits";
import { undecided } from "../../outcome";
import { set } from "../../patch";
import { defineRule } from "../../rule";
import { onlyIf, violationIf, type Truth } from "../../truth";

interface Params {
    initContainers: boolean;
    limit: string;
}

export const relMemoryLimit = defineRule({
    id: "rel-memory-limit",
    group: "reliability",
    severity: "high",
    since: "0.1.0",
    frameworks: [{ name: "NSA" }],
    rivals: {
        checkov: ["CKV_K8S_13"],
        datree: ["CONTAINERS_MISSING_MEMORY_LIMIT_KEY"],
        "gatekeeper-library": ["containerlimits"],
        "kube-linter": ["unset-memory-requirements"],
        "kube-score": ["container-resources"],
        kubescape: ["C-0271"],
        kyverno: ["require-pod-requests-limits"],
        polaris: ["memoryLimitsMissing"],
        trivy: ["KSV-0018"],
    },
    target: "container",
    roles: ["main", "sidecar", "init"],
    title: "Containers have a memory limit",
    why: "one leak takes the memory of the node, and the kernel kills its neighbours",
    details: `Asked of every container that keeps running: main containers and sidecars. Of init containers too where
\`initContainers\` says so; they end, and the pod's effective request takes them into account anyway.

* A limit for the pod as a whole counts for its containers. A limit of \`0\` is none.
* What a LimitRange of the namespace gives counts where the facts tell of it (\`limitRanges\`); without them it is not seen.
* A remediation sets the limit to the request, or to \`limit\` where there is none.`,
    fix: "set resources.limits.memory, for example 512Mi",
    params: strictMap({
        initContainers: z.boolean().default(false).describe("Ask it of init containers too"),
        limit: z
            .string()
            .refine(isSomeAmount, withHint("this is no amount of memory", "write it as 512Mi"))
            .default("512Mi")
            .describe("What a remediation sets where there is no request"),
    }),
    componentFixes: { StandardService: { arguments: ["resources"], to: "with a limit for memory" } },
    *check(container, { params, facts }) {
        const limit = container.body.get("resources", "limits", "memory");
        if (!container.partial) {
            yield* onlyIf(
                isAsked(container, params),
                violationIf(isUnlimited(container, "memory", facts), limit, "no memory limit"),
            );
        }
    },
    *remediate(container, { params, facts }) {
        const { partial, body } = container;
        if (!partial && isAsked(container, params) === true && isUnlimited(container, "memory", facts) === true) {
            const request = container.get("resources", "requests", "memory");
            const asked = request.isUnknown ? undefined : request.quantity();
            const to = asked !== undefined && (parseQuantity(asked) ?? 0n) > 0n ? asked : params.limit;
            yield* request.isUnknown ? [] : [set(body.get("resources", "limits", "memory"), to)];
        }
    },
});

function isAsked({ role, roleUnknown }: ContainerView, { initContainers }: Params): Truth {
    if (initContainers) {
        return true;
    }
    return roleUnknown === undefined ? role !== "init" : undecided(roleUnknown);
}
