import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { undecided, violation } from "../../outcome";
import { defineRule } from "../../rule";

export const govRequiredLabels = defineRule({
    id: "gov-required-labels",
    group: "governance",
    target: "object",
    kinds: ["Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "CronJob"],
    title: "Workloads carry the labels that say whose they are",
    severity: "medium",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [],
    rivals: {
        datree: ["WORKLOAD_INVALID_LABELS_VALUE", "WORKLOAD_MISSING_LABEL_OWNER_VALUE"],
        "gatekeeper-library": ["requiredannotations", "requiredlabels"],
        "kube-linter": ["required-annotation-email", "required-label-owner"],
        "kube-score": ["label-values"],
        kubescape: ["C-0076", "C-0077"],
        kyverno: ["require-annotations", "require-labels"],
        polaris: ["metadataAndInstanceMismatched"],
    },
    why: "without them nobody knows whom to call or to bill, and no query finds it",
    details: `Looks at the labels of the workload object itself.

* \`labels\` names the required ones; default \`app.kubernetes.io/name\`, \`app.kubernetes.io/managed-by\`, \`environment\`,
  \`team\` and \`owner\`.
* An empty value is none. \`unassigned\` is one: [plat-unassigned](plat-unassigned.md) speaks of those.
* In a patch (server-side apply) what is absent may be set elsewhere: it is not asked for there.`,
    fix: "add the label under metadata.labels",
    waivable: true,
    componentFixes: {
        StandardService: { arguments: ["team", "owner"], to: "to who answers for it" },
        PostgresDatabase: { arguments: ["team", "owner"], to: "to who answers for it" },
    },
    params: strictMap({
        labels: z
            .array(z.string().min(1))
            .default(["app.kubernetes.io/name", "app.kubernetes.io/managed-by", "environment", "team", "owner"])
            .describe("Keys of the required labels"),
    }),
    *check(object, { params }) {
        for (const key of object.partial ? [] : params.labels) {
            const label = object.label(key);
            if (label.isUnknown) {
                yield undecided(label);
            } else if (label.isUnset || label.string() === "") {
                yield violation(label, `the label ${key} is ${label.isUnset ? "missing" : "empty"}`);
            }
        }
    },
});
