import { z } from "zod";
import { strictMap } from "../../../core/schema";
import type { KubeObject } from "../../model/kubeObject";
import type { Value } from "../../model/value";
import { set } from "../../patch";
import { defineRule } from "../../rule";
import { all, holds, not, violationIf, type Truth } from "../../truth";

const seconds = (meaning: string, standard: number) => z.int().min(1).default(standard).describe(meaning);

export const relJobLimits = defineRule({
    id: "rel-job-limits",
    group: "reliability",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        "kube-linter": ["job-ttl-seconds-after-finished"],
        kyverno: ["add-ttl-jobs"],
    },
    target: "object",
    kinds: ["Job", "CronJob"],
    title: "Jobs end and are cleaned up",
    why: "a job that hangs holds its resources for ever, and finished ones pile up in the API server",
    details: `Asked of Jobs and of the job templates of CronJobs.

* \`activeDeadlineSeconds\` of the job, or of its pod, must be set: nothing else ends a job that hangs.
* \`ttlSecondsAfterFinished\` must be set on Jobs. CronJobs clean up by their history limits, so it isn't asked there.
* \`backoffLimit\` has a good default (6) and is not asked for.
* What a Helm hook or an Argo CD hook deletes by its own policy needs no time to live
  (\`helm.sh/hook-delete-policy\`, \`argocd.argoproj.io/hook-delete-policy\`).
* What Pulumi made it also removes: a Job that \`app.kubernetes.io/managed-by\` names Pulumi or waymark for needs no time to
  live. One that removes itself would look like drift in the next refresh.
* kube-linter also refuses a time to live below a CronJob; the two together do no harm.`,
    fix: "set spec.activeDeadlineSeconds, and on a Job spec.ttlSecondsAfterFinished",
    params: strictMap({
        deadline: seconds("activeDeadlineSeconds that a remediation sets", 3600),
        timeToLive: seconds("ttlSecondsAfterFinished that a remediation sets", 86_400),
    }),
    *check(object) {
        const { deadline, podDeadline, timeToLive } = fieldsOf(object);
        if (object.partial) {
            return;
        }
        const endless = all(isUnset(podDeadline), isUnset(deadline));
        yield* violationIf(endless, deadline, "nothing ends the job where it hangs");
        const stays = all(isUnset(timeToLive), ...hookPolicies(object).map(isUnset), not(isManaged(object)));
        if (object.isKind("Job")) {
            yield* violationIf(stays, timeToLive, "nothing removes the job after it has finished");
        }
    },
    *remediate(object, { params }) {
        const { deadline, podDeadline, timeToLive } = fieldsOf(object);
        if (object.partial || !object.body.get("spec").isMap) {
            return;
        }
        if (deadline.isUnset && podDeadline.isUnset) {
            yield set(deadline, params.deadline);
        }
        if (
            object.isKind("Job") &&
            isManaged(object) === false &&
            [timeToLive, ...hookPolicies(object)].every((value) => value.isUnset)
        ) {
            yield set(timeToLive, params.timeToLive);
        }
    },
});

/** Whether Pulumi made the object and will remove it. */
function isManaged(object: KubeObject): Truth {
    return holds(object.label("app.kubernetes.io/managed-by"), (known) =>
        ["pulumi", "waymark"].includes(known.string()?.toLowerCase() ?? ""),
    );
}

function fieldsOf(object: KubeObject): Record<"deadline" | "podDeadline" | "timeToLive", Value> {
    const spec = object.isKind("CronJob") ? object.body.get("spec", "jobTemplate", "spec") : object.body.get("spec");
    return {
        deadline: spec.get("activeDeadlineSeconds"),
        podDeadline: spec.get("template", "spec", "activeDeadlineSeconds"),
        timeToLive: spec.get("ttlSecondsAfterFinished"),
    };
}

function hookPolicies(object: KubeObject): Value[] {
    return ["helm.sh", "argocd.argoproj.io"].map((owner) => object.annotation(`${owner}/hook-delete-policy`));
}

function isUnset(value: Value) {
    return holds(value, (known) => known.isUnset);
}
