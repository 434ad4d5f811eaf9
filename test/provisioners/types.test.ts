import assert from "node:assert/strict";
import { parse, stringify } from "yaml";
import { trafficOf, type EngineResource, type EngineResult } from "../../engine";
import { evaluate } from "../../policies";
import { SecretOutput } from "../../provisioners/outputs";
import type { Provisioner } from "../../provisioners/provisioner";
import { builtInProvisioners } from "../../provisioners/registry";
import { toManifests } from "../../stacks/manifests";
import { composed, refusal, score } from "../helpers/compose";
import { restrictedProblems, type PodSpec } from "../helpers/restricted";

const tiers = ["dev", "staging", "prod"] as const;

/** Types that run a server in the cluster, with the port that their users need. */
const servers: Readonly<Record<string, number>> = {
    amqp: 5672,
    "dapr-pubsub": 6379,
    "dapr-state-store": 6379,
    elasticsearch: 9200,
    "kafka-topic": 9092,
    "llm-model": 11434,
    mongodb: 27017,
    mssql: 1433,
    mysql: 3306,
    postgres: 5432,
    "postgres-instance": 5432,
    redis: 6379,
    s3: 7070,
};

/** A whole Score file around the example of a type's page. */
function exampleFile(provisioner: Provisioner): string {
    const { containers = {}, ...rest } = parse(provisioner.page?.example ?? "") as {
        containers?: { shop?: object };
        resources: object;
    };
    return stringify({
        apiVersion: "score.dev/v1b1",
        metadata: { name: "shop" },
        containers: { shop: { image: "registry.example/shop:1.0.0", ...containers.shop } },
        service: { ports: { http: { port: 8080 } } },
        ...rest,
    });
}

const payments = score("payments", "service: {ports: {http: {port: 80, targetPort: 8080}}}");
const others = ["payments", "stranger"];

interface Seen {
    result: EngineResult;
    one: (type: string, name: string) => EngineResource;
    outputs: Readonly<Record<string, unknown>>;
}

/** Runs the example of a type; what its provisioner handed out is looked at on the way. */
async function run(
    provisioner: Provisioner,
    stack: string,
    how: { update?: boolean; values?: object } = {},
): Promise<Seen> {
    let outputs: Readonly<Record<string, unknown>> = {};
    const watched: Provisioner = {
        ...provisioner,
        provision: (request) => {
            const made = provisioner.provision(request);
            outputs = made.outputs;
            return made;
        },
    };
    const { one, ...result } = await composed({
        files: { "shop.yaml": exampleFile(provisioner), "payments.yaml": payments, "stranger.yaml": score("stranger") },
        stack,
        provisioners: [watched],
        update: how.update,
        values: { settings: { backends: { "llm-model": "container" } }, team: "shop", ...how.values },
        engine: {
            outputsOf: ({ type, name }) => (type.endsWith("RandomPassword") ? { result: `hunter2-${name}` } : {}),
        },
    });
    return { result, one, outputs };
}

function podsOf({ resources }: EngineResult): [name: string, spec: PodSpec & { serviceAccountName?: string }][] {
    return resources.flatMap(({ name, inputs }) => {
        const { template } = (inputs["spec"] ?? {}) as { template?: { spec: PodSpec } };
        return template === undefined ? [] : [[name, template.spec] as [string, PodSpec]];
    });
}

/** As much of a container as says where it writes. */
interface WritingContainer {
    command?: string[];
    securityContext: { readOnlyRootFilesystem?: boolean };
    volumeMounts?: { name: string; mountPath: string }[];
}

describe("every resource type of this package", () => {
    it("has a page", () => {
        const without = builtInProvisioners.filter(({ page }) => page === undefined).map(({ type }) => type);
        assert.deepEqual(without, []);
    });

    for (const provisioner of builtInProvisioners) {
        const { type, outputs } = provisioner;
        describe(type, () => {
            for (const tier of tiers) {
                it(`previews in ${tier} without a mandatory finding, and its pods pass Pod Security restricted`, async () => {
                    const { result } = await run(provisioner, tier);
                    const { findings, errors } = evaluate(result.resources, { tier, adapter: "pulumi" });
                    const mandatory = findings.filter(({ level }) => level === "mandatory");
                    assert.deepEqual([mandatory, errors], [[], []]);
                    for (const [name, spec] of podsOf(result)) {
                        assert.deepEqual(restrictedProblems(spec), [], name);
                    }
                });
            }

            it("hands out exactly what it documents, secrets as such", async () => {
                const { outputs: given } = await run(provisioner, "dev");
                if (outputs === "any") {
                    assert.deepEqual(Object.keys(given), ["log_level"]);
                    return;
                }
                assert.deepEqual(Object.keys(given).sort(), Object.keys(outputs).sort());
                for (const [key, { secret = false }] of Object.entries(outputs)) {
                    assert.equal(given[key] instanceof SecretOutput, secret, key);
                }
            });

            it("shows no password in plain: not in inputs, state or render, not on a command line", async () => {
                const { result } = await run(provisioner, "dev", { update: true });
                assert.doesNotMatch(JSON.stringify(result.resources), /hunter2/);
                assert.doesNotMatch(JSON.stringify(toManifests(result.resources)), /hunter2/);
            });

            it("gives the same twice", async () => {
                const [one, two] = [await run(provisioner, "prod"), await run(provisioner, "prod")];
                assert.equal(JSON.stringify(one.result.resources), JSON.stringify(two.result.resources));
            });
        });
    }
});

describe("servers in the cluster", () => {
    const withServer = builtInProvisioners.filter(({ type }) => Object.hasOwn(servers, type));

    it("stand behind every type that has a backend container", () => {
        const types = builtInProvisioners.filter(({ backends }) => backends.includes("container"));
        assert.deepEqual(types.map(({ type }) => type).sort(), Object.keys(servers).sort());
    });

    for (const provisioner of withServer) {
        const { type } = provisioner;
        const port = servers[type] ?? 0;
        const serverOf = ({ resources }: EngineResult): EngineResource => {
            const [found, ...more] = resources.filter(({ type: kind }) => kind.endsWith(":StatefulSet"));
            assert.ok(found !== undefined && more.length === 0);
            return found;
        };

        describe(type, () => {
            it("are reached by who uses them, on their port, and by nobody else", async () => {
                const { result } = await run(provisioner, "dev");
                const traffic = trafficOf(result);
                const { name: to } = serverOf(result).inputs["metadata"] as { name: string };
                const { allowed, why } = traffic.explain({ from: "shop", to, port });
                assert.ok(allowed, why);
                assert.ok(!traffic.allows({ from: "shop", to, port: port + 1 }));
                for (const from of [
                    ...others,
                    { namespace: "elsewhere", labels: { app: "shop" } },
                    { ip: "10.0.0.7" },
                ]) {
                    assert.ok(!traffic.allows({ from, to, port }), JSON.stringify(from));
                }
                assert.ok(!traffic.allows({ from: to, to: "shop", port: 8080 }));
                assert.equal(traffic.allows({ from: to, to: { ip: "203.0.113.7" }, port: 443 }), type === "llm-model");
            });

            it("run pinned images, with probes, a ServiceAccount without token, and a size", async () => {
                const { result } = await run(provisioner, "prod");
                for (const [name, { containers }] of podsOf(result)) {
                    for (const { image, resources } of containers as unknown as {
                        image: string;
                        resources: object;
                    }[]) {
                        assert.match(image, /:[^:/]*\d[^:/]*$/, name);
                        assert.match(JSON.stringify(resources), /"limits":.*"memory".*"requests":.*"cpu"/, name);
                    }
                }
                const { spec } = serverOf(result).inputs as { spec: { template: { spec: ServerPod } } };
                const { containers, automountServiceAccountToken } = spec.template.spec;
                assert.equal(automountServiceAccountToken, false);
                for (const { startupProbe, livenessProbe, readinessProbe } of containers) {
                    assert.ok(startupProbe && livenessProbe && readinessProbe);
                }
            });

            it("write nowhere but into volumes, and nothing of their image is hidden before it is copied", async () => {
                const { result } = await run(provisioner, "prod");
                for (const [name, { containers, initContainers = [], volumes = [] }] of podsOf(result)) {
                    const all = [...initContainers, ...containers] as unknown as WritingContainer[];
                    for (const { securityContext, volumeMounts = [] } of all) {
                        assert.equal(securityContext.readOnlyRootFilesystem, true, name);
                        assert.ok(volumeMounts.every((mount) => mount.mountPath !== "/"));
                    }
                    const main = all.at(-1)!.volumeMounts ?? [];
                    for (const volume of (volumes as { name: string }[]).filter((one) =>
                        one.name.startsWith("copied"),
                    )) {
                        const path = main.find((mount) => mount.name === volume.name)!.mountPath;
                        const copy = initContainers[0] as unknown as WritingContainer;
                        const target = copy.volumeMounts?.find((mount) => mount.name === volume.name)?.mountPath;
                        assert.ok(copy.command?.at(-1)?.includes(`cp -R '${path}/.' '${target}/'`), name);
                        assert.ok(copy.volumeMounts?.every((mount) => !path.startsWith(mount.mountPath)));
                    }
                }
            });

            it("keep their data where the tier protects it", async () => {
                const protectedIn = async (stack: string, values = {}) => {
                    const { result } = await run(provisioner, stack, { values });
                    const { options, inputs } = serverOf(result);
                    const { spec } = inputs as {
                        spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: string } };
                    };
                    return [options.protect === true, spec.persistentVolumeClaimRetentionPolicy.whenDeleted];
                };
                assert.deepEqual(await protectedIn("dev"), [false, "Delete"]);
                assert.deepEqual(await protectedIn("staging"), [true, "Retain"]);
                assert.deepEqual(await protectedIn("prod", { protection: "none" }), [false, "Delete"]);
            });

            it("are one for several workloads that name one id", async () => {
                const [, resource = {}] = Object.entries(
                    (parse(provisioner.page?.example ?? "") as { resources: Record<string, object> }).resources,
                ).find(([, found]) => (found as { type: string }).type === type) ?? ["", {}];
                const text = (name: string) =>
                    score(name, stringify({ resources: { it: { ...resource, id: "shared-one" } } }));
                const files = { "a.yaml": text("aa"), "b.yaml": text("bb"), "c.yaml": score("cc") };
                const { one, ...result } = await composed({ files });
                const { name: to } = serverOf(result).inputs["metadata"] as { name: string };
                const traffic = trafficOf(result);
                assert.ok(traffic.allows({ from: "aa", to, port }));
                assert.ok(traffic.allows({ from: "bb", to, port }));
                assert.ok(!traffic.allows({ from: "cc", to, port }));
                assert.ok(one("NetworkPolicy", "aa-to-it"));
            });
        });
    }

    it("take the environment's image, and refuse one that may move", async () => {
        const files = { "a.yaml": score("web", "resources:\n  cache: {type: redis}") };
        const values = (valkey: string) => ({ settings: { backendImages: { valkey } } });
        const digest = `mirror.example:5000/valkey@sha256:${"0".repeat(64)}`;
        for (const image of ["mirror.example:5000/valkey:8.1.9", digest]) {
            const { one } = await composed({ files, values: values(image) });
            assert.ok(JSON.stringify(one("StatefulSet", "web-cache").inputs).includes(image));
        }
        for (const image of ["valkey", "mirror.example:5000/valkey", "valkey:latest"]) {
            const [problem] = await refusal({ files, values: values(image) });
            assert.match(`${problem?.pointer} ${problem?.message}`, /\/backendImages\/valkey .*no fixed version/);
        }
        const [unknown] = await refusal({ files, values: { settings: { backendImages: { valky: "a:1" } } } });
        assert.match(unknown?.hint ?? "", /did you mean "valkey"/);
    });

    it("take the size of their volume from params, else from the environment", async () => {
        const sizeOf = async (params: string, values = {}) => {
            const files = { "a.yaml": score("web", `resources:\n  cache: {type: redis${params}}`) };
            const { one } = await composed({ files, values });
            return /"storage":"(\w+)"/.exec(JSON.stringify(one("StatefulSet", "web-cache").inputs))?.[1];
        };
        assert.equal(await sizeOf(""), "5Gi");
        assert.equal(await sizeOf("", { settings: { backendStorage: "2Gi" } }), "2Gi");
        assert.equal(await sizeOf(", params: {storage: 10GB}"), "10G");
        const files = { "a.yaml": score("web", "resources:\n  cache: {type: redis, params: {storage: big}}") };
        const [problem] = await refusal({ files });
        assert.deepEqual([problem?.line, problem?.pointer], [8, "/resources/cache/params/storage"]);
    });

    it("refuse a name that a workload has", async () => {
        const files = {
            "a.yaml": score("web", "resources:\n  cache: {type: redis, id: api}"),
            "b.yaml": score("api"),
        };
        const [problem] = await refusal({ files });
        assert.equal(problem?.code, "name-taken");
    });
});

interface ServerPod {
    automountServiceAccountToken: boolean;
    containers: { startupProbe?: object; livenessProbe?: object; readinessProbe?: object }[];
}
