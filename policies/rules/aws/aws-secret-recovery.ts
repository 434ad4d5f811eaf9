import { mendWith, numberIn } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

export const awsSecretRecovery = defineRule({
    id: "aws-secret-recovery",
    group: "aws",
    target: "resource",
    types: ["aws:secretsmanager/secret:Secret"],
    title: "Deleted secrets can be restored for a while",
    severity: "medium",
    since: "0.1.0",
    why: "without a recovery window a wrong deletion loses the secret at once and for good",
    details: `Judges \`recoveryWindowInDays\` of Secrets Manager's secrets. Unset means 30 days and passes; 0 deletes at once
and fails. AWS takes 7 to 30 days besides, and refuses other numbers by itself.

The provider aws-native has no such input. Mended to 30, the default. A window keeps the secret's name taken while it
lasts: give names that are used again a suffix of their own.`,
    fix: "leave recoveryWindowInDays out, or set it to 7 to 30",
    check: checkWindow,
    remediate: (resource) => mendWith(checkWindow(resource), 30),
});

function checkWindow(resource: ResourceView): Iterable<Outcome> {
    const window = resource.get("recoveryWindowInDays");
    const isNone = holds(window, (days) => numberIn(days) === 0);
    return violationIf(isNone, window, "the secret is deleted at once");
}
