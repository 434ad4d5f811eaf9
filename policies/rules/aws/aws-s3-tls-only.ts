import { bucketTypes, hasPart } from "../../model/aws/bucketParts";
import { some } from "../../model/aws/inputs";
import type { Value } from "../../model/value";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf, type Truth } from "../../truth";

export const awsS3TlsOnly = defineRule({
    id: "aws-s3-tls-only",
    group: "aws",
    target: "set",
    title: "Bucket policies refuse requests without TLS",
    severity: "high",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_379"],
        prowler: ["s3_bucket_secure_transport_policy"],
    },
    why: "S3 answers plain HTTP too, and whoever sees the network sees the objects and can replay signed links",
    details: `The policy of each bucket must have a statement that denies every action (\`s3:*\` or \`*\`) to everybody
(\`Principal\` \`*\` or \`{"AWS": "*"}\`) under the one condition that \`aws:SecureTransport\` is \`false\`. With a further condition
it denies less, and doesn't count.

Whether its \`Resource\` names the bucket and its objects isn't looked at, since it is made of the bucket's ARN, which isn't
known before the bucket is there. A policy that isn't known yet is undecided. aws-native may give it as a map.`,
    fix: "deny s3:* to Principal * in the bucket's policy where aws:SecureTransport is false",
    *check(set) {
        for (const bucket of set.ofType(...bucketTypes)) {
            const separate = hasPart(set, bucket, "Policy", (part) =>
                any(refusesPlain(part.get("policy")), refusesPlain(part.get("policyDocument"))),
            );
            const refuses = any(refusesPlain(bucket.get("policy")), separate);
            yield* violationIf(not(refuses), bucket.body, "no policy of the bucket refuses requests without TLS");
        }
    },
});

function refusesPlain(policy: Value): Truth {
    return some(policy.parsed().get("Statement"), (statement) =>
        all(
            is(statement.get("Effect"), "Deny"),
            any(is(statement.get("Action"), "s3:*"), is(statement.get("Action"), "*")),
            any(is(statement.get("Principal"), "*"), is(statement.get("Principal", "AWS"), "*")),
            isPlainOnly(statement.get("Condition")),
        ),
    );
}

/** Whether a text, or one of a list of them, is this one. */
function is(value: Value, text: string): Truth {
    const items = value.isList ? value.items() : [value];
    return any(...items.map((item) => holds(item, (known) => known.string()?.toLowerCase() === text.toLowerCase())));
}

/** `{"Bool": {"aws:SecureTransport": "false"}}` and nothing beside it. */
function isPlainOnly(condition: Value): Truth {
    if (condition.isUnknown) {
        return holds(condition, () => false);
    }
    const [operator, ...others] = condition.entries();
    if (operator === undefined || others.length > 0 || !/^Bool(IfExists)?$/i.test(operator.label)) {
        return false;
    }
    const [key, ...more] = operator.entries();
    if (key === undefined) {
        return holds(operator, () => false);
    }
    const isFalse = any(
        is(key, "false"),
        holds(key, (known) => known.boolean() === false),
    );
    return more.length === 0 && key.label.toLowerCase() === "aws:securetransport" ? isFalse : false;
}
