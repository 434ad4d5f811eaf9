import assert from "node:assert/strict";
import { composed, refusal, score } from "../helpers/compose";

const ports = "service: {ports: {grpc: {port: 80, targetPort: 9000}, dns: {port: 53, protocol: UDP}}}";

/** A workload with ports and a `metadata.waymark` block. */
function workload(name: string, waymark: string): string {
    return score(name, ports).replace("metadata:\n", `metadata:\n  waymark: ${waymark}\n`);
}

interface Policy {
    spec: { ingress?: { ports: object[] }[]; egress?: { ports: object[] }[] };
}

describe("ports of metadata.waymark by name", () => {
    it("are what the container listens on, in probes and for callers", async () => {
        const api = workload(
            "api",
            `{probes: {api: {liveness: {tcpSocket: {port: grpc}}, readiness: {grpc: {port: grpc}}}},
              traffic: {acceptsFrom: {batch: {app: batch, namespace: jobs, ports: [{port: grpc}, {port: dns}]}}}}`,
        );
        const { one } = await composed({ files: { "api.yaml": api } });
        const { spec } = one("Deployment", "api").inputs as {
            spec: { template: { spec: { containers: Record<string, object>[] } } };
        };
        const [container] = spec.template.spec.containers;
        assert.deepEqual(container?.["livenessProbe"], { tcpSocket: { port: 9000 } });
        assert.deepEqual(container["readinessProbe"], { grpc: { port: 9000 } });
        const { spec: policy } = one("NetworkPolicy", "api-from-batch").inputs as unknown as Policy;
        assert.deepEqual(policy.ingress?.[0]?.ports, [
            { port: 9000, protocol: "TCP" },
            { port: 53, protocol: "UDP" },
        ]);
    });

    it("of another workload are those of its file", async () => {
        const web = workload("web", "{traffic: {connectsTo: {api: {app: api, ports: [{port: grpc}]}}}}");
        const { one } = await composed({ files: { "web.yaml": web, "api.yaml": score("api", ports) } });
        const { spec } = one("NetworkPolicy", "web-to-api").inputs as unknown as Policy;
        assert.deepEqual(spec.egress?.[0]?.ports, [{ port: 9000, protocol: "TCP" }]);
    });

    it("that nothing has are refused where they stand, all of them", async () => {
        const web = workload(
            "web",
            `{probes: {web: {liveness: {tcpSocket: {port: http}}}},
              traffic: {connectsTo: {api: {app: api, ports: [{port: grpc}]}}, acceptsFrom: {batch: {app: batch, ports: [{port: gprc}]}}}}`,
        );
        const problems = await refusal({ files: { "web.yaml": web } });
        assert.deepEqual(problems.map(({ code, pointer, line }) => [code, pointer, line]).sort(), [
            ["unknown-port", "/metadata/waymark/probes/web/liveness", 3],
            ["unknown-port", "/metadata/waymark/traffic/acceptsFrom/batch", 4],
            ["unknown-port", "/metadata/waymark/traffic/connectsTo/api", 4],
        ]);
        assert.ok(problems.some(({ hint }) => hint === "use one of its ports: dns (53), grpc (80)"));
        assert.ok(problems.some(({ message }) => message.includes("not among the given files")));
    });
});
