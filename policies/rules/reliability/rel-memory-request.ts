import { z } from "zod";
import { isAmount } from "../../../core/quantity";
import { strictMap, withHint } from "../../../core/schema";
import { giveRequest, missingRequest } from "../../model/resourceRequests";
import { defineRule } from "../../rule";

export const relMemoryRequest = defineRule({
    id: "rel-memory-request",
    group: "reliability",
    target: "container",
    roles: ["main", "sidecar"],
    title: "Containers request memory",
    severity: "medium",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [],
    rivals: {
        checkov: ["CKV_K8S_12"],
        datree: ["CONTAINERS_MISSING_MEMORY_REQUEST_KEY"],
        "gatekeeper-library": ["containerrequests"],
        "kube-linter": ["unset-memory-requirements"],
        "kube-score": ["container-resources"],
        kubescape: ["C-0004", "C-0269"],
        kyverno: ["require-pod-requests-limits"],
        polaris: ["memoryRequestsMissing"],
        trivy: ["KSV-0016"],
    },
    why: "the scheduler packs the node as if it needed nothing, and it is evicted first when memory runs out",
    details: `Asked of every container that keeps running: main containers and sidecars. Init containers end, ephemeral ones
can't have requests.

* A limit without a request passes: the API server takes the limit as the request.
* A request for the pod as a whole passes for its containers.
* A request of \`0\` fails: it asks for nothing.
* What a LimitRange of the namespace gives counts where the facts tell of it (\`limitRanges\`); without them it is not seen.
* A remediation sets \`request\`, and nothing where that isn't given: how much a container needs is known to whoever runs it.`,
    fix: "set resources.requests.memory, for example 256Mi",
    waivable: true,
    params: strictMap({
        request: z
            .string()
            .refine(isAmount, withHint("this is no amount of memory", "write it as 256Mi"))
            .optional()
            .describe("What a remediation sets; nothing unless given"),
    }),
    componentFixes: { StandardService: { arguments: ["resources"], to: "with a request for memory" } },
    check(container, { facts }) {
        return missingRequest(container, "memory", facts);
    },
    remediate(container, { params, facts }) {
        return giveRequest(container, "memory", params.request, facts);
    },
});
