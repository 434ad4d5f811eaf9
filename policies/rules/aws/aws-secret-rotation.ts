import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { numberIn } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf, type Truth } from "../../truth";

const secretTypes = ["aws:secretsmanager/secret:Secret", "aws-native:secretsmanager:Secret"];
const rotationTypes = [
    "aws:secretsmanager/secretRotation:SecretRotation",
    "aws-native:secretsmanager:RotationSchedule",
];

export const awsSecretRotation = defineRule({
    id: "aws-secret-rotation",
    group: "aws",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV2_AWS_57", "CKV_AWS_304"],
        prowler: ["secretsmanager_automatic_rotation_enabled"],
    },
    target: "set",
    title: "Secrets in Secrets Manager rotate",
    why: "a credential that never changes is known to everybody who ever saw it",
    details: `A secret of the stack needs a \`SecretRotation\` (in aws-native a \`RotationSchedule\`) of the same stack, found by the resource that it depends on or by the secret's name. Its
rules say \`automaticallyAfterDays\` of at most \`days\`, 90 unless said otherwise, or a \`scheduleExpression\`:
\`rate(30 days)\` is compared like days, of \`cron(…)\` the period isn't read.

Secrets that a service rotates by itself (\`rds!…\`, managed master passwords) are made by that service and are no resource of the stack. A
secret that can't rotate, a license key for instance, needs a waiver.`,
    fix: "add an aws.secretsmanager.SecretRotation with rotationRules.automaticallyAfterDays of at most 90",
    params: strictMap({ days: z.int().min(1).default(90).describe("Most days between two rotations") }),
    *check(set, { params }) {
        const rotations = set.ofType(...rotationTypes);
        for (const secret of set.ofType(...secretTypes)) {
            const rotates = rotations.map((one) =>
                all(set.refersTo(one, "secretId", secret, "name"), isOftenEnough(one, params.days)),
            );
            yield* violationIf(
                not(any(...rotates)),
                secret.get("name"),
                `nothing rotates the secret within ${params.days} days`,
            );
        }
    },
});

function isOftenEnough(one: ResourceView, most: number): Truth {
    const rules = one.get("rotationRules");
    const first = rules.isList ? (rules.items()[0] ?? rules) : rules;
    return any(
        holds(first.get("automaticallyAfterDays"), (days) => (numberIn(days) ?? Infinity) <= most),
        holds(first.get("scheduleExpression"), (schedule) => daysOf(schedule.string() ?? "") <= most),
    );
}

/** The days between two rotations: more than any where nothing is said, and none where they stand in a cron expression. */
function daysOf(schedule: string): number {
    const rate = /^rate\(\s*(\d+)\s+(hour|day)s?\s*\)$/i.exec(schedule.trim());
    if (rate === null) {
        return schedule.trim() === "" ? Infinity : 0;
    }
    return Number(rate[1]) / (rate[2]!.toLowerCase() === "hour" ? 24 : 1);
}
