import assert from "node:assert/strict";
import { trafficOf, type EngineResource } from "../../engine";
import { evaluate, fromEngine } from "../../policies";
import { awsAnswers, awsFacts, kmsKeyId } from "../helpers/aws";
import { composed, refusal, score } from "../helpers/compose";

const oidcProvider = {
    arn: "arn:aws:iam::111122223333:oidc-provider/oidc.example/id/A1",
    url: "https://oidc.example/id/A1",
};
const { region } = awsFacts;

const useOf = (...outputs: string[]) =>
    `variables: {${outputs.map((key, index) => `V${index}: "\${resources.files.${key}}"`).join(", ")}}`;

interface How {
    stack?: string;
    update?: boolean;
    aws?: object;
    values?: object;
    files?: Record<string, string>;
}

const oneBucket = {
    "web.yaml": score("web", "resources:\n  files: {type: s3, class: aws}", useOf("bucket", "endpoint", "region")),
};

async function made({ stack = "dev", update, aws = {}, values = {}, files = oneBucket }: How = {}) {
    const result = await composed({
        files,
        stack,
        update,
        values: { team: "shop", aws: { region, ...aws }, ...values },
        engine: update === true ? { outputsOf: awsAnswers } : {},
    });
    const all = (kind: string): EngineResource[] => result.resources.filter(({ type }) => type.endsWith(`:${kind}`));
    return { ...result, all };
}

const parsed = (text: unknown): { Statement: Record<string, unknown>[] } =>
    JSON.parse(String(text)) as { Statement: Record<string, unknown>[] };

describe("s3 in AWS", () => {
    it("is encrypted, versioned, never public, through TLS alone, and forgets old versions", async () => {
        const { one } = await made({ update: true });
        const settings = (kind: string, name: string) => one(kind, `web-files-${name}`).inputs;
        const name = one("Bucket", "web-files").inputs["bucket"];
        assert.match(String(name), /^web-files-dev-[0-9a-f]{8}$/);
        const block = settings("BucketPublicAccessBlock", "public-access");
        assert.deepEqual(block, {
            region,
            bucket: name,
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
        });
        assert.deepEqual(settings("BucketOwnershipControls", "ownership")["rule"], {
            objectOwnership: "BucketOwnerEnforced",
        });
        assert.deepEqual(settings("BucketVersioning", "versioning")["versioningConfiguration"], { status: "Enabled" });
        assert.deepEqual(settings("BucketServerSideEncryptionConfiguration", "encryption")["rules"], [
            { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
        ]);
        const [statement] = parsed(settings("BucketPolicy", "policy")["policy"]).Statement;
        assert.deepEqual(statement, {
            Sid: "TlsOnly",
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: ["arn:aws:s3:::web-files", "arn:aws:s3:::web-files/*"],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
        });
        const [rule] = settings("BucketLifecycleConfiguration", "lifecycle")["rules"] as Record<string, unknown>[];
        assert.deepEqual(rule?.["noncurrentVersionExpiration"], { noncurrentDays: 30 });
        assert.deepEqual(rule["abortIncompleteMultipartUpload"], { daysAfterInitiation: 7 });
    });

    it("takes a key of one's own for its objects, and lets users of the bucket use it", async () => {
        const { one } = await made({ update: true, aws: { kmsKeyId } });
        assert.deepEqual(one("BucketServerSideEncryptionConfiguration", "web-files-encryption").inputs["rules"], [
            {
                applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyId },
                bucketKeyEnabled: true,
            },
        ]);
        const { Statement } = parsed(one("UserPolicy", "web-files-user").inputs["policy"]);
        assert.deepEqual(Statement[2], {
            Effect: "Allow",
            Action: ["kms:Decrypt", "kms:GenerateDataKey"],
            Resource: kmsKeyId,
        });
        const [problem] = await refusal({ files: oneBucket, values: { aws: { region, kmsKeyId: "alias/mine" } } });
        assert.deepEqual([problem?.pointer, problem?.message], ["/aws/kmsKeyId", "this is no ARN of a key"]);
    });

    it("is protected and never emptied where the tier says so", async () => {
        const facts = async (how: How) => {
            const { one } = await made(how);
            const { options, inputs } = one("Bucket", "web-files");
            return [options.protect === true, options.retainOnDelete === true, inputs["forceDestroy"]];
        };
        assert.deepEqual(await facts({}), [false, false, true]);
        assert.deepEqual(await facts({ stack: "staging" }), [true, true, false]);
        assert.deepEqual(await facts({ stack: "prod" }), [true, true, false]);
        assert.deepEqual(await facts({ stack: "prod", values: { protection: "none" } }), [false, false, false]);
    });

    it("has no mandatory finding, whoever uses it, given the key and the bound that prod asks for", async () => {
        const given = { kmsKeyId, permissionsBoundary: "arn:aws:iam::111122223333:policy/app-boundary" };
        for (const identity of [{}, { oidcProvider }, { clusterName: "main" }]) {
            const { resources } = await made({ stack: "prod", aws: { ...given, ...identity } });
            const { findings, errors } = evaluate(resources.map(fromEngine), { tier: "prod", adapter: "pulumi" });
            assert.deepEqual([findings.filter(({ level }) => level === "mandatory"), errors], [[], []]);
        }
    });

    describe("without identity of pods", () => {
        const keys = ["access_key_id", "secret_key", "aws_access_key_id", "aws_secret_key", "aws_secret_access_key"];
        const files = {
            "web.yaml": score(
                "web",
                "resources:\n  files: {type: s3, class: aws}",
                useOf("bucket", "endpoint", "region", ...keys),
            ),
        };

        it("makes a user with a key to this bucket alone, held in a Secret", async () => {
            const boundary = "arn:aws:iam::111122223333:policy/boundary";
            const { one, all, resources } = await made({ update: true, files, aws: { permissionsBoundary: boundary } });
            assert.equal(one("User", "web-files-user").inputs["permissionsBoundary"], boundary);
            const { Statement } = parsed(one("UserPolicy", "web-files-user").inputs["policy"]);
            assert.deepEqual(
                Statement.map(({ Resource }) => Resource),
                ["arn:aws:s3:::web-files", "arn:aws:s3:::web-files/*"],
            );
            assert.ok(Statement.every(({ Action }) => (Action as string[]).every((action) => /^s3:\w+$/.test(action))));
            assert.doesNotMatch(JSON.stringify(resources), /hunter2/);
            const text = JSON.stringify(one("Deployment", "web").inputs);
            for (const key of keys) {
                assert.ok(text.includes(`{"key":"${key}","name":"web-files-connection"}`), key);
            }
            assert.match(text, /"value":"https:\/\/s3\.eu-west-1\.amazonaws\.com"/);
            assert.deepEqual(all("Role"), []);
        });

        it("talks to S3 at public addresses", async () => {
            const { one, ...result } = await made();
            assert.ok(one("NetworkPolicy", "web-to-files"));
            const traffic = trafficOf(result);
            assert.ok(traffic.allows({ from: "web", to: { ip: "3.5.64.1" }, port: 443 }));
            assert.ok(!traffic.allows({ from: "web", to: { ip: "3.5.64.1" }, port: 80 }));
        });
    });

    describe("with identity of pods", () => {
        it("by the cluster's OIDC provider: a role that the ServiceAccount's annotation names", async () => {
            const { one, all } = await made({ update: true, aws: { oidcProvider, clusterName: "main" } });
            const [statement] = parsed(one("Role", "web-aws").inputs["assumeRolePolicy"]).Statement;
            assert.deepEqual(statement, {
                Effect: "Allow",
                Principal: { Federated: oidcProvider.arn },
                Action: "sts:AssumeRoleWithWebIdentity",
                Condition: {
                    StringEquals: {
                        "oidc.example/id/A1:sub": "system:serviceaccount:shop-dev:web",
                        "oidc.example/id/A1:aud": "sts.amazonaws.com",
                    },
                },
            });
            const { annotations } = one("ServiceAccount", "web").inputs["metadata"] as { annotations: object };
            assert.deepEqual(annotations, {
                "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/web-aws",
            });
            assert.match(
                JSON.stringify(one("Deployment", "web").inputs),
                /"waymark\.dev\/aws-identity":"oidc-provider"/,
            );
            assert.equal(one("RolePolicy", "web-files-for-web").inputs["role"], "web-aws-1a2b3c4");
            assert.ok(one("NetworkPolicy", "web-to-files-tokens"));
            assert.deepEqual([all("PodIdentityAssociation"), all("User"), all("AccessKey")], [[], [], []]);
            assert.deepEqual(all("Secret"), []);
        });

        it("by EKS Pod Identity: an association with the ServiceAccount", async () => {
            const { one, ...result } = await made({ update: true, aws: { clusterName: "main" } });
            const { inputs } = one("PodIdentityAssociation", "web-aws");
            assert.deepEqual(
                [inputs["clusterName"], inputs["namespace"], inputs["serviceAccount"], inputs["roleArn"]],
                ["main", "shop-dev", "web", "arn:aws:iam::111122223333:role/web-aws"],
            );
            const [statement] = parsed(one("Role", "web-aws").inputs["assumeRolePolicy"]).Statement;
            assert.deepEqual(statement?.["Principal"], { Service: "pods.eks.amazonaws.com" });
            assert.deepEqual(statement["Action"], ["sts:AssumeRole", "sts:TagSession"]);
            assert.ok(trafficOf(result).allows({ from: "web", to: { ip: "169.254.170.23" }, port: 80 }));
        });

        it("waits with the pods until they may use the bucket", async () => {
            const { one } = await made({ aws: { clusterName: "main" } });
            const sources = JSON.stringify(one("Deployment", "web").propertyDependencies["spec"]);
            assert.match(sources, /RolePolicy::web-files-for-web/);
            assert.match(
                JSON.stringify(one("RolePolicy", "web-files-for-web").propertyDependencies["role"]),
                /PodIdentityAssociation::web-aws/,
            );
        });

        it("gives each workload one role, for all its buckets", async () => {
            const two = "resources:\n  files: {type: s3, class: aws, id: shared}\n  more: {type: s3, class: aws}";
            const files = { "web.yaml": score("web", two), "api.yaml": score("api", two) };
            const { all } = await made({ files, aws: { oidcProvider } });
            const names = (kind: string) =>
                all(kind)
                    .map(({ name }) => name)
                    .sort();
            assert.deepEqual(names("Role"), ["api-aws", "web-aws"]);
            assert.deepEqual(names("Bucket"), ["api-more", "shared", "web-more"]);
            assert.deepEqual(names("RolePolicy"), [
                "api-more-for-api",
                "shared-for-api",
                "shared-for-web",
                "web-more-for-web",
            ]);
        });

        it("has no access key: asking for one is an error that says what to do", async () => {
            const files = {
                "web.yaml": score("web", "resources:\n  files: {type: s3, class: aws}", useOf("secret_key")),
            };
            for (const [aws, cause] of [
                [{ oidcProvider }, "waymark:aws.oidcProvider"],
                [{ clusterName: "main" }, "waymark:aws.clusterName"],
            ] as const) {
                const [problem, ...more] = await refusal({ files, values: { aws: { region, ...aws } } });
                assert.deepEqual(more, []);
                assert.deepEqual([problem?.code, problem?.file, problem?.line], ["output-withheld", "web.yaml", 7]);
                assert.equal(
                    problem?.message,
                    `the resource "files" has no access key: pods have a role in AWS (${cause}), which needs none`,
                );
                assert.match(problem?.hint ?? "", /^leave the key out, the AWS SDKs find the role by themselves/);
            }
        });
    });

    it("needs a region, and nothing else", async () => {
        const [problem, ...more] = await refusal({ files: oneBucket });
        assert.deepEqual([problem?.code, more], ["aws-facts-missing", []]);
        assert.equal(problem?.hint, 'write waymark:aws.region, or ask for class "container"');
        const { one } = await made({ aws: { region: "cn-north-1" } });
        assert.match(JSON.stringify(one("Deployment", "web").inputs), /https:\/\/s3\.cn-north-1\.amazonaws\.com\.cn"/);
    });
});
