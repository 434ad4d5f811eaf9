import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { isOn, numberIn } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import type { Value } from "../../model/value";
import { set } from "../../patch";
import { defineRule } from "../../rule";
import { holds, not, violationIf } from "../../truth";

const ownKeys = [
    ...["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey"],
    ...["aws-native:kms:Key", "aws-native:kms:ReplicaKey"],
];
/** Keys whose material comes from elsewhere, and which are off until it has come. */
const importedKeys = ["aws:kms/externalKey:ExternalKey", "aws:kms/replicaExternalKey:ReplicaExternalKey"];

export const awsKmsDeletionWindow = defineRule({
    id: "aws-kms-deletion-window",
    group: "aws",
    severity: "high",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_227"],
        prowler: ["kms_cmk_not_deleted_unintentionally"],
    },
    target: "resource",
    types: [...ownKeys, ...importedKeys],
    title: "Keys of KMS can be got back for a month",
    why: "with the key everything that it encrypted is gone for good",
    details: `Judges \`deletionWindowInDays\` (\`pendingWindowInDays\` of aws-native) in prod: at least \`days\`, 30 unless said otherwise, which is
also what AWS takes where nothing is said. And, in every tier, that the key is not switched off (\`isEnabled\`, \`enabled\`). Replicas and keys with imported material are
judged too; the latter are off until their material has come, so of them only the window is.

Both change in place, so the remediation writes them.`,
    fix: "set deletionWindowInDays: 30, or leave it out; leave isEnabled out",
    params: strictMap({ days: z.int().min(7).max(30).default(30).describe("Days that are asked for in prod") }),
    *check(key, { tier, params }) {
        const { window, enabled } = fields(key);
        if (tier === "prod") {
            const isShort = holds(window, (known) => known.isSet && (numberIn(known) ?? 0) < params.days);
            yield* violationIf(isShort, window, `the key is gone before ${params.days} days`);
        }
        yield* importedKeys.includes(key.type)
            ? []
            : violationIf(not(isOn(enabled, true)), enabled, "the key is switched off");
    },
    *remediate(key, { tier, params }) {
        const { window, enabled } = fields(key);
        if (tier === "prod" && window.isSet && (numberIn(window) ?? 0) < params.days) {
            yield set(window, params.days);
        }
        if (!importedKeys.includes(key.type) && isOn(enabled, true) === false) {
            yield set(enabled, true);
        }
    },
});

function fields(key: ResourceView): { window: Value; enabled: Value } {
    const native = key.type.startsWith("aws-native:");
    return {
        window: key.get(native ? "pendingWindowInDays" : "deletionWindowInDays"),
        enabled: key.get(key.type === "aws:kms/key:Key" ? "isEnabled" : "enabled"),
    };
}
