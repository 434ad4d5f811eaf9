import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { settingsOf, StandardService } from "../../../index";
import { preview } from "../../../engine";
import { minimal, register } from "./registered";

const claimed = { volumes: { data: { claim: { size: "10GB" } } }, mounts: { "/data": { volume: "data" } } };
const ports = { http: { port: 80, targetPort: 8080 } };

describe("StandardService", () => {
    it("is a closed Deployment, without Service where it has no port", async () => {
        const { names, one } = await register(minimal);
        assert.deepEqual(names, ["Deployment api", "NetworkPolicy api", "ServiceAccount api", "StandardService api"]);
        assert.deepEqual(one("NetworkPolicy").inputs["spec"], {
            podSelector: { matchLabels: { app: "api" } },
            policyTypes: ["Ingress", "Egress"],
        });
    });

    it("carries the labels of the golden path, and is selected by app alone", async () => {
        const { one, pod } = await register({ ...minimal, environment: "prod", team: "payments" });
        const labels = {
            app: "api",
            environment: "prod",
            team: "payments",
            owner: "payments",
            "app.kubernetes.io/name": "api",
            "app.kubernetes.io/instance": "api",
            "app.kubernetes.io/managed-by": "waymark",
            "waymark.dev/tier": "prod",
        };
        assert.deepEqual(pod.metadata.labels, labels);
        const { metadata, spec } = one("Deployment").inputs as { metadata: object; spec: { selector: object } };
        assert.deepEqual(metadata, { name: "api", namespace: "shop", labels });
        assert.deepEqual(spec.selector, { matchLabels: { app: "api" } });
    });

    for (const [environment, replicas] of [
        ["dev", 1],
        ["staging", 1],
    ] as const) {
        it(`runs ${replicas} pod in ${environment}, without autoscaler`, async () => {
            const { one, names } = await register({ ...minimal, environment });
            assert.equal((one("Deployment").inputs["spec"] as { replicas: number }).replicas, replicas);
            assert.equal(one("Deployment").options.ignoreChanges, undefined);
            assert.ok(!names.includes("HorizontalPodAutoscaler api-hpa"));
        });
    }

    it("leaves the number of pods to an autoscaler in prod, for good", async () => {
        const { one } = await register({ ...minimal, environment: "prod" });
        assert.ok(!("replicas" in (one("Deployment").inputs["spec"] as object)));
        assert.deepEqual(one("Deployment").options.ignoreChanges, ["spec.replicas"]);
        const autoscaler = one("HorizontalPodAutoscaler", "api-hpa");
        assert.deepEqual(autoscaler.inputs["spec"], {
            scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "api" },
            minReplicas: 3,
            maxReplicas: 10,
            metrics: [
                {
                    type: "Resource",
                    resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 75 } },
                },
            ],
        });
        const fixed = await register({ ...minimal, environment: "prod", replicas: 3 });
        assert.equal((fixed.one("Deployment").inputs["spec"] as { replicas: number }).replicas, 3);
    });

    it("leaves the autoscaler room where only a lower bound is given", async () => {
        const bounds = async (autoscaling: object) => {
            const { one } = await register({ ...minimal, environment: "prod", autoscaling });
            const spec = one("HorizontalPodAutoscaler", "api-hpa").inputs["spec"] as Record<string, number>;
            return [spec["minReplicas"], spec["maxReplicas"]];
        };
        assert.deepEqual(await bounds({ minReplicas: 9 }), [9, 10]);
        assert.deepEqual(await bounds({ minReplicas: 10 }), [10, 20]);
        assert.deepEqual(await bounds({ minReplicas: 12, maxReplicas: 13 }), [12, 13]);
    });

    it("gives each container the seed's resources, identity and probes", async () => {
        const { pod } = await register({ ...minimal, ports });
        assert.deepEqual([pod.spec.securityContext["runAsUser"], pod.spec.securityContext["fsGroup"]], [1001, 2001]);
        const [container] = pod.spec.containers;
        assert.deepEqual(container!["resources"], {
            requests: { cpu: "250m", memory: "256Mi" },
            limits: { cpu: "500m", memory: "512Mi" },
        });
        const get = (path: string) => ({ httpGet: { path, port: 8080 } });
        assert.deepEqual(container!["livenessProbe"], {
            ...get("/healthz"),
            initialDelaySeconds: 10,
            periodSeconds: 30,
        });
        assert.deepEqual(container!["readinessProbe"], { ...get("/ready"), initialDelaySeconds: 5, periodSeconds: 10 });
        assert.deepEqual(container!["startupProbe"], { ...get("/healthz"), periodSeconds: 10, failureThreshold: 30 });
    });

    it("moves a default limit or request along with the other, where that would contradict it", async () => {
        const resourcesOf = async (resources: object) =>
            (await register({ ...minimal, resources })).pod.spec.containers[0]!["resources"];
        assert.deepEqual(await resourcesOf({ requests: { cpu: "999m", memory: "100Mi" } }), {
            requests: { cpu: "999m", memory: "100Mi" },
            limits: { cpu: "999m", memory: "512Mi" },
        });
        assert.deepEqual(await resourcesOf({ limits: { cpu: "100m", memory: "1Gi" } }), {
            requests: { cpu: "100m", memory: "256Mi" },
            limits: { cpu: "100m", memory: "1Gi" },
        });
    });

    it("is a StatefulSet where it claims storage, its claims kept and its headless Service beside the other", async () => {
        const { names, one } = await register({ ...minimal, ...claimed, ports, environment: "prod" });
        assert.ok(!names.some((name) => /^(Deployment|Horizontal)/.test(name)), names.join());
        const { spec } = one("StatefulSet").inputs as { spec: Record<string, unknown> };
        assert.equal(spec["replicas"], 1);
        assert.equal(spec["serviceName"], "api-headless");
        assert.deepEqual(spec["persistentVolumeClaimRetentionPolicy"], { whenDeleted: "Retain", whenScaled: "Retain" });
        assert.deepEqual(spec["volumeClaimTemplates"], [
            {
                metadata: { name: "data" },
                spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10G" } } },
            },
        ]);
        const service = (name: string) => one("Service", name).inputs["spec"] as Record<string, unknown>;
        assert.equal(service("api")["clusterIP"], undefined);
        assert.equal(service("api-headless")["clusterIP"], "None");
        assert.deepEqual(service("api-headless")["selector"], { app: "api" });
    });

    it("mounts an existing claim in a StatefulSet too, and scales only where it is told to", async () => {
        const volumes = { data: { existingClaim: "old" } };
        const { one } = await register({ ...minimal, environment: "prod", volumes, autoscaling: { maxReplicas: 4 } });
        const { spec } = one("StatefulSet").inputs as { spec: Record<string, unknown> };
        assert.equal(spec["volumeClaimTemplates"], undefined);
        const { scaleTargetRef } = one("HorizontalPodAutoscaler", "api-hpa").inputs["spec"] as {
            scaleTargetRef: { kind: string };
        };
        assert.equal(scaleTargetRef.kind, "StatefulSet");
    });

    for (const [environment, protection, expected] of [
        ["dev", undefined, undefined],
        ["staging", undefined, true],
        ["prod", undefined, true],
        ["prod", "none", undefined],
    ] as const) {
        it(`is protected with claims in ${environment}${protection === undefined ? "" : " but for protection none"}: ${expected}`, async () => {
            const { one } = await register({ ...minimal, ...claimed, environment, protection });
            const { protect, retainOnDelete } = one("StatefulSet").options;
            assert.deepEqual([protect, retainOnDelete], [expected, expected]);
            const without = await register({ ...minimal, environment, protection });
            assert.equal(without.one("Deployment").options.protect, undefined);
        });
    }

    it("keeps a port's name on the Service, and on the container where Kubernetes takes it", async () => {
        const { one, pod } = await register({
            ...minimal,
            ports: {
                "exactly-15-long": { port: 80 },
                "one-more-than-15": { port: 81 },
                "8080": { port: 82, targetPort: 8082 },
                "a--b": { port: 83 },
            },
        });
        const { ports: offered } = one("Service").inputs["spec"] as { ports: { name: string; targetPort: unknown }[] };
        assert.deepEqual(
            offered.map(({ name, targetPort }) => [name, targetPort]),
            [
                ["8080", 8082],
                ["a--b", 83],
                ["exactly-15-long", 80],
                ["one-more-than-15", 81],
            ],
        );
        assert.deepEqual(
            pod.spec.containers[0]!.ports!.map(({ name }) => name),
            [undefined, undefined, "exactly-15-long", undefined],
        );
    });

    it("lists a port once that two ports of the Service lead to", async () => {
        const { pod } = await register({
            ...minimal,
            ports: { http: { port: 80, targetPort: 8080 }, web: { port: 8080 } },
        });
        assert.equal(pod.spec.containers[0]!.ports!.length, 1);
    });

    it("adds no probe beside declared ones, and none to several containers", async () => {
        const livenessProbe = { tcpSocket: { port: 9000 } };
        const declared = (await register({ ...minimal, livenessProbe })).pod.spec.containers[0]!;
        assert.equal(declared["readinessProbe"], undefined);
        assert.deepEqual(declared["startupProbe"], { ...livenessProbe, periodSeconds: 10, failureThreshold: 30 });
        const { image, ...rest } = minimal;
        const { pod } = await register({ ...rest, containers: { web: { image: image! }, sidecar: { image: image! } } });
        assert.deepEqual(
            pod.spec.containers.map(({ name }) => name),
            ["sidecar", "web"],
        );
        assert.ok(pod.spec.containers.every((container) => container["livenessProbe"] === undefined));
    });

    it("asks the port named http, else the lowest, else 8080", async () => {
        const portOf = async (given: Record<string, { port: number; protocol?: string }>) => {
            const { pod } = await register({ ...minimal, ports: given });
            return (pod.spec.containers[0]!["livenessProbe"] as { httpGet: { port: number } }).httpGet.port;
        };
        assert.equal(await portOf({ admin: { port: 80 }, http: { port: 9000 } }), 9000);
        assert.equal(await portOf({ b: { port: 81 }, a: { port: 82 }, dns: { port: 53, protocol: "UDP" } }), 81);
        assert.equal(await portOf({}), 8080);
    });

    it("sends a probe's host as a header, unless one is given", async () => {
        const probe = async (httpGet: { host: string; httpHeaders?: { name: string; value: string }[] }) => {
            const { pod } = await register({
                ...minimal,
                livenessProbe: { httpGet: { path: "/", port: 1, ...httpGet } },
            });
            return (pod.spec.containers[0]!["livenessProbe"] as { httpGet: Record<string, unknown> }).httpGet;
        };
        const sent = await probe({ host: "a.example" });
        assert.equal(sent["host"], undefined);
        assert.deepEqual(sent["httpHeaders"], [{ name: "Host", value: "a.example" }]);
        const own = [{ name: "host", value: "b.example" }];
        assert.deepEqual((await probe({ host: "a.example", httpHeaders: own }))["httpHeaders"], own);
    });

    it("mounts each file alone, so that the image's folders stay as they are", async () => {
        const { pod } = await register({
            ...minimal,
            files: { "/name": { content: "a" }, "/etc/b": { content: "b" } },
        });
        const mounts = pod.spec.containers[0]!.volumeMounts.filter(({ name }) => name === "waymark-files");
        assert.deepEqual(
            mounts.map(({ mountPath }) => mountPath),
            ["/etc/b", "/name"],
        );
        assert.ok(mounts.every(({ subPath }) => subPath !== undefined));
    });

    it("leaves /tmp to whoever mounts it", async () => {
        const { pod } = await register({ ...minimal, volumes: { t: {} }, mounts: { "/tmp/": { volume: "t" } } });
        assert.deepEqual(
            pod.spec.volumes.map(({ name }) => name),
            ["t"],
        );
    });

    it("keeps its settings beside it and hands out name and endpoint", async () => {
        const result = await preview(() => {
            const api = new StandardService("api", { ...minimal, ports });
            assert.equal(settingsOf(api).find(({ path }) => path === "replicas")?.value, 1);
            assert.deepEqual(api.endpoint, { app: "api", namespace: "shop", ports: [{ port: 8080, protocol: "TCP" }] });
        });
        const component = result.resources.find(({ type }) => type === "waymark:index:StandardService");
        assert.deepEqual(component?.outputs, { name: "api" });
    });

    it("is the same whatever the order of its arguments", async () => {
        const variables = { A: "1", B: "2" };
        const files = { "/a": { content: "1" }, "/b": { content: "2" } };
        const turned = <T>(map: Record<string, T>) => Object.fromEntries(Object.entries(map).reverse());
        const children = async (args: typeof minimal) =>
            (await register(args)).resources.filter(({ custom }) => custom).map(({ inputs }) => inputs);
        assert.deepEqual(
            await children({ ...minimal, variables, files }),
            await children({ ...minimal, variables: turned(variables), files: turned(files) }),
        );
    });

    it("takes its namespace as an Output", async () => {
        const { one } = await register({ ...minimal, namespace: pulumi.output("shop") });
        assert.equal((one("Deployment").inputs["metadata"] as { namespace: string }).namespace, "shop");
    });
});
