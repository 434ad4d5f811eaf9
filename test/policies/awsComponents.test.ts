import assert from "node:assert/strict";
import { AwsWorkloadRole } from "../../components/aws/awsWorkloadRole";
import { preview } from "../../engine";
import { evaluate, fromEngine } from "../../policies";
import { components, type Arguments } from "./goldenGateSamples";

const kmsKeyId = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const permissionsBoundary = "arn:aws:iam::123456789012:policy/boundary";
const own = { team: "shop", owner: "ann", costCenter: "4711", tags: { "data-class": "internal" } };
const identity = {
    identity: { clusterName: "prod" },
    serviceAccount: "api",
    region: "eu-central-1",
    namespace: "shop",
};
const role = (args: Arguments) => new AwsWorkloadRole("api", { environment: "dev", ...identity, ...args });

/**
 * What is found in prod of each component that has all that `waymark:aws` can give it. Each of them costs money or needs
 * what only an account has: a role of monitoring, a plan of AWS Backup, a bucket for logs, pods with an identity.
 */
const listed: Readonly<Record<string, readonly string[]>> = {
    AwsAmqp: [],
    AwsBucket: ["aws-iam-user-policies", "aws-s3-logging"],
    AwsMySql: ["aws-rds-backup-plan", "aws-rds-enhanced-monitoring"],
    AwsRedis: [],
    AwsWorkloadRole: [],
};

/** Settings of `waymark:aws` that a component takes. */
const settings: Readonly<Record<string, Arguments>> = {
    AwsAmqp: { kmsKeyId },
    AwsBucket: { kmsKeyId, permissionsBoundary },
    AwsMySql: { kmsKeyId },
    AwsRedis: { kmsKeyId },
    AwsWorkloadRole: { permissionsBoundary },
};

async function judged(kind: string, tier: "dev" | "staging" | "prod") {
    const make = kind === "AwsWorkloadRole" ? role : components[kind]!;
    const { resources } = await preview(() => void make({ environment: tier, ...own, ...settings[kind] }));
    return evaluate(resources.map(fromEngine), { tier }).findings;
}

describe("components in AWS, judged", () => {
    for (const [kind, expected] of Object.entries(listed)) {
        it(`${kind} has no mandatory finding in any tier, and in prod advice of the list alone`, async () => {
            for (const tier of ["dev", "staging", "prod"] as const) {
                const findings = await judged(kind, tier);
                assert.deepEqual(
                    findings.filter(({ level }) => level === "mandatory"),
                    [],
                );
            }
            const advised = new Set((await judged(kind, "prod")).map(({ rule }) => rule));
            assert.deepEqual([...advised].sort(), expected);
        });
    }
});
