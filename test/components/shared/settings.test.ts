import assert from "node:assert/strict";
import { PostgresDatabase, resolveEnvironment, settingsOf, StandardService, TeamNamespace } from "../../../index";
import type { StandardServiceArgs } from "../../../index";
import { handOver, type Handover } from "../../../components/shared/handover";
import { formatOrigin, type Origin } from "../../../core/origin";
import { preview } from "../../../engine";

const args: StandardServiceArgs = { environment: "prod", namespace: "shop", image: "acme/api:1.0" };

/** Origin of each setting in words, by path. */
async function originsOf(make: () => object): Promise<Record<string, string>> {
    let origins: Record<string, string> = {};
    await preview(() => {
        const settings = settingsOf(make());
        assert.deepEqual(
            settings.map(({ path }) => path),
            settings.map(({ path }) => path).sort(),
            "in the order of their paths",
        );
        origins = Object.fromEntries(settings.map(({ path, origin }) => [path, formatOrigin(origin)]));
        assert.equal(Object.keys(origins).length, settings.length, "each path once");
    });
    return origins;
}

const containerPaths = [
    "image",
    "livenessProbe",
    "readinessProbe",
    "resources.limits.cpu",
    "resources.limits.memory",
    "resources.requests.cpu",
    "resources.requests.memory",
    "startupProbe",
];
const podSecurityPaths = [
    "security.allowPrivilegeEscalation",
    "security.capabilities.drop",
    "security.privileged",
    "security.readOnlyRootFilesystem",
    "security.runAsNonRoot",
    "security.seccompProfile",
    "security.serviceAccountToken",
];
const commonPaths = ["environment", "owner", "protect", "protection", "team", "tier"];

describe("settings", () => {
    it("of a service cover every decision, flat or in containers", async () => {
        const servicePaths = [
            ...commonPaths,
            ...podSecurityPaths,
            "autoscaling.cpuPercent",
            "autoscaling.enabled",
            "autoscaling.maxReplicas",
            "autoscaling.minReplicas",
            "drainSeconds",
            "temporaryStorage",
            "kind",
            "mutableImageTags",
            "security.fsGroup",
            "security.runAsUser",
        ];
        const flat = await originsOf(() => new StandardService("api", { ...args, ports: { http: { port: 80 } } }));
        assert.deepEqual(
            Object.keys(flat).sort(),
            [
                ...servicePaths,
                ...containerPaths,
                ...["port", "protocol", "targetPort"].map((key) => `ports.http.${key}`),
            ].sort(),
        );
        const { image, ...rest } = args;
        const several = await originsOf(
            () => new StandardService("api", { ...rest, containers: { web: { image: image! } } }),
        );
        assert.deepEqual(
            Object.keys(several).sort(),
            [...servicePaths, ...containerPaths.map((path) => `containers.web.${path}`)].sort(),
        );
        const small = await originsOf(() => new StandardService("api", { ...args, environment: "dev" }));
        assert.equal(small["replicas"], "tier dev");
        assert.equal(small["autoscaling.enabled"], "tier dev");
        assert.ok(!("autoscaling.minReplicas" in small), "nobody decides about figures that are not used");
    });

    it("of a database and a namespace cover every decision", async () => {
        assert.deepEqual(
            Object.keys(await originsOf(() => new PostgresDatabase("ledger", { environment: "dev", namespace: "a" }))),
            [
                ...commonPaths,
                ...podSecurityPaths,
                "backend",
                "backup",
                "databaseName",
                "image",
                "resources",
                "size",
                "storage",
                "temporaryStorage",
                "version",
            ].sort(),
        );
        const amounts = ["limitsMemory", "requestsCpu", "requestsMemory"];
        const counts = ["loadBalancers", "nodePorts", "persistentVolumeClaims", "pods"];
        assert.deepEqual(
            Object.keys(await originsOf(() => new TeamNamespace("shop", { environment: "dev" }))),
            [
                ...commonPaths,
                "costCenter",
                "namespaceName",
                ...["cidrs", "namespace", "podLabels"].map((key) => `dns.${key}`),
                ...amounts.map((key) => `containerDefaults.${key}`),
                ...["level", "version"].map((key) => `podSecurity.${key}`),
                ...[...amounts, ...counts].map((key) => `quota.${key}`),
            ].sort(),
        );
    });

    it("say default, tier, configuration, score and args", async () => {
        const environment = resolveEnvironment({
            name: "live",
            environments: { live: { tier: "prod", settings: { probes: { liveness: { path: "/up" } } } } },
            settings: { autoscaling: { maxReplicas: 20 } },
            place: (path) => ({ file: "Pulumi.live.yaml", line: path.length }),
        });
        const score = (line: number): Origin => ({ kind: "score", place: { file: "score.yaml", line } });
        const handover: Handover = {
            environment,
            origins: new Map([
                ["image", score(4)],
                ["resources", score(7)],
                ["resources.limits.memory", score(9)],
                ["team", { kind: "configuration", detail: "live" }],
            ]),
        };
        const given = {
            ...args,
            environment: "live",
            team: "a",
            owner: "b",
            resources: { limits: { cpu: "1", memory: "1Gi" } },
        };
        const origins = await originsOf(() => new StandardService("api", handOver(given, handover)));
        assert.equal(origins["image"], "score (score.yaml:4)");
        assert.equal(origins["resources.limits.memory"], "score (score.yaml:9)");
        assert.equal(origins["resources.limits.cpu"], "score (score.yaml:7)", "from what stands around it");
        assert.equal(origins["resources.requests.cpu"], "tier prod");
        assert.equal(origins["autoscaling.maxReplicas"], "configuration live (Pulumi.live.yaml:3)");
        assert.equal(origins["autoscaling.minReplicas"], "tier prod");
        assert.equal(origins["livenessProbe"], "configuration live (Pulumi.live.yaml:6)");
        assert.equal(origins["readinessProbe"], "tier prod");
        assert.equal(origins["team"], "configuration live");
        assert.equal(origins["owner"], "args");
        assert.equal(origins["startupProbe"], "default");
    });

    it("come from the environment that was handed over, not from its name", async () => {
        const environment = resolveEnvironment({ name: "live", tier: "prod", settings: { protection: "none" } });
        const { resources } = await preview(() => {
            const handed = handOver({ environment: "live", namespace: "shop" }, { environment });
            new PostgresDatabase("ledger", handed);
        });
        const server = resources.find(({ type }) => type.endsWith(":StatefulSet"))!;
        assert.equal(server.options.protect, undefined);
        assert.equal((server.inputs["metadata"] as { labels: Record<string, string> }).labels["environment"], "live");
    });

    it("name the external rules that a value satisfies", async () => {
        await preview(() => {
            const all = settingsOf(new StandardService("api", args)).flatMap(({ satisfies }) => satisfies);
            for (const rule of ["run-as-non-root", "no-read-only-root-fs", "latest-tag", "no-liveness-probe"]) {
                assert.ok(all.includes(`kube-linter:${rule}`), rule);
            }
        });
    });

    it("are kept beside components only", () => {
        assert.throws(() => settingsOf({}), /settingsOf takes a StandardService/);
    });
});
