import assert from "node:assert/strict";
import type { EngineResource } from "../../engine";
import { trafficOf } from "../../engine";
import { evaluate, fromEngine } from "../../policies";
import { toManifests } from "../../stacks/manifests";
import { awsAnswers, awsFacts, kmsKeyId } from "../helpers/aws";
import { composed, refusal, score } from "../helpers/compose";

/** The types whose server is in the VPC: what AWS calls it, its port, and what an update puts into the workload. */
const servers = {
    mysql: { kind: "aws:rds/instance:Instance", port: 3306, host: "web-it.rds.example" },
    redis: { kind: "aws:elasticache/replicationGroup:ReplicationGroup", port: 6379, host: "web-it.cache.example" },
    amqp: { kind: "aws:mq/broker:Broker", port: 5671, host: "b-1.mq.example" },
} as const;
const types = Object.keys(servers) as (keyof typeof servers)[];

const files = (type: string, rest = "") => ({
    "web.yaml": score(
        "web",
        `resources:\n  it: {type: ${type}, class: aws${rest}}`,
        'variables: {HOST: "${resources.it.host}", PORT: "${resources.it.port}", URI: "${resources.it.uri}"}',
    ),
});

interface How {
    stack?: string;
    update?: boolean;
    aws?: object;
    values?: object;
    rest?: string;
}

async function made(type: keyof typeof servers, { stack = "dev", update, aws = {}, values = {}, rest }: How = {}) {
    const result = await composed({
        files: files(type, rest),
        stack,
        update,
        values: { team: "shop", costCenter: "cc-7", aws: { ...awsFacts, ...aws }, ...values },
        // A provider answers in an update only.
        engine: update === true ? { outputsOf: awsAnswers } : {},
    });
    const all = (kind: string): EngineResource[] => result.resources.filter((resource) => resource.type === kind);
    const [server, ...more] = all(servers[type].kind);
    assert.ok(server !== undefined && more.length === 0);
    return { ...result, all, server };
}

function environmentOf(deployment: EngineResource): unknown[] {
    const { spec } = deployment.inputs as { spec: { template: { spec: { containers: { env: unknown[] }[] } } } };
    return spec.template.spec.containers[0]?.env ?? [];
}

/** What a platform team gives in prod: a key of its own, and a bound for roles. */
const ownKey = {
    kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/1a2b3c4d-0000-1111-2222-333344445555",
    permissionsBoundary: "arn:aws:iam::111122223333:policy/app-boundary",
};

describe("servers in AWS", () => {
    for (const type of types) {
        const { port, host } = servers[type];
        describe(type, () => {
            it("are in private subnets, and let in the nodes on one port and nobody else", async () => {
                const { all, server } = await made(type, { aws: { securityGroupIds: ["sg-0a1b2c3d", "sg-0e1b2c3d"] } });
                const [group, ...more] = all("aws:ec2/securityGroup:SecurityGroup");
                assert.ok(group !== undefined && more.length === 0);
                assert.deepEqual(
                    [group.inputs["vpcId"], group.inputs["ingress"], group.inputs["egress"]],
                    [awsFacts.vpcId, undefined, undefined],
                );
                const rules = all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
                assert.deepEqual(
                    rules.map(({ name, inputs }) => [
                        name,
                        inputs["referencedSecurityGroupId"],
                        inputs["fromPort"],
                        inputs["toPort"],
                        inputs["cidrIpv4"],
                    ]),
                    ["sg-0a1b2c3d", "sg-0e1b2c3d"].map((id) => [`web-it-from-${id}`, id, port, port, undefined]),
                );
                assert.notEqual(server.inputs["publiclyAccessible"], true);
                const subnets = all(
                    type === "amqp"
                        ? servers.amqp.kind
                        : `aws:${type === "mysql" ? "rds" : "elasticache"}/subnetGroup:SubnetGroup`,
                );
                const sorted = [...awsFacts.subnetIds].sort();
                assert.deepEqual(subnets[0]?.inputs["subnetIds"], type === "amqp" ? sorted.slice(0, 1) : sorted);
            });

            it("are protected, kept and copied as the tier says", async () => {
                const facts = async (how: How) => {
                    const { server, all } = await made(type, how);
                    const { protect = false, retainOnDelete = false } = server.options;
                    const { inputs } = server;
                    const [password] = all("random:index/randomPassword:RandomPassword");
                    assert.equal(password?.options.protect ?? false, protect, "the password goes with the data");
                    const last =
                        inputs["skipFinalSnapshot"] === false || inputs["finalSnapshotIdentifier"] !== undefined;
                    return [protect, retainOnDelete, last, inputs["deletionProtection"] ?? null];
                };
                const copied = type !== "amqp"; // Amazon MQ makes no copies
                const flag = (on: boolean) => (type === "mysql" ? on : null);
                assert.deepEqual(await facts({ stack: "dev" }), [false, false, false, flag(false)]);
                assert.deepEqual(await facts({ stack: "staging" }), [true, true, copied, flag(true)]);
                assert.deepEqual(await facts({ stack: "prod" }), [true, true, copied, flag(true)]);
                const lifted = await facts({ stack: "prod", values: { protection: "none" } });
                assert.deepEqual(lifted, [false, false, copied, flag(false)]);
            });

            it("have tags, a region, and a name that chance makes unique", async () => {
                const { server, resources } = await made(type, { aws: { tags: { data: "public", team: "theirs" } } });
                for (const { type: kind, inputs } of resources.filter(({ type: of }) => of.startsWith("aws:"))) {
                    assert.equal(inputs["region"], "eu-west-1", kind);
                    assert.deepEqual(
                        inputs["tags"],
                        {
                            environment: "dev",
                            team: "theirs",
                            owner: "shop",
                            "cost-center": "cc-7",
                            "managed-by": "waymark",
                            "waymark.dev/tier": "dev",
                            "waymark.dev/name": "web-it",
                            data: "public",
                        },
                        kind,
                    );
                }
                assert.equal(server.name, "web-it");
                const { server: updated } = await made(type, { update: true });
                const { identifier, replicationGroupId, brokerName } = updated.inputs;
                assert.match(String(identifier ?? replicationGroupId ?? brokerName), /^web-it-dev-[0-9a-f]{8}$/);
            });

            it("use the key that the configuration names, and don't change when it does", async () => {
                const { server } = await made(type, { aws: { kmsKeyId } });
                assert.ok(JSON.stringify(server.inputs).includes(kmsKeyId));
                const ignored = server.options.ignoreChanges ?? [];
                assert.ok(ignored.includes(type === "amqp" ? "encryptionOptions" : "kmsKeyId"));
            });

            it("reach the workload: unknown in a preview, known in an update, what is secret by reference", async () => {
                const { one } = await made(type);
                const text = JSON.stringify(environmentOf(one("Deployment", "web")));
                assert.match(text, /"name":"HOST","value":"\[unknown\]"/);
                const updated = await made(type, { update: true });
                assert.deepEqual(environmentOf(updated.one("Deployment", "web")), [
                    { name: "URI", valueFrom: { secretKeyRef: { name: "web-it-connection", key: "uri" } } },
                    { name: "HOST", value: host },
                    { name: "PORT", value: String(port) },
                ]);
            });

            it("show no password in plain", async () => {
                const { resources } = await made(type, { update: true });
                assert.doesNotMatch(JSON.stringify(resources), /hunter2/);
            });

            it("are reached by their workload in the VPC, on that port", async () => {
                const { one, ...result } = await made(type, { aws: { vpcCidrs: ["10.30.0.0/16", "10.20.0.0/16"] } });
                assert.ok(one("NetworkPolicy", "web-to-it") && one("NetworkPolicy", "web-to-it-vpc-2"));
                const traffic = trafficOf(result);
                for (const ip of ["10.20.0.7", "10.30.0.7"]) {
                    assert.ok(traffic.allows({ from: "web", to: { ip }, port }));
                    assert.ok(!traffic.allows({ from: "web", to: { ip }, port: port + 1 }));
                }
                assert.ok(!traffic.allows({ from: "web", to: { ip: "10.40.0.7" }, port }));
            });

            it("can't be rendered with a host that only AWS gives, and can by their URI", async () => {
                const { resources } = await made(type);
                assert.throws(
                    () => toManifests(resources),
                    (error: { problems: { message: string }[] }) => {
                        const [problem, ...more] = error.problems;
                        assert.deepEqual(more, []);
                        assert.match(
                            problem?.message ?? "",
                            /^Deployment "web": spec\.template\.spec\.containers\.0\.env\.\d\.value is known during an update only; it comes from .*"web-it"/,
                        );
                        return true;
                    },
                );
                const text = score(
                    "web",
                    `resources:\n  it: {type: ${type}, class: aws}`,
                    'variables: {URI: "${resources.it.uri}"}',
                );
                const result = await composed({ files: { "a.yaml": text }, values: { aws: awsFacts } });
                const { secrets, objects } = toManifests(result.resources);
                assert.deepEqual(
                    secrets.map(({ name, keys }) => [name, keys]),
                    [["web-it-connection", ["uri"]]],
                );
                assert.ok(objects.every(({ apiVersion }) => !apiVersion.includes("aws")));
            });

            it("are without a mandatory finding, given the key and the bound that prod asks for", async () => {
                for (const stack of ["dev", "staging", "prod"] as const) {
                    const { resources } = await made(type, { stack, aws: ownKey });
                    const { findings, errors } = evaluate(resources.map(fromEngine), {
                        tier: stack,
                        adapter: "pulumi",
                    });
                    const mandatory = findings.filter(({ level }) => level === "mandatory");
                    assert.deepEqual([mandatory, errors], [[], []]);
                }
            });

            it("need two zones where a second server takes over", async () => {
                const values = { aws: { ...awsFacts, subnetIds: ["subnet-0a1b2c3d"] } };
                const [problem] = await refusal({ files: files(type), values, stack: "prod" });
                assert.equal(problem?.code, "too-few-subnets");
                assert.match(problem?.hint ?? "", /waymark:aws\.subnetIds/);
                assert.equal(problem?.line, 9);
            });

            it("need facts, and name every one that is missing at once", async () => {
                const [none, ...more] = await refusal({ files: files(type) });
                assert.deepEqual([none?.code, none?.file, none?.line, more], ["aws-facts-missing", "web.yaml", 9, []]);
                assert.equal(
                    none?.hint,
                    'write waymark:aws.region, waymark:aws.vpcId, waymark:aws.vpcCidrs, waymark:aws.subnetIds, waymark:aws.securityGroupIds, or ask for class "container"',
                );
                const values = { aws: { region: "eu-west-1" }, settings: { backends: { [type]: "aws" } } };
                const byEnvironment = { "web.yaml": score("web", `resources:\n  it: {type: ${type}}`) };
                const [some] = await refusal({ files: byEnvironment, values });
                assert.match(some?.hint ?? "", /^write waymark:aws\.vpcId, /);
            });
        });
    }

    it("are one for workloads that name one id, and never have a workload's name", async () => {
        const text = (name: string) => score(name, "resources:\n  it: {type: redis, class: aws, id: cache}");
        const values = { aws: awsFacts };
        const { resources, one } = await composed({ files: { "a.yaml": text("aa"), "b.yaml": text("bb") }, values });
        assert.equal(resources.filter(({ type }) => type === servers.redis.kind).length, 1);
        assert.ok(one("NetworkPolicy", "aa-to-it") && one("NetworkPolicy", "bb-to-it"));
        const [problem] = await refusal({ files: { "a.yaml": text("aa"), "b.yaml": score("cache") }, values });
        assert.equal(problem?.code, "name-taken");
    });

    it("are encrypted, reached through TLS, logged, patched and backed up", async () => {
        const mysql = await made("mysql", { stack: "prod", aws: { kmsKeyId } });
        const [parameters] = mysql.all("aws:rds/parameterGroup:ParameterGroup");
        assert.equal(parameters?.inputs["family"], "mysql8.4");
        const tls = (parameters?.inputs["parameters"] as { name: string; value: string }[])[0];
        assert.deepEqual(tls, { name: "require_secure_transport", value: "1" });
        assert.deepEqual(mysql.server.options.deleteBeforeReplace, true);
        const { inputs } = mysql.server;
        const said = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, inputs[key]]));
        assert.deepEqual(
            said("storageEncrypted", "storageType", "multiAz", "backupRetentionPeriod", "autoMinorVersionUpgrade"),
            {
                storageEncrypted: true,
                storageType: "gp3",
                multiAz: true,
                backupRetentionPeriod: 35,
                autoMinorVersionUpgrade: true,
            },
        );
        assert.deepEqual(said("performanceInsightsEnabled", "performanceInsightsKmsKeyId", "copyTagsToSnapshot"), {
            performanceInsightsEnabled: true,
            performanceInsightsKmsKeyId: kmsKeyId,
            copyTagsToSnapshot: true,
        });
        assert.deepEqual(inputs["enabledCloudwatchLogsExports"], ["error", "slowquery"]);
        assert.equal(inputs["iamDatabaseAuthenticationEnabled"], true);

        const redis = (await made("redis", { stack: "prod" })).server.inputs;
        assert.deepEqual(
            ["engine", "transitEncryptionEnabled", "atRestEncryptionEnabled", "multiAzEnabled", "numCacheClusters"].map(
                (key) => redis[key],
            ),
            ["valkey", true, true, true, 2],
        );
        assert.equal(redis["automaticFailoverEnabled"], true);
        assert.ok(redis["authToken"] !== undefined);

        const amqp = (await made("amqp", { stack: "prod" })).server.inputs;
        assert.deepEqual([amqp["deploymentMode"], amqp["publiclyAccessible"]], ["CLUSTER_MULTI_AZ", false]);
        assert.deepEqual(amqp["subnetIds"], [...awsFacts.subnetIds].sort());
        assert.deepEqual(amqp["logs"], { general: true });
    });

    it("are small and single in dev and staging, and take other sizes from the environment", async () => {
        for (const stack of ["dev", "staging"]) {
            assert.equal((await made("mysql", { stack })).server.inputs["multiAz"], false);
            assert.equal((await made("redis", { stack })).server.inputs["numCacheClusters"], 1);
            assert.equal((await made("amqp", { stack })).server.inputs["deploymentMode"], "SINGLE_INSTANCE");
        }
        const settings = { aws: { highAvailability: true, backupDays: 3, redis: { nodeType: "cache.r7g.large" } } };
        const { server } = await made("redis", { values: { settings } });
        assert.deepEqual(
            ["nodeType", "snapshotRetentionLimit", "numCacheClusters"].map((key) => server.inputs[key]),
            ["cache.r7g.large", 3, 2],
        );
        const wrong = { settings: { aws: { redis: { nodeType: "large" } } } };
        const [problem] = await refusal({ files: files("redis"), values: wrong });
        assert.equal(problem?.hint, "write for example cache.t4g.small");
    });

    it("have a disk of the size that params ask for, in whole GiB and never less than RDS has", async () => {
        const sizes = async (rest: string) => {
            const { inputs } = (await made("mysql", { rest })).server;
            return [inputs["allocatedStorage"], inputs["maxAllocatedStorage"]];
        };
        assert.deepEqual(await sizes(""), [20, 100]);
        assert.deepEqual(await sizes(", params: {storage: 5Gi}"), [20, 100]);
        assert.deepEqual(await sizes(", params: {storage: 50GB}"), [47, 100]);
        // No growth is asked for where there is no room for it, which RDS would refuse.
        assert.deepEqual(await sizes(", params: {storage: 95Gi}"), [95, 0]);
        const [problem] = await refusal({
            files: files("mysql", ", params: {storage: big}"),
            values: { aws: awsFacts },
        });
        assert.equal(problem?.pointer, "/resources/it/params/storage");
    });
});
