import assert from "node:assert/strict";
import { composed } from "../helpers/compose";

const probe = (path: string) => ({ httpGet: { path, port: 80 } });

/** Containers of the pod as a workload's containers become, by list and name. */
async function podOf(containers: object, waymark: object = {}) {
    const document = { apiVersion: "score.dev/v1b1", metadata: { name: "web", waymark }, containers };
    const { one } = await composed({ files: { "a.yaml": JSON.stringify(document) } });
    const { spec } = one("Deployment", "web").inputs as {
        spec: { template: { spec: { initContainers?: Container[]; containers: Container[] } } };
    };
    return spec.template.spec;
}

interface Container {
    name: string;
    restartPolicy?: string;
    startupProbe?: object;
    livenessProbe?: object;
    readinessProbe?: object;
    ports?: object[];
    securityContext: object;
}

const names = (containers: readonly Container[] = []): string[] => containers.map(({ name }) => name);

describe("stacks: before", () => {
    const image = "registry.example/a:1";

    it("complete is an init container", async () => {
        const { initContainers, containers } = await podOf({
            web: { image },
            migrate: { image, before: { web: { ready: "complete" } } },
        });
        assert.deepEqual([names(initContainers), names(containers)], [["migrate"], ["web"]]);
        assert.equal(initContainers?.[0]?.restartPolicy, undefined);
        assert.deepEqual(initContainers?.[0]?.securityContext, containers[0]?.securityContext);
    });

    it("started is a native sidecar, nothing more", async () => {
        const { initContainers } = await podOf({
            web: { image },
            proxy: { image, livenessProbe: probe("/live"), before: { web: { ready: "started" } } },
        });
        assert.equal(initContainers?.[0]?.restartPolicy, "Always");
        assert.deepEqual(initContainers[0].livenessProbe, probe("/live"));
        assert.equal(initContainers[0].startupProbe, undefined);
    });

    it("healthy is a native sidecar with a startup probe of its own readiness, else liveness", async () => {
        const startup = async (probes: object) => {
            const { initContainers } = await podOf({
                web: { image },
                proxy: { image, ...probes, before: { web: { ready: "healthy" } } },
            });
            assert.equal(initContainers?.[0]?.restartPolicy, "Always");
            return initContainers[0].startupProbe as { httpGet: { path: string }; failureThreshold: number };
        };
        const [readinessProbe, livenessProbe] = [probe("/ready"), probe("/live")];
        assert.equal((await startup({ readinessProbe, livenessProbe })).httpGet.path, "/ready");
        assert.equal((await startup({ livenessProbe })).httpGet.path, "/live");
        assert.equal((await startup({ livenessProbe })).failureThreshold, 30);
    });

    it("healthy takes probes and startup timings of metadata.waymark", async () => {
        const containers = { web: { image }, proxy: { image, before: { web: { ready: "healthy" } } } };
        const readiness = { grpc: { port: 9000 } };
        const derived = await podOf(containers, { probes: { proxy: { readiness } } });
        assert.deepEqual((derived.initContainers?.[0]?.startupProbe as { grpc: object }).grpc, { port: 9000 });
        const declared = await podOf(containers, { probes: { proxy: { startup: { tcpSocket: { port: 1 } } } } });
        assert.deepEqual(declared.initContainers?.[0]?.startupProbe, { tcpSocket: { port: 1 } });
    });

    it("complete beside started is an init container", async () => {
        const { initContainers } = await podOf({
            web: { image },
            app: { image },
            setup: { image, before: { web: { ready: "complete" }, app: { ready: "started" } } },
        });
        assert.equal(initContainers?.[0]?.restartPolicy, undefined);
    });

    it("is a topological order, ties by name, whatever the order of keys", async () => {
        const all: [string, object][] = [
            ["web", { image }],
            ["zz", { image, before: { bb: { ready: "complete" } } }],
            ["bb", { image, before: { web: { ready: "started" } } }],
            ["aa", { image, before: { web: { ready: "complete" } } }],
            ["cc", { image, before: { web: { ready: "complete" } } }],
        ];
        for (const order of [all, [...all].reverse()]) {
            const { initContainers, containers } = await podOf(Object.fromEntries(order));
            assert.deepEqual(names(initContainers), ["aa", "cc", "zz", "bb"]);
            assert.deepEqual(names(containers), ["web"]);
        }
    });

    it("leaves the ports to a container that stays", async () => {
        const document = {
            apiVersion: "score.dev/v1b1",
            metadata: { name: "web" },
            containers: { web: { image }, aa: { image, before: { web: { ready: "complete" } } } },
            service: { ports: { http: { port: 80 } } },
        };
        const { one } = await composed({ files: { "a.yaml": JSON.stringify(document) } });
        const { template } = (
            one("Deployment", "web").inputs as {
                spec: { template: { spec: { containers: Container[]; initContainers: Container[] } } };
            }
        ).spec;
        assert.equal(template.spec.containers[0]?.ports?.length, 1);
        assert.equal(template.spec.initContainers[0]?.ports, undefined);
    });

    it("an empty one says nothing", async () => {
        const { initContainers, containers } = await podOf({ web: { image, before: {} } });
        assert.deepEqual([initContainers, names(containers)], [undefined, ["web"]]);
    });
});
