import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { refusePermissions, roleKinds, type Permission } from "../../model/rbacRules";
import { defineRule } from "../../rule";
import { holds, not, onlyIf } from "../../truth";

const controllers = ["deployments", "statefulsets", "daemonsets", "replicasets"];
/** Custom resources that make pods of a template, by API group. */
const custom: Readonly<Record<string, readonly string[]>> = {
    "agents.x-k8s.io": ["sandboxes"],
    "apps.openshift.io": ["deploymentconfigs"],
    "argoproj.io": ["rollouts", "workflows", "cronworkflows"],
    "keda.sh": ["scaledjobs"],
    "serving.knative.dev": ["configurations", "services"],
    "tekton.dev": ["pipelineruns", "taskruns"],
};
const create = { verbs: ["create"], evenNamed: true };
const permissions: readonly Permission[] = [
    { ...create, group: "", resources: ["pods"], what: "create pods" },
    { ...create, group: "", resources: ["replicationcontrollers"], what: "create ReplicationControllers" },
    { ...create, group: "apps", resources: controllers, what: "create workloads of apps" },
    { ...create, group: "batch", resources: ["jobs", "cronjobs"], what: "create Jobs" },
    ...Object.entries(custom).map(([group, resources]) => ({
        ...create,
        group,
        resources,
        what: "create workloads of custom kinds",
    })),
];

export const rbacCreateWorkloads = defineRule({
    id: "rbac-create-workloads",
    group: "rbac",
    target: "object",
    kinds: roleKinds,
    title: "Only the platform's roles create workloads",
    severity: "high",
    since: "0.1.0",
    frameworks: [{ name: "CIS", section: "5.1.4" }],
    rivals: {
        datree: ["CIS_INVALID_VALUE_CREATE_POD"],
        "gatekeeper-library": ["noupdateserviceaccount"],
        "kube-linter": ["access-to-create-pods"],
        kubescape: ["C-0188"],
        trivy: ["KSV-0048"],
    },
    why: "whoever creates a pod chooses its ServiceAccount and its volumes, and so has what any account there has",
    details: `Refuses \`create\` on pods and on what makes them (Deployments, StatefulSets, DaemonSets, ReplicaSets,
ReplicationControllers, Jobs, CronJobs, and custom resources that hold a pod template: Rollouts and Workflows of Argo,
Knative's Services, ScaledJobs, runs of Tekton, DeploymentConfigs, Sandboxes), by name or by wildcard, in a Role or
ClusterRole.

* \`allowed\` names the roles that may: those of the deployment pipeline and of operators.
* \`resourceNames\` don't limit it: Kubernetes doesn't know the name of what is about to be created.
* kube-linter reports the binding, here it is said once, at the role. gatekeeper's rule that is mapped to this one watches
  who changes the ServiceAccount of a workload, which no manifest shows.`,
    fix: "leave creating to the pipeline's role, and name that under the parameter allowed",
    params: strictMap({
        allowed: z.array(z.string()).default([]).describe("Names of Roles and ClusterRoles that may create workloads"),
    }),
    *check(role, { params }) {
        const isAllowed = holds(role.metadata.get("name"), (name) => params.allowed.includes(name.string() ?? ""));
        yield* onlyIf(params.allowed.length === 0 || not(isAllowed), refusePermissions(role, permissions));
    },
});
