import assert from "node:assert/strict";
import { handOver } from "../../../components/shared/handover";
import { resolveEnvironment } from "../../../environments/environment";
import { minimal, register } from "./registered";

const ports = { http: { port: 80, targetPort: 8080 } };

describe("a service that has several pods", () => {
    const budgetOf = async (change: object) => {
        const { resources, one } = await register({ ...minimal, ports, ...change });
        return resources.some(({ type }) => type.endsWith(":PodDisruptionBudget"))
            ? (one("PodDisruptionBudget", "api-pdb").inputs as { metadata: { name: string }; spec: unknown })
            : undefined;
    };

    it("lets one pod go at a time, which never blocks a drain", async () => {
        for (const change of [{ environment: "prod" }, { replicas: 2 }, { autoscaling: { minReplicas: 1 } }]) {
            const budget = await budgetOf(change);
            assert.equal(budget?.metadata.name, "api-pdb");
            assert.deepEqual(budget.spec, {
                maxUnavailable: 1,
                selector: { matchLabels: { app: "api" } },
                unhealthyPodEvictionPolicy: "AlwaysAllow",
            });
        }
    });

    it("has no budget where there is one pod at most: it would only be in the way", async () => {
        for (const change of [
            {},
            { replicas: 1 },
            { replicas: 0 },
            { autoscaling: { minReplicas: 1, maxReplicas: 1 } },
        ]) {
            assert.equal(await budgetOf(change), undefined);
        }
    });

    it("spreads them over nodes and zones where there are any", async () => {
        const { pod } = await register({ ...minimal, environment: "prod" });
        const { topologySpreadConstraints } = pod.spec as unknown as { topologySpreadConstraints: object[] };
        assert.deepEqual(
            topologySpreadConstraints,
            ["kubernetes.io/hostname", "topology.kubernetes.io/zone"].map((topologyKey) => ({
                maxSkew: 1,
                topologyKey,
                whenUnsatisfiable: "ScheduleAnyway",
                labelSelector: { matchLabels: { app: "api" } },
            })),
        );
        const alone = await register(minimal);
        assert.ok(!("topologySpreadConstraints" in alone.pod.spec));
    });
});

describe("a pod that is told to stop", () => {
    it("goes on serving for some seconds where somebody sends it requests", async () => {
        const { pod } = await register({ ...minimal, ports });
        assert.deepEqual(pod.spec.containers[0]!["lifecycle"], { preStop: { sleep: { seconds: 5 } } });
        assert.equal(
            (pod.spec as unknown as { terminationGracePeriodSeconds: number }).terminationGracePeriodSeconds,
            35,
        );
    });

    it("stops at once without a port, or where the environment says 0", async () => {
        const environment = resolveEnvironment({ name: "dev", settings: { drainSeconds: 0 } });
        for (const args of [minimal, handOver({ ...minimal, ports }, { environment })]) {
            const { pod } = await register(args);
            assert.ok(!("lifecycle" in pod.spec.containers[0]!) && !("terminationGracePeriodSeconds" in pod.spec));
        }
    });
});

describe("a StatefulSet without a port", () => {
    it("has its headless Service all the same: its pods are named by it", async () => {
        const { one, names } = await register({ ...minimal, kind: "StatefulSet" });
        assert.equal((one("StatefulSet").inputs["spec"] as { serviceName: string }).serviceName, "api-headless");
        assert.deepEqual(one("Service", "api-headless").inputs["spec"], {
            clusterIP: "None",
            selector: { app: "api" },
        });
        assert.ok(!names.includes("Service api"));
    });
});
