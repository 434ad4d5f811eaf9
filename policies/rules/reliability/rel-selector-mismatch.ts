import { matchesSelector, hasLabels } from "../../model/labelSelector";
import { defineRule } from "../../rule";
import { all, holds, not, violationIf } from "../../truth";

/** Kinds whose selector is a map of labels, and those of the template where it is empty. */
const labelMaps = ["ReplicationController", "apps.openshift.io/DeploymentConfig"];

export const relSelectorMismatch = defineRule({
    id: "rel-selector-mismatch",
    group: "reliability",
    severity: "high",
    since: "0.1.0",
    rivals: {
        "kube-linter": ["mismatching-selector"],
        "kube-score": [
            "deployment-pod-selector-labels-match-template-metadata-labels",
            "statefulset-pod-selector-labels-match-template-metadata-labels",
        ],
        kubescape: ["C-0296"],
        polaris: ["metadataAndInstanceMismatched"],
    },
    target: "object",
    kinds: ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "argoproj.io/Rollout", ...labelMaps],
    title: "The selector matches the labels of the pods",
    why: "the API server refuses the object, for it would never find the pods that it makes",
    details: `Compares \`spec.selector\` with the labels of \`spec.template\`, \`matchLabels\` and \`matchExpressions\` both.

* A selector that is missing or empty is a finding too: \`apps/v1\` asks for one, and so do Rollouts (Argo). ReplicationControllers and
  OpenShift's DeploymentConfigs take the labels of the template then, so they pass.
* Labels that the selector doesn't name are free. kubescape also asks Services for a workload that they select: that
  is the matter of the reference rules.`,
    fix: "give the pod template the labels that spec.selector.matchLabels names",
    *check(object) {
        const selector = object.body.get("spec", "selector");
        const labels = object.pod?.metadata.get("labels");
        if (object.partial || labels === undefined) {
            return;
        }
        const empty = holds(selector, (known) => known.keys().length === 0);
        if (object.isKind(...labelMaps)) {
            const strays = all(not(empty), not(hasLabels(labels, selector)));
            yield* violationIf(strays, selector, "the selector does not match the labels of the pod template");
        } else {
            yield* violationIf(empty, selector, "there is no selector");
            const strays = all(not(empty), not(matchesSelector(labels, selector)));
            yield* violationIf(strays, selector, "the selector does not match the labels of the pod template");
        }
    },
});
