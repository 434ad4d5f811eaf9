import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { cronFault } from "../../model/cronSchedule";
import type { Value } from "../../model/value";
import { violation } from "../../outcome";
import { set } from "../../patch";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

/**
 * Kubernetes' documentation of CronJobs warns of less. The reason that it gives, a look every ten seconds, is one of the
 * first controller, gone in 1.36; but a start still goes through a queue, and a short deadline passes while it waits.
 */
const shortestDeadline = 10;

export const relCronjob = defineRule({
    id: "rel-cronjob",
    group: "reliability",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        datree: ["CRONJOB_INVALID_SCHEDULE_VALUE", "CRONJOB_MISSING_*"],
        "kube-linter": ["job-ttl-seconds-after-finished"],
        "kube-score": ["cronjob-has-deadline", "cronjob-restartpolicy"],
        kubescape: ["C-0026"],
    },
    target: "object",
    kinds: ["CronJob"],
    title: "CronJobs have a valid schedule and rules for overlap",
    why: "a wrong schedule never runs, runs pile up while one hangs, and after an outage runs start long after their time",
    details: `* \`schedule\` is read as Kubernetes reads it: five fields with lists, ranges, steps and English names of
  months and days, or \`@daily\` and its like, or \`@every 1h\`. A time zone in it is refused: it belongs in \`timeZone\`.
  Sunday is 0, not 7.
* \`concurrencyPolicy\` must be said: the default \`Allow\` lets runs overlap. An \`Allow\` that somebody wrote passes.
* \`startingDeadlineSeconds\` must be set, to 10 or more: Kubernetes' documentation warns that less may miss its starts.
* The history limits have good defaults (3 and 1) and are not asked for.
* A remediation sets \`concurrencyPolicy: Forbid\` and the deadline to \`deadline\`. When a job runs nobody else can say.`,
    fix: "set schedule, concurrencyPolicy: Forbid and startingDeadlineSeconds, for example 300",
    params: strictMap({
        deadline: z
            .int()
            .min(shortestDeadline)
            .default(300)
            .describe("startingDeadlineSeconds that a remediation sets"),
    }),
    *check({ partial, body }) {
        const [schedule, concurrency, deadline] = ["schedule", "concurrencyPolicy", "startingDeadlineSeconds"].map(
            (key) => body.get("spec", key),
        ) as [Value, Value, Value];
        if (schedule.isUnset) {
            yield* partial ? [] : [violation(schedule, "there is no schedule")];
        } else {
            const fault = cronFault(schedule.string() ?? "");
            yield* violationIf(
                holds(schedule, () => fault !== undefined),
                schedule,
                `the schedule ${fault ?? "is wrong"}`,
            );
        }
        const short = holds(deadline, (known) => (known.number() ?? shortestDeadline) < shortestDeadline);
        yield* violationIf(short, deadline, `the deadline for starts is below ${shortestDeadline} seconds`);
        if (partial) {
            return;
        }
        const overlaps = holds(concurrency, (known) => known.isUnset);
        yield* violationIf(overlaps, concurrency, "no concurrencyPolicy, so runs overlap");
        yield* violationIf(
            holds(deadline, (known) => known.isUnset),
            deadline,
            "no startingDeadlineSeconds",
        );
    },
    *remediate({ partial, body }, { params }) {
        const spec = body.get("spec");
        const [concurrency, deadline] = [spec.get("concurrencyPolicy"), spec.get("startingDeadlineSeconds")];
        if (partial || !spec.isMap) {
            return;
        }
        if (concurrency.isUnset) {
            yield set(concurrency, "Forbid");
        }
        if (deadline.isUnset || (deadline.number() ?? shortestDeadline) < shortestDeadline) {
            yield set(deadline, params.deadline);
        }
    },
});
