import assert from "node:assert/strict";
import { revealSecrets } from "../../engine";
import { evaluate, fromEngine } from "../../policies";
import { composed, refusal, score } from "../helpers/compose";

const env = (resource: string, key: string) => `variables: {V: "\${resources.${resource}.${key}}"}`;
const withResource = (resource: string, container = "", rest = "") =>
    score("web", `${rest}resources:\n  it: ${resource}`, container);

/** What is in a Secret after an update in which every password is `hunter2`. */
async function secretOf(resource: string): Promise<Record<string, string>> {
    const { one } = await composed({
        files: { "a.yaml": withResource(resource) },
        values: { team: "shop" },
        update: true,
        engine: { outputsOf: ({ type }) => (type.endsWith("RandomPassword") ? { result: "hunter2" } : {}) },
    });
    return revealSecrets(one("Secret", "web-it-connection").inputs["stringData"]) as Record<string, string>;
}

describe("connection strings", () => {
    const host = "web-it.shop-dev.svc";
    const expected: Record<string, [key: string, text: string]> = {
        amqp: ["uri", `amqp://web_it:hunter2@${host}:5672/%2F`],
        elasticsearch: ["uri", `http://elastic:hunter2@${host}:9200`],
        mongodb: ["connection", `mongodb://web_it:hunter2@${host}:27017/`],
        mssql: [
            "connection",
            `Server=tcp:${host},1433;Database=master;User ID=sa;Password=hunter2;Encrypt=True;TrustServerCertificate=True`,
        ],
        mysql: ["uri", `mysql://web_it:hunter2@${host}:3306/web_it`],
        redis: ["uri", `redis://default:hunter2@${host}:6379/0`],
    };
    for (const [type, [key, text]] of Object.entries(expected)) {
        it(`of ${type} name user, password and host`, async () => {
            const content = await secretOf(`{type: ${type}}`);
            assert.equal(content[key], text);
            assert.equal(content["host"] ?? content["server"], host);
        });
    }

    it("reach the container by reference, also inside a longer text", async () => {
        const text = withResource(
            "{type: redis}",
            'variables: {URL: "${resources.it.uri}", LONG: "a ${resources.it.password}"}',
        );
        const { one } = await composed({ files: { "a.yaml": text } });
        const deployment = JSON.stringify(one("Deployment", "web").inputs);
        assert.match(
            deployment,
            /"name":"URL","valueFrom":\{"secretKeyRef":\{"key":"uri","name":"web-it-connection"\}\}/,
        );
        assert.match(deployment, /"LONG","value":"a \$\(WAYMARK_IT_PASSWORD\)"/);
    });
});

describe("provisioners/mysql", () => {
    it("cuts a user's name to 32 characters, and keeps two long ones apart", async () => {
        const userOf = async (id: string) => {
            const text = score("web", `resources:\n  db: {type: mysql, id: ${id}}`);
            const { one } = await composed({ files: { "a.yaml": text } });
            return /"MYSQL_USER","value":"(\w+)"/.exec(JSON.stringify(one("StatefulSet", id).inputs))?.[1] ?? "";
        };
        const names = [await userOf(`${"a".repeat(40)}-one`), await userOf(`${"a".repeat(40)}-two`)];
        assert.deepEqual(
            names.map((name) => name.length),
            [32, 32],
        );
        assert.notEqual(names[0], names[1]);
    });
});

describe("provisioners/postgres-instance", () => {
    it("hands out the superuser", async () => {
        const text = withResource("{type: postgres-instance}", env("it", "username"));
        const { one } = await composed({ files: { "a.yaml": text } });
        assert.match(JSON.stringify(one("Deployment", "web").inputs), /"V","value":"postgres"/);
    });
});

describe("provisioners/postgres", () => {
    it("accepts extensions, as other tools' documents have them", async () => {
        const { one, diagnostics } = await composed({
            files: { "a.yaml": withResource("{type: postgres, params: {extensions: [{name: uuid-ossp}]}}") },
        });
        assert.ok(one("StatefulSet", "web-it"));
        assert.deepEqual(diagnostics, []);
    });
});

describe("provisioners/kafka-topic", () => {
    const topics = score(
        "web",
        "resources:\n  orders: {type: kafka-topic}\n  bills: {type: kafka-topic, params: {partitions: 6}}",
    );

    it("makes each topic by a Job, on one broker of the environment and class", async () => {
        const { resources, one } = await composed({
            files: { "a.yaml": topics, "b.yaml": topics.replace("name: web", "name: two") },
        });
        const brokers = resources.filter(({ type }) => type.endsWith(":StatefulSet"));
        assert.deepEqual(
            brokers.map(({ name }) => name),
            ["kafka-broker"],
        );
        const jobs = resources.filter(({ type }) => type.endsWith(":Job")).map(({ name }) => name);
        assert.deepEqual(jobs.sort(), ["two-bills", "two-orders", "web-bills", "web-orders"]);
        assert.match(JSON.stringify(one("Job", "web-bills").inputs), /"--topic","web-bills","--partitions","6"/);
        assert.ok(one("Job", "web-bills").dependencies.some((urn) => urn.includes("StatefulSet::kafka-broker")));
    });

    it("has another broker for another class", async () => {
        const large = score("web", "resources:\n  one: {type: kafka-topic}\n  two: {type: kafka-topic, class: large}");
        const { resources } = await composed({ files: { "a.yaml": large } });
        const brokers = resources.filter(({ type }) => type.endsWith(":StatefulSet")).map(({ name }) => name);
        assert.deepEqual(brokers.sort(), ["kafka-broker", "kafka-broker-large"]);
    });

    it("has an id for its cluster that is 16 bytes and stays the same", async () => {
        const { one } = await composed({ files: { "a.yaml": topics } });
        const [, id = ""] =
            /"CLUSTER_ID","value":"([^"]+)"/.exec(JSON.stringify(one("StatefulSet", "kafka-broker").inputs)) ?? [];
        assert.equal(Buffer.from(id, "base64url").length, 16);
        assert.equal(id, "Wtp8R5P7p2an3hI6GJv5WQ");
    });

    it("refuses a workload that has the broker's name", async () => {
        const problems = await refusal({ files: { "a.yaml": topics, "b.yaml": score("kafka-broker") } });
        assert.ok(problems.every(({ code }) => code === "name-taken"));
    });
});

describe("provisioners/endpoint", () => {
    const api = score("api", "service: {ports: {http: {port: 80, targetPort: 9000}, admin: {port: 81}}}");
    const web = (params: string) => score("web", `resources:\n  api: {type: endpoint${params}}`, env("api", "url"));

    it("is the URL of the workload of its name, let through on both sides", async () => {
        const files = {
            "api.yaml": api,
            "web.yaml": web(", params: {port: admin, openapi_file: a.yaml, openapi_title: A}"),
        };
        const { one, diagnostics } = await composed({ files });
        assert.match(JSON.stringify(one("Deployment", "web").inputs), /"V","value":"http:\/\/api:81"/);
        assert.ok(one("NetworkPolicy", "web-to-api-ingress"));
        assert.deepEqual(diagnostics, []);
    });

    it("is refused where there is no such workload, unless it is given", async () => {
        const [problem] = await refusal({ files: { "web.yaml": web("") } });
        assert.deepEqual([problem?.code, problem?.line], ["unknown-endpoint", 9]);
        const values = {
            provisioners: [{ type: "endpoint", id: "web.api", static: { url: "https://api.example.com" } }],
        };
        const { one } = await composed({ files: { "web.yaml": web("") }, values });
        assert.match(JSON.stringify(one("Deployment", "web").inputs), /https:\/\/api\.example\.com/);
    });
});

describe("provisioners/horizontal-pod-autoscaler", () => {
    const scaled = (params: string) => withResource(`{type: horizontal-pod-autoscaler${params}}`);

    it("sets the workload's autoscaling, with the figures of other tools where none is given", async () => {
        const specOf = async (params: string) => {
            const { one } = await composed({ files: { "a.yaml": scaled(params) } });
            return one("HorizontalPodAutoscaler", "web-hpa").inputs["spec"] as Record<string, unknown>;
        };
        const byDefault = await specOf("");
        assert.deepEqual([byDefault["minReplicas"], byDefault["maxReplicas"]], [2, 3]);
        assert.match(JSON.stringify(byDefault), /"averageUtilization":80/);
        const given = await specOf(", params: {minReplicas: 1, maxReplicas: 10, targetCPUUtilizationPercentage: 50}");
        assert.deepEqual([given["minReplicas"], given["maxReplicas"]], [1, 10]);
    });

    it("refuses more than ten pods, and figures the wrong way round", async () => {
        const [many] = await refusal({ files: { "a.yaml": scaled(", params: {maxReplicas: 11}") } });
        assert.match(`${many?.message} ${many?.hint}`, /at most 10.*metadata\.waymark\.autoscaling/);
        const [wrong] = await refusal({ files: { "a.yaml": scaled(", params: {minReplicas: 4}") } });
        assert.deepEqual([wrong?.pointer, wrong?.line], ["/resources/it/params/minReplicas", 8]);
    });
});

describe("provisioners/llm-model", () => {
    const files = { "a.yaml": withResource("{type: llm-model, params: {context_size: 4096}}", env("it", "api-key")) };

    it("is run in dev, and outside of it only where the environment says so", async () => {
        const { one } = await composed({ files });
        assert.match(JSON.stringify(one("StatefulSet", "web-it").inputs), /"OLLAMA_CONTEXT_LENGTH","value":"4096"/);
        const [problem] = await refusal({ files, stack: "prod" });
        assert.deepEqual([problem?.code, problem?.line], ["llm-model-not-given", 9]);
        assert.match(problem?.hint ?? "", /static: \{model/);
        const values = { settings: { backends: { "llm-model": "container" } } };
        assert.ok((await composed({ files, stack: "prod", values })).one("StatefulSet", "web-it"));
    });

    it("is what stack configuration gives", async () => {
        const given = { model: "large", url: "https://llm.example.com/v1", "api-key": "k" };
        const values = { provisioners: [{ type: "llm-model", static: given }] };
        const { one, resources } = await composed({ files, stack: "prod", values });
        assert.match(JSON.stringify(one("Deployment", "web").inputs), /"V","value":"k"/);
        assert.ok(resources.every(({ type }) => !type.endsWith(":StatefulSet")));
    });
});

describe("provisioners of Dapr", () => {
    const service = "service: {ports: {http: {port: 80, targetPort: 9000}}}\n";
    const files = {
        "a.yaml": score(
            "web",
            `${service}resources:\n  bus: {type: dapr-pubsub, id: bus}\n  state: {type: dapr-state-store}\n  sub: {type: dapr-subscription, params: {topic: orders, pubsub: "\${resources.bus.name}"}}`,
        ),
        "b.yaml": score("other", "resources:\n  bus: {type: dapr-pubsub, id: bus}"),
    };

    it("make Dapr's objects, for the workloads that use them alone", async () => {
        const { one } = await composed({ files });
        const bus = one("Component", "bus").inputs as { spec: { type: string; metadata: object[] }; scopes: string[] };
        assert.deepEqual([bus.spec.type, bus.scopes], ["pubsub.redis", ["other", "web"]]);
        assert.deepEqual(bus.spec.metadata[2], {
            name: "redisPassword",
            secretKeyRef: { name: "bus-connection", key: "password" },
        });
        const state = one("Component", "web-state").inputs as { spec: { type: string }; scopes: string[] };
        assert.deepEqual([state.spec.type, state.scopes], ["state.redis", ["web"]]);
        const subscription = one("Subscription", "web-sub").inputs as { spec: object };
        assert.deepEqual(subscription.spec, { topic: "orders", pubsubname: "bus", routes: { default: "/orders" } });
    });

    it("put the sidecar beside the workload, once, and let it out to the control plane", async () => {
        const { one } = await composed({ files });
        const deployment = JSON.stringify(one("Deployment", "web").inputs);
        assert.match(deployment, /"dapr\.io\/app-id":"web","dapr\.io\/app-port":"9000","dapr\.io\/enabled":"true"/);
        assert.match(JSON.stringify(one("NetworkPolicy", "web-to-bus-sentry").inputs), /dapr-system/);
        const without = JSON.stringify(one("Deployment", "other").inputs);
        assert.doesNotMatch(without, /app-port/);
    });

    it("refuse a subscription of a workload that has no port", async () => {
        const text = withResource("{type: dapr-subscription, params: {topic: a, pubsub: b}}");
        const [problem] = await refusal({ files: { "a.yaml": text } });
        assert.equal(problem?.code, "unknown-port");
    });
});

describe("provisioners/route as Ingress", () => {
    const files = {
        "a.yaml": score(
            "web",
            "service: {ports: {http: {port: 80, targetPort: 9000}}}\nresources:\n  rt: {type: route, params: {host: a.example, path: /x, port: http}}",
        ),
    };

    it("is made where the environment says so, and lets its controller in", async () => {
        const route = { kind: "Ingress", ingressClass: "public", ingressNamespace: "ingress" };
        const { one, resources } = await composed({ files, values: { settings: { route } } });
        const { spec } = one("Ingress", "web-rt").inputs as { spec: object };
        const backend = { service: { name: "web", port: { number: 80 } } };
        const rules = [{ host: "a.example", http: { paths: [{ path: "/x", pathType: "Prefix", backend }] } }];
        assert.deepEqual(spec, { ingressClassName: "public", rules, tls: [{ hosts: ["a.example"] }] });
        assert.match(
            JSON.stringify(one("NetworkPolicy", "web-from-rt").inputs),
            /"kubernetes\.io\/metadata\.name":"ingress"/,
        );
        assert.ok(resources.every(({ type }) => !type.endsWith(":HTTPRoute")));
    });

    it("serves its host with TLS, by whose certificate the environment says", async () => {
        const ingress = async (more: object) => {
            const route = { kind: "Ingress", ingressNamespace: "ingress", ...more };
            const { one, resources } = await composed({ files, values: { settings: { route } } });
            const { metadata, spec } = one("Ingress", "web-rt").inputs as {
                metadata: { name: string; annotations?: object };
                spec: { tls?: object[] };
            };
            const report = evaluate(resources.map(fromEngine), { tier: "prod", rules: ["net-ingress-tls"] });
            return { metadata, tls: spec.tls, findings: report.findings.length };
        };
        const issued = await ingress({ clusterIssuer: "letsencrypt" });
        assert.deepEqual(issued.metadata.annotations, { "cert-manager.io/cluster-issuer": "letsencrypt" });
        assert.deepEqual(issued.tls, [{ hosts: ["a.example"], secretName: `${issued.metadata.name}-tls` }]);
        const given = await ingress({ tlsSecret: "wildcard" });
        assert.deepEqual(
            [given.metadata.annotations, given.tls],
            [undefined, [{ hosts: ["a.example"], secretName: "wildcard" }]],
        );
        const plain = await ingress({ tls: false });
        assert.equal(plain.tls, undefined);
        assert.deepEqual([issued.findings, given.findings, (await ingress({})).findings, plain.findings], [0, 0, 0, 1]);
    });

    it("is refused with two certificates, and with one and no TLS", async () => {
        const route = { kind: "Ingress", ingressNamespace: "i", clusterIssuer: "a", tlsSecret: "b", tls: false };
        const problems = await refusal({ files, values: { settings: { route } } });
        assert.deepEqual(
            problems.map(({ code, pointer }) => `${code} ${pointer}`),
            ["bad-combination /route/tlsSecret", "bad-combination /route/tls"],
        );
    });

    it("names no class by itself, and is refused where nobody says whom to let in", async () => {
        const route = { kind: "Ingress", ingressNamespace: "ingress" };
        const { one } = await composed({ files, values: { settings: { route } } });
        assert.doesNotMatch(JSON.stringify(one("Ingress", "web-rt").inputs), /ingressClassName/);
        const [problem] = await refusal({ files, values: { settings: { route: { kind: "Ingress" } } } });
        assert.match(`${problem?.code} ${problem?.hint}`, /missing-key .*route\.ingressNamespace/);
    });
});

describe("provisioners/volume as other tools write it", () => {
    const mounting = (params: string) =>
        score(
            "web",
            `resources:\n  data: {type: volume, params: ${params}}`,
            'volumes: {/data: {source: "${resources.data}"}}',
        );

    for (const [params, expected] of [
        ["{source: {emptyDir: {}}}", /"emptyDir":\{\}/],
        [
            "{source: {emptyDir: {medium: Memory, sizeLimit: 64Mi}}}",
            /"emptyDir":\{"medium":"Memory","sizeLimit":"64Mi"\}/,
        ],
        ["{source: {persistentVolumeClaim: {claimName: old}}}", /"persistentVolumeClaim":\{"claimName":"old"\}/],
        [
            "{claimSpec: {accessModes: [ReadWriteOnce], storageClassName: fast, resources: {requests: {storage: 1Gi}}}}",
            /"storage":"1Gi".*"storageClassName":"fast"/,
        ],
        ["{type: tmpfs}", /"emptyDir":\{"medium":"Memory"\}/],
        ["{type: volume, source: data}", /"emptyDir":\{\}/],
    ] as const) {
        it(`takes ${params}`, async () => {
            const { one, resources, diagnostics } = await composed({ files: { "a.yaml": mounting(params) } });
            const stateful = resources.some(({ type }) => type.endsWith(":StatefulSet"));
            assert.match(JSON.stringify(one(stateful ? "StatefulSet" : "Deployment", "web").inputs), expected);
            assert.deepEqual(diagnostics, []);
        });
    }

    for (const [params, code] of [
        ["{source: {hostPath: {path: /}}}", "unknown-key"],
        ["{size: 1Gi, claimSpec: {resources: {requests: {storage: 1Gi}}}}", "volume-kind"],
        ["{claimSpec: {accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi}}}}", "not-allowed"],
        ["{storageClass: fast}", "volume-kind"],
        ["{type: bind}", "not-allowed"],
    ] as const) {
        it(`refuses ${params}`, async () => {
            const [problem] = await refusal({ files: { "a.yaml": mounting(params) } });
            assert.equal(problem?.code, code, JSON.stringify(problem));
            assert.equal(problem?.line, 9);
        });
    }
});

describe("types that are left out", () => {
    it("are errors that say why", async () => {
        const [problem] = await refusal({ files: { "a.yaml": withResource("{type: azure-blob}") } });
        assert.match(problem?.message ?? "", /"azure-blob"; it is left out: /);
    });
});
