import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ProblemError } from "../../../core/problem";
import { settingsOf } from "../../../components/shared/settings";
import type { StandardServiceArgs } from "../../../components/standardService/args";
import { StandardService } from "../../../components/standardService/standardService";
import { preview } from "../../../engine";

const minimal: StandardServiceArgs = { environment: "dev", namespace: "shop", image: "acme/api:1.0" };

/** Type tokens and names of what a service registers, and the inputs of one of them. */
async function resourcesOf(args: StandardServiceArgs) {
    const { resources } = await preview(() => {
        new StandardService("api", args);
    });
    const of = (type: string, name = "api"): Record<string, unknown> => {
        const found = resources.find((resource) => resource.type.endsWith(`:${type}`) && resource.name === name);
        assert.ok(found, `${type} ${name} is not registered`);
        return found.inputs;
    };
    const names = resources
        .map(({ type, name }) => `${type.split(":").at(-1)} ${name}`)
        .filter((line) => !line.startsWith("Stack"));
    return { resources, of, names };
}

function codes(args: unknown): string[] {
    try {
        new StandardService("api", args as StandardServiceArgs);
    } catch (error) {
        assert.ok(error instanceof ProblemError, String(error));
        return error.problems.map(({ code }) => code).sort();
    }
    return [];
}

describe("StandardService", () => {
    it("is a closed Deployment of one pod in dev, without Service where it has no port", async () => {
        const { names, of } = await resourcesOf(minimal);
        assert.deepEqual(names.sort(), [
            "Deployment api",
            "NetworkPolicy api",
            "ServiceAccount api",
            "StandardService api",
        ]);
        const { spec } = of("Deployment") as { spec: { replicas: number; selector: unknown } };
        assert.equal(spec.replicas, 1);
        assert.deepEqual(spec.selector, { matchLabels: { app: "api" } });
        assert.deepEqual((of("NetworkPolicy") as { spec: unknown }).spec, {
            podSelector: { matchLabels: { app: "api" } },
            policyTypes: ["Ingress", "Egress"],
        });
    });

    it("leaves the number of pods to an autoscaler in prod", async () => {
        const { of, resources } = await resourcesOf({ ...minimal, environment: "prod" });
        assert.ok(!("replicas" in (of("Deployment") as { spec: object }).spec));
        const deployment = resources.find(({ type }) => type.endsWith(":Deployment"));
        assert.deepEqual(deployment?.options.ignoreChanges, ["spec.replicas"]);
        const { spec } = of("HorizontalPodAutoscaler", "api-hpa") as { spec: Record<string, unknown> };
        assert.equal(spec["minReplicas"], 3);
        assert.equal(spec["maxReplicas"], 10);
    });

    it("is a StatefulSet of one pod where it claims storage", async () => {
        const { names, of } = await resourcesOf({
            ...minimal,
            environment: "prod",
            volumes: { data: { claim: { size: "10GB" } } },
            mounts: { "/data": { volume: "data" } },
        });
        assert.ok(!names.some((name) => name.startsWith("Horizontal") || name.startsWith("Deployment")));
        const { spec } = of("StatefulSet") as { spec: { replicas: number; volumeClaimTemplates: { spec: unknown }[] } };
        assert.equal(spec.replicas, 1);
        assert.deepEqual(spec.volumeClaimTemplates[0]?.spec, {
            accessModes: ["ReadWriteOnce"],
            resources: { requests: { storage: "10G" } },
        });
    });

    it("names a ConfigMap after its plain content and keeps the name where content is an Output", async () => {
        const plain = await resourcesOf({ ...minimal, files: { "/app.conf": { content: "a" } } });
        const config = plain.of("ConfigMap", "api-config") as { metadata: { name: string }; immutable: boolean };
        assert.match(config.metadata.name, /^api-config-[0-9a-f]{10}$/);
        assert.equal(config.immutable, true);
        const later = await resourcesOf({ ...minimal, files: { "/app.conf": { content: pulumi.output("a") } } });
        const fixed = later.of("ConfigMap", "api-config") as { metadata: { name: string } };
        assert.equal(fixed.metadata.name, "api-config");
        assert.match(JSON.stringify(later.of("Deployment")), /"waymark.dev\/content-hash":"[0-9a-f]{10}"/);
    });

    it("stores secret values in a Secret, nowhere in plain sight", async () => {
        const { resources, names } = await resourcesOf({ ...minimal, secretValues: { TOKEN: "hunter2" } });
        assert.ok(names.includes("Secret api-secret"));
        assert.ok(names.includes("RandomBytes api-hash-key"));
        assert.doesNotMatch(JSON.stringify(resources), /hunter2|aHVudGVyMg/);
    });

    it("refuses a secret Output under variables and names secretValues", async () => {
        await assert.rejects(
            resourcesOf({ ...minimal, variables: { TOKEN: pulumi.secret("hunter2") } }),
            (error: Error) => /secretValues/.test(error.message) && !/hunter2/.test(error.message),
        );
    });

    it("opens both sides of an edge in its own namespace", async () => {
        const { names } = await resourcesOf({ ...minimal, connectsTo: { db: { app: "db", ports: [{ port: 5432 }] } } });
        assert.ok(names.includes("NetworkPolicy api-to-db"));
        assert.ok(names.includes("NetworkPolicy api-to-db-ingress"));
    });

    it("tells all problems at once", () => {
        assert.deepEqual(
            codes({ environment: "qa", namespace: "shop", imgae: "x", replicas: -1 }),
            ["out-of-range", "unknown-environment", "unknown-key"].sort(),
        );
        assert.deepEqual(
            codes({
                ...minimal,
                environment: "prod",
                image: "acme/api:latest",
                mounts: { "/data": { volume: "nothing" } },
                resources: { requests: { memory: "1Gi" } },
                livenessProbe: {},
            }),
            ["mutable-image", "probe-handler", "request-above-limit", "unknown-volume"],
        );
    });

    it("keeps its settings beside it and hands out its endpoint", async () => {
        await preview(() => {
            const api = new StandardService("api", { ...minimal, ports: { http: { port: 80, targetPort: 8080 } } });
            assert.equal(settingsOf(api).find(({ path }) => path === "replicas")?.value, 1);
            assert.deepEqual(api.endpoint, {
                app: "api",
                namespace: "shop",
                ports: [{ port: 8080, protocol: "TCP" }],
            });
        });
    });
});
