import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { violation } from "../../outcome";
import { defineRule } from "../../rule";

export const platGoldenPath = defineRule({
    id: "plat-golden-path",
    group: "governance",
    target: "object",
    kinds: ["*"],
    title: "Workloads are made by a component of the platform",
    severity: "medium",
    since: "0.1.0",
    adapters: ["pulumi"],
    why: "what is written by hand gets no new default, no fix and no guardrail when the platform gets one",
    details: `A workload is every object that is or makes pods, of Kubernetes' own kinds and of the custom ones whose template
waymark knows (Rollouts, Knative's Services, ScaledJobs, DeploymentConfigs, workflows of Argo and Tekton, Sandboxes). It
is on the golden path where one of the types around it in its URN is a component of the platform:
\`urn:…::waymark:index:StandardService$kubernetes:apps/v1:Deployment::api\`.

\`components\` names those types; a star at the end stands for everything that begins so. Default \`waymark:index:*\`, which
are all components of this package. A platform team adds its own, and charts where it takes them for paved:
\`["waymark:index:*", "acme:*", "kubernetes:helm.sh/v4:Chart"]\`.

Plain manifests have no URN, so nothing is said of them. A patch (server-side apply) makes no workload:
[plat-patch-bypass](plat-patch-bypass.md) speaks of those.`,
    fix: "write it as waymark.StandardService, or ask the platform team for a component that fits",
    params: strictMap({
        components: z
            .array(z.string().min(1))
            .default(["waymark:index:*"])
            .describe("Types of components, with a star at the end for all that begin so"),
    }),
    *check(object, { params }) {
        const { ancestorTypes, resource, partial } = object;
        if (resource.urn === undefined || partial || object.pods.length === 0 || object.guessed) {
            return;
        }
        if (!ancestorTypes.some((type) => params.components.some((component) => matches(component, type)))) {
            yield violation(object.metadata.get("name"), "is no part of a component of the platform");
        }
    },
});

function matches(component: string, type: string): boolean {
    return component.endsWith("*") ? type.startsWith(component.slice(0, -1)) : type === component;
}
