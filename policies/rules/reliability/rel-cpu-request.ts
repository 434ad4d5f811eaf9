import { z } from "zod";
import { isAmount } from "../../../core/quantity";
import { strictMap, withHint } from "../../../core/schema";
import { giveRequest, missingRequest } from "../../model/resourceRequests";
import { defineRule } from "../../rule";

export const relCpuRequest = defineRule({
    id: "rel-cpu-request",
    group: "reliability",
    target: "container",
    roles: ["main", "sidecar"],
    title: "Containers request CPU",
    severity: "medium",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [],
    rivals: {
        checkov: ["CKV_K8S_10"],
        datree: ["CONTAINERS_MISSING_CPU_REQUEST_KEY"],
        "gatekeeper-library": ["containerrequests", "containerresources"],
        "kube-linter": ["unset-cpu-requirements"],
        "kube-score": ["container-resources"],
        kubescape: ["C-0050", "C-0268"],
        kyverno: ["require-pod-requests-limits"],
        polaris: ["cpuRequestsMissing"],
        trivy: ["KSV-0015"],
    },
    why: "the scheduler packs the node as if it needed nothing, and it starves under load",
    details: `Asked of every container that keeps running: main containers and sidecars. Init containers end, ephemeral ones
can't have requests.

* A limit without a request passes: the API server takes the limit as the request.
* A request for the pod as a whole passes for its containers.
* A request of \`0\` fails: it asks for nothing.
* What a LimitRange of the namespace gives counts where the facts tell of it (\`limitRanges\`); without them it is not seen.
* A remediation sets \`request\`, and nothing where that isn't given: how much a container needs is known to whoever runs it.`,
    fix: "set resources.requests.cpu, for example 250m",
    waivable: true,
    params: strictMap({
        request: z
            .string()
            .refine(isAmount, withHint("this is no amount of CPU", "write it as 250m"))
            .optional()
            .describe("What a remediation sets; nothing unless given"),
    }),
    componentFixes: { StandardService: { arguments: ["resources"], to: "with a request for cpu" } },
    check(container, { facts }) {
        return missingRequest(container, "cpu", facts);
    },
    remediate(container, { params, facts }) {
        return giveRequest(container, "cpu", params.request, facts);
    },
});
