import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { settingsOf } from "../../components/shared/settings";
import { SecretValue, containsSecret } from "../../core/values";
import { composed, score } from "../helpers/compose";

const storefront = Object.fromEntries(
    ["cart", "catalog", "checkout", "mailer", "web"].map((name) => {
        const file = join(__dirname, "../../examples/storefront", `${name}.score.yaml`);
        return [file, readFileSync(file, "utf8")];
    }),
);

const values = { team: "shop", domain: "shop.example.com", gateway: { name: "public", namespace: "gateways" } };

describe("stacks/compose: an environment", () => {
    it("puts namespace, shared database, services and routes at the root of the stack", async () => {
        const { resources } = await composed({ files: storefront, values });
        const [stack] = resources;
        const roots = resources
            .filter(({ parent }) => parent === stack?.urn)
            .map(({ type, name }) => `${type} ${name}`);
        assert.deepEqual(roots.sort(), [
            "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute checkout-route",
            "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute web-route",
            "waymark:index:PostgresDatabase shop-db",
            "waymark:index:StandardService cart",
            "waymark:index:StandardService catalog",
            "waymark:index:StandardService checkout",
            "waymark:index:StandardService mailer",
            "waymark:index:StandardService web",
            "waymark:index:TeamNamespace shop-dev",
        ]);
    });

    it("is the same whatever the order of the files", async () => {
        const reversed = Object.fromEntries(Object.entries(storefront).reverse());
        const [a, b] = await Promise.all([
            composed({ files: storefront, values }),
            composed({ files: reversed, values }),
        ]);
        assert.deepEqual(JSON.stringify(a.resources), JSON.stringify(b.resources));
    });

    it("gives the database the params of the one workload that has them", async () => {
        const { one } = await composed({ files: storefront, values });
        const { inputs } = one("PostgresDatabase", "shop-db");
        assert.equal(inputs["storage"], "20Gi");
        assert.equal(inputs["version"], "16");
    });

    it("leaves a namespace that is somebody else's alone", async () => {
        const { resources, one } = await composed({
            files: storefront,
            values: { ...values, namespace: { name: "given", create: false } },
        });
        assert.ok(resources.every(({ type }) => !type.endsWith(":Namespace") && !type.endsWith(":TeamNamespace")));
        assert.equal((one("Deployment", "web").inputs["metadata"] as { namespace: string }).namespace, "given");
    });

    it("cuts a namespace's name that is too long, for everything in it alike", async () => {
        const { resources } = await composed({ files: storefront, values: { ...values, team: "t".repeat(63) } });
        const names = resources.flatMap(
            ({ inputs }) => (inputs["metadata"] as { namespace?: string })?.namespace ?? [],
        );
        const [name, ...others] = new Set(names);
        assert.deepEqual(others, []);
        assert.match(name ?? "", /^t{45}-[0-9a-f]{6}$/);
    });

    it("protects what holds data outside dev, unless the configuration lifts it", async () => {
        const protectedNames = async (stack: string, protection: string) =>
            (await composed({ files: storefront, stack, values: { ...values, protection } })).resources
                .filter(({ options }) => options.protect === true && options.retainOnDelete === true)
                .map(({ type, name }) => `${type.slice(type.lastIndexOf(":") + 1)} ${name}`);
        assert.deepEqual(await protectedNames("dev", "tier"), []);
        assert.deepEqual((await protectedNames("staging", "tier")).sort(), [
            "Namespace shop-staging",
            "RandomPassword shop-db-password",
            "StatefulSet mailer",
            "StatefulSet shop-db",
        ]);
        assert.deepEqual(await protectedNames("prod", "none"), []);
    });

    it("takes settings of the environment from the configuration", async () => {
        const { one } = await composed({
            files: { "a.yaml": score("web") },
            stack: "qa",
            values: { environments: { qa: { tier: "staging", settings: { replicas: 2 } } }, settings: { replicas: 4 } },
        });
        const { spec, metadata } = one("Deployment", "web").inputs as {
            spec: { replicas: number };
            metadata: { labels: Record<string, string> };
        };
        assert.equal(spec.replicas, 4);
        assert.equal(metadata.labels["environment"], "qa");
        assert.equal(metadata.labels["waymark.dev/tier"], "staging");
    });
});

describe("stacks/compose: where values come from", () => {
    it("keeps file and line of what Score says, and tells the rest apart", async () => {
        const text = score(
            "web",
            "",
            `resources:
  limits: {memory: 1Gi}`,
        ).replace("name: web\n", "name: web\n  waymark: {owner: ann, replicas: 2}\n");
        const { environment } = await composed({ files: { "a.yaml": text }, values: { team: "shop" } });
        const origin = (path: string) =>
            settingsOf(environment.services["web"]!).find((one) => one.path === path)?.origin;
        const limit = origin("containers.web.resources.limits.memory");
        assert.equal(limit?.kind, "score");
        assert.deepEqual([limit?.place?.file, limit?.place?.line], ["a.yaml", 9]);
        assert.deepEqual([origin("replicas")?.kind, origin("replicas")?.place?.line], ["score", 4]);
        assert.equal(origin("owner")?.kind, "score");
        assert.equal(origin("team")?.kind, "configuration");
        assert.equal(origin("containers.web.resources.limits.cpu")?.kind, "tier");
    });
});

describe("stacks/compose: secrets", () => {
    const withSecrets = score(
        "api",
        "resources:\n  db: {type: postgres}",
        [
            "variables:",
            '  PASSWORD: "${resources.db.password}"',
            '  URL: "postgres://${resources.db.username}:${resources.db.password}@${resources.db.host}/x"',
            '  HOST: "${resources.db.host}"',
            "files:",
            '  /secret/password: {content: "${resources.db.password}"}',
            '  /secret/pgpass: {content: "${resources.db.host}:*:*:*:${resources.db.password}"}',
            '  /plain/host: {content: "host=${resources.db.host}"}',
        ].join("\n"),
    );

    it("stay references: alone, and inside a longer text", async () => {
        const { one } = await composed({ files: { "a.yaml": withSecrets } });
        const { spec } = one("Deployment", "api").inputs as {
            spec: {
                template: { spec: { containers: { env: { name: string; value?: string; valueFrom?: unknown }[] }[] } };
            };
        };
        const env = spec.template.spec.containers[0]!.env;
        const reference = { secretKeyRef: { name: "api-db-connection", key: "password" } };
        assert.deepEqual(env, [
            { name: "PASSWORD", valueFrom: reference },
            { name: "WAYMARK_DB_PASSWORD", valueFrom: reference },
            { name: "HOST", value: "api-db.unassigned-dev.svc" },
            { name: "URL", value: "postgres://api_db:$(WAYMARK_DB_PASSWORD)@api-db.unassigned-dev.svc/x" },
        ]);
    });

    it("become a file by reference, and with text around them a Secret of the service", async () => {
        const { one } = await composed({ files: { "a.yaml": withSecrets }, update: true });
        assert.ok(containsSecret(one("Secret", "api-secret").inputs["data"]));
        const { spec } = one("Deployment", "api").inputs as {
            spec: { template: { spec: { volumes: { name: string; projected?: { sources: object[] } }[] } } };
        };
        const sources = spec.template.spec.volumes.find(({ projected }) => projected !== undefined)?.projected?.sources;
        const names = sources?.map((source) => Object.values(source as Record<string, { name: string }>)[0]?.name);
        assert.deepEqual(names?.slice(1), ["api-secret", "api-db-connection"]);
        assert.match(String(names?.[0]), /^api-config/);
    });

    it("take another name where the file has the variable already", async () => {
        const text = score(
            "api",
            "resources:\n  db: {type: postgres}",
            'variables:\n  WAYMARK_DB_PASSWORD: mine\n  URL: "x:${resources.db.password}"',
        );
        const { one } = await composed({ files: { "a.yaml": text } });
        const env = JSON.stringify(one("Deployment", "api").inputs);
        assert.match(env, /"WAYMARK_DB_PASSWORD","value":"mine"/);
        assert.match(env, /"URL","value":"x:\$\(WAYMARK_DB_PASSWORD_[0-9a-f]{6}\)"/);
    });

    it("leave every dollar sign of the text around them to the container", async () => {
        const text = score(
            "api",
            "resources:\n  db: {type: postgres}",
            'variables: {ONE: "a$$$$b", TWO: "$(HOME)", THREE: "$5", FOUR: "$${resources.db.password}$", FIVE: "x$$${resources.db.password}"}',
        );
        const { one } = await composed({ files: { "a.yaml": text } });
        const { spec } = one("Deployment", "api").inputs as {
            spec: { template: { spec: { containers: { env: { name: string; value?: string }[] }[] } } };
        };
        const env = spec.template.spec.containers[0]!.env.flatMap(({ name, value }) =>
            value === undefined ? [] : [[name, value]],
        );
        // Kubernetes reads $$ as $, so that the containers get a$$b, $(HOME), $5, ${resources.db.password}$ and x$PASSWORD.
        assert.deepEqual(Object.fromEntries(env), {
            ONE: "a$$$$b",
            TWO: "$$(HOME)",
            THREE: "$5",
            FOUR: "$${resources.db.password}$$",
            FIVE: "x$$$(WAYMARK_DB_PASSWORD)",
        });
    });

    it("of the configuration are kept in a Secret of the service and never show", async () => {
        const text = score(
            "api",
            "resources:\n  config: {type: environment}",
            'variables: {TOKEN: "${resources.config.token}", LINE: "token=${resources.config.token}"}',
        );
        const { resources, one } = await composed({
            files: { "a.yaml": text },
            values: { values: { token: new SecretValue("hunter2-hunter2") } },
        });
        assert.ok(!JSON.stringify(resources).includes("hunter2"));
        const { data } = one("Secret", "api-secret").inputs;
        assert.ok(containsSecret(data));
        assert.match(JSON.stringify(one("Deployment", "api").inputs), /"TOKEN","valueFrom":\{"secretKeyRef"/);
    });
});

describe("stacks/compose: edges", () => {
    it("open both sides, to the port that the pods listen on", async () => {
        const { one } = await composed({ files: storefront, values });
        const sending = one("NetworkPolicy", "web-to-cart").inputs["spec"];
        const receiving = one("NetworkPolicy", "web-to-cart-ingress").inputs["spec"];
        const ports = [{ port: 8080, protocol: "TCP" }];
        assert.deepEqual(sending, {
            podSelector: { matchLabels: { app: "web" } },
            policyTypes: ["Egress"],
            egress: [{ to: [{ podSelector: { matchLabels: { app: "cart" } } }], ports }],
        });
        assert.deepEqual(receiving, {
            podSelector: { matchLabels: { app: "cart" } },
            policyTypes: ["Ingress"],
            ingress: [{ from: [{ podSelector: { matchLabels: { app: "web" } } }], ports }],
        });
    });

    it("of a route let the gateway's namespace in", async () => {
        const { one } = await composed({ files: storefront, values });
        assert.deepEqual(one("NetworkPolicy", "web-from-route").inputs["spec"], {
            podSelector: { matchLabels: { app: "web" } },
            policyTypes: ["Ingress"],
            ingress: [
                {
                    from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "gateways" } } }],
                    ports: [{ port: 8080, protocol: "TCP" }],
                },
            ],
        });
    });

    it("of metadata.waymark stand beside those of resources", async () => {
        const text = score("api").replace(
            "name: api\n",
            `name: api
  waymark:
    traffic:
      connectsTo: {audit: {app: audit, namespace: security, ports: [{port: 9000}]}}
      acceptsFrom: {probe: {app: prober, namespace: monitoring, ports: [{port: 8080}]}}
      external: {mail: {host: smtp.example.com, ports: [{port: 587}]}}
`,
        );
        const { resources } = await composed({ files: { "a.yaml": text } });
        const policies = resources.filter(
            ({ type, parent }) => type.endsWith(":NetworkPolicy") && parent?.endsWith("::api"),
        );
        assert.deepEqual(policies.map(({ name }) => name).sort(), [
            "api",
            "api-from-probe",
            "api-to-audit",
            "api-to-mail",
        ]);
    });
});

describe("stacks/compose: probes", () => {
    const probesOf = async (text: string) => {
        const { one } = await composed({ files: { "a.yaml": text } });
        const { spec } = one("Deployment", "api").inputs as {
            spec: { template: { spec: { containers: Record<string, Record<string, unknown> | undefined>[] } } };
        };
        const { livenessProbe, readinessProbe, startupProbe } = spec.template.spec.containers[0]!;
        return { livenessProbe, readinessProbe, startupProbe };
    };
    const ports = "service: {ports: {http: {port: 80, targetPort: 9000}}}";
    const waymark = (text: string, block: string) => text.replace("name: api\n", `name: api\n  waymark: ${block}\n`);

    it("are those of the golden path, at the port named http", async () => {
        const { livenessProbe, readinessProbe } = await probesOf(score("api", ports));
        assert.deepEqual(livenessProbe, {
            httpGet: { path: "/healthz", port: 9000 },
            initialDelaySeconds: 10,
            periodSeconds: 30,
        });
        assert.deepEqual(readinessProbe, {
            httpGet: { path: "/ready", port: 9000 },
            initialDelaySeconds: 5,
            periodSeconds: 10,
        });
    });

    it("are none where there is neither port nor probe, nor beside a declared one", async () => {
        assert.deepEqual(await probesOf(score("api")), {
            livenessProbe: undefined,
            readinessProbe: undefined,
            startupProbe: undefined,
        });
        const declared = await probesOf(score("api", ports, "readinessProbe: {httpGet: {path: /up, port: 9000}}"));
        assert.equal(declared.livenessProbe, undefined);
        assert.deepEqual(declared.readinessProbe, { httpGet: { path: "/up", port: 9000 } });
        assert.ok(declared.startupProbe);
    });

    it("are none where no port takes an HTTP request", async () => {
        const udp = "service: {ports: {dns: {port: 53, protocol: UDP}}}";
        const none = { livenessProbe: undefined, readinessProbe: undefined, startupProbe: undefined };
        assert.deepEqual(await probesOf(score("api", udp)), none);
        const mixed = "service: {ports: {dns: {port: 53, protocol: UDP}, web: {port: 8081}}}";
        const { livenessProbe } = await probesOf(score("api", mixed));
        assert.deepEqual(livenessProbe?.["httpGet"], { path: "/healthz", port: 8081 });
    });

    it("take timings from metadata.waymark, for declared, added and derived ones", async () => {
        const block = "{probes: {api: {liveness: {periodSeconds: 7}, startup: {failureThreshold: 99}}}}";
        const added = await probesOf(waymark(score("api", ports), block));
        assert.equal(added.livenessProbe?.["periodSeconds"], 7);
        assert.equal(added.livenessProbe?.["initialDelaySeconds"], 10);
        assert.ok(added.readinessProbe);
        assert.equal(added.startupProbe?.["failureThreshold"], 99);
        const text = waymark(score("api", ports, "livenessProbe: {httpGet: {path: /up, port: 9000}}"), block);
        const declared = await probesOf(text);
        assert.deepEqual(declared.livenessProbe, { httpGet: { path: "/up", port: 9000 }, periodSeconds: 7 });
        assert.equal(declared.readinessProbe, undefined);
    });

    it("ask what Score can't say", async () => {
        const block = "{probes: {api: {readiness: {grpc: {port: 9000}}, liveness: {tcpSocket: {port: 9000}}}}}";
        const { livenessProbe, readinessProbe } = await probesOf(waymark(score("api", ports), block));
        assert.deepEqual(readinessProbe, { grpc: { port: 9000 } });
        assert.deepEqual(livenessProbe, { tcpSocket: { port: 9000 } });
    });
});
