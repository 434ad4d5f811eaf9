import assert from "node:assert/strict";
import fc from "fast-check";
import { readScore } from "../../score";
import { composed } from "../helpers/compose";
import { render } from "../helpers/rendered";

const image = "registry.example/web:1.0.0";
const probe = { httpGet: { path: "/up", port: 8080, httpHeaders: [{ name: "A", value: "b" }] } };
const flag = fc.boolean();

/** A workload that uses nearly every field; which of them differs from run to run. */
const workload = fc
    .record({
        before: fc.constantFrom("started", "healthy", "complete"),
        files: flag,
        claim: flag,
        waymark: flag,
        udp: flag,
    })
    .map(({ before, files, claim, waymark, udp }) => ({
        apiVersion: "score.dev/v1b1",
        metadata: {
            name: "web",
            annotations: { "example.com/bb": "2", "example.com/aa": "1" },
            ...(waymark
                ? { waymark: { owner: "team-a", slo: { availability: 99.5 }, waivers: ["W-2", "W-1"], replicas: 2 } }
                : {}),
        },
        containers: {
            web: {
                image,
                command: ["run"],
                variables: {
                    B: "${resources.db.host}",
                    A: "x:${resources.db.password}@${resources.db.port}",
                    C: "plain",
                },
                ...(files
                    ? {
                          files: {
                              "/b": { content: "${metadata.name}" },
                              "/a": { binaryContent: "AAAA", mode: "0400" },
                          },
                      }
                    : {}),
                volumes: {
                    "/z": { source: "${resources.data}" },
                    "/y": { source: "${resources.scratch}", readOnly: true },
                },
                resources: { limits: { memory: "1Gi", cpu: "2" }, requests: { cpu: "0.5", memory: "128Mi" } },
                livenessProbe: probe,
            },
            side: { image, readinessProbe: probe, before: { web: { ready: before } } },
            early: { image, before: { side: { ready: "complete" }, web: { ready: "complete" } } },
        },
        service: {
            ports: {
                http: { port: 80, targetPort: 8080 },
                admin: { port: 81 },
                ...(udp ? { dns: { port: 80, protocol: "UDP" } } : {}),
            },
        },
        resources: {
            db: { type: "postgres", params: { version: "16", size: "small" } },
            data: { type: "volume", ...(claim ? { params: { size: "1Gi" } } : {}) },
            scratch: { type: "volume" },
            web: { type: "dns" },
            way: { type: "route", params: { path: "/", host: "${resources.web.host}", port: 80 } },
        },
    }));

/** The same data with the keys of every map in another order, which the numbers choose. */
function shuffled(value: unknown, next: () => number): unknown {
    if (Array.isArray(value)) {
        return value.map((item) => shuffled(item, next));
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const entries = Object.entries(value).map(([key, inner]) => ({
        rank: next(),
        entry: [key, shuffled(inner, next)] as const,
    }));
    return Object.fromEntries(entries.sort((a, b) => a.rank - b.rank).map(({ entry }) => entry));
}

/** What a preview shows of each resource. */
async function previewed(files: Record<string, string>, stack: string): Promise<string> {
    const { resources } = await composed({ files, stack });
    return JSON.stringify(
        resources.map(({ urn, inputs, dependencies, options }) => ({
            urn,
            inputs,
            dependencies,
            options,
        })),
        null,
        1,
    );
}

describe("stacks: one output whatever the order of keys", () => {
    it("for preview and render, in every tier", async () => {
        let differing = 0;
        await fc.assert(
            fc.asyncProperty(
                workload,
                fc.infiniteStream(fc.nat()),
                fc.constantFrom("dev", "staging", "prod"),
                async (document, numbers, stack) => {
                    const [straight, mixed] = [document, shuffled(document, () => Number(numbers.next().value))].map(
                        (data) => ({ "a.yaml": JSON.stringify(data) }),
                    );
                    assert.ok(straight !== undefined && mixed !== undefined);
                    differing += straight["a.yaml"] === mixed["a.yaml"] ? 0 : 1;
                    assert.deepEqual(readScore("a.yaml", mixed["a.yaml"]).errors, []);
                    assert.equal(await previewed(mixed, stack), await previewed(straight, stack));
                    assert.equal(await render(mixed, stack), await render(straight, stack));
                },
            ),
            { numRuns: 12 },
        );
        assert.ok(differing > 6, `only ${differing} documents were in another order`); // else it showed little
    }).timeout(120_000);
});
