import type { Value } from "../../model/value";
import { set } from "../../patch";
import { defineRule } from "../../rule";
import { all, holds, not, violationIf, type Truth } from "../../truth";

const controllers = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController"];
const jobs = ["Job", "CronJob"];

export const relRestartPolicy = defineRule({
    id: "rel-restart-policy",
    group: "reliability",
    severity: "low",
    since: "0.1.0",
    rivals: {
        datree: ["WORKLOAD_INCORRECT_RESTARTPOLICY_VALUE_ALWAYS"],
        "kube-linter": ["restart-policy"],
        "kube-score": ["cronjob-restartpolicy"],
    },
    target: "object",
    kinds: [...controllers, ...jobs],
    title: "The restart policy is one that the kind accepts",
    why: "the API server refuses the object",
    details: `* Deployments, StatefulSets, DaemonSets and ReplicaSets accept \`Always\` alone, which is also the default.
* Jobs and CronJobs accept \`OnFailure\` and \`Never\`, and must say which: the default \`Always\` is refused.
* A remediation sets \`Always\`, and \`OnFailure\` on jobs.
* A pod of its own may have any. kube-linter wants \`Always\` or \`OnFailure\` everywhere.`,
    fix: "set restartPolicy: OnFailure on a job, and leave it out elsewhere",
    *check(object) {
        const policy = object.pod?.spec.get("restartPolicy");
        if (policy !== undefined) {
            const wrong = all(not(object.partial && policy.isUnset), isWrong(policy, object.isKind(...jobs)));
            yield* violationIf(wrong, policy, "the restart policy is one that this kind does not accept");
        }
    },
    *remediate(object) {
        const policy = object.pod?.spec.get("restartPolicy");
        const job = object.isKind(...jobs);
        if (policy !== undefined && !object.partial && isWrong(policy, job) === true) {
            yield set(policy, job ? "OnFailure" : "Always");
        }
    },
});

function isWrong(policy: Value, job: boolean): Truth {
    const accepted = job ? ["OnFailure", "Never"] : ["Always"];
    return holds(policy, (known) => (known.isUnset ? job : !accepted.includes(known.string() ?? "")));
}
