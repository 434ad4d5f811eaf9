import assert from "node:assert/strict";
import { composed, refusal, score } from "../helpers/compose";

const api = score("api", "service: {ports: {http: {port: 80, targetPort: 9000}, admin: {port: 8081, protocol: TCP}}}");

async function variablesOf(web: string, files: Record<string, string> = { "api.yaml": api }) {
    const { one } = await composed({ files: { ...files, "web.yaml": web } });
    const { spec } = one("Deployment", "web").inputs as {
        spec: { template: { spec: { containers: { env: { name: string; value?: string }[] }[] } } };
    };
    const env = spec.template.spec.containers[0]!.env.map(({ name, value }) => [name, value]);
    return { env: Object.fromEntries(env) as Record<string, string>, one };
}

const egressPorts = (policy: { inputs: Record<string, unknown> }) =>
    (policy.inputs["spec"] as { egress: { ports: { port: number }[] }[] }).egress[0]?.ports.map(({ port }) => port);

describe("provisioners/service", () => {
    it("gives the port of the Service, and opens the port of the pods", async () => {
        const web = score(
            "web",
            "resources:\n  api: {type: service}",
            'variables: {HOST: "${resources.api.host}", PORT: "${resources.api.port}", URL: "${resources.api.url}", NAME: "${resources.api.name}"}',
        );
        const { env, one } = await variablesOf(web);
        assert.deepEqual(env, { HOST: "api", PORT: "80", URL: "http://api:80", NAME: "api" });
        assert.deepEqual(egressPorts(one("NetworkPolicy", "web-to-api")), [9000]);
    });

    it("takes workload and port from the params", async () => {
        const resources = "resources:\n  backend: {type: service, params: {workload: api, port: admin}}";
        const { env, one } = await variablesOf(score("web", resources, 'variables: {URL: "${resources.backend.url}"}'));
        assert.deepEqual(env, { URL: "http://api:8081" });
        assert.deepEqual(egressPorts(one("NetworkPolicy", "web-to-backend")), [8081]);
    });

    it("allows a workload that isn't among the files, at the ports of the golden path or those given", async () => {
        const text = (params: string) =>
            score("web", `resources:\n  other: {type: service${params}}`, 'variables: {URL: "${resources.other.url}"}');
        const { env, one } = await variablesOf(text(""), {});
        assert.deepEqual(env, { URL: "http://other:80" });
        assert.deepEqual(egressPorts(one("NetworkPolicy", "web-to-other")), [8080]);
        const given = await variablesOf(text(", params: {port: 3000, targetPort: 3001}"), {});
        assert.deepEqual(given.env, { URL: "http://other:3000" });
        assert.deepEqual(egressPorts(given.one("NetworkPolicy", "web-to-other")), [3001]);
    });

    it("refuses a workload without ports, and a port's name that can't be known", async () => {
        const web = score("web", "resources:\n  api: {type: service}");
        const [none] = await refusal({ files: { "api.yaml": score("api"), "web.yaml": web } });
        assert.match(`${none?.message} ${none?.hint}`, /"api" offers no port.*service\.ports/);
        const named = score("web", "resources:\n  api: {type: service, params: {port: grpc}}");
        const [unknown] = await refusal({ files: { "web.yaml": named } });
        assert.match(unknown?.message ?? "", /not among the given files/);
    });

    it("lets two services call each other", async () => {
        const files = {
            "a.yaml": score("aa", "service: {ports: {http: {port: 80}}}\nresources:\n  bb: {type: service}"),
            "b.yaml": score("bb", "service: {ports: {http: {port: 80}}}\nresources:\n  aa: {type: service}"),
        };
        const { one } = await composed({ files });
        assert.ok(one("NetworkPolicy", "aa-to-bb"));
        assert.ok(one("NetworkPolicy", "bb-to-aa"));
    });
});

describe("provisioners/service-port", () => {
    for (const port of ["http", 80, '"80"']) {
        it(`finds ${port}`, async () => {
            const resources = `resources:\n  api: {type: service-port, params: {workload: api, port: ${port}}}`;
            const web = score("web", resources, 'variables: {A: "${resources.api.hostname}:${resources.api.port}"}');
            const { env, one } = await variablesOf(web);
            assert.deepEqual(env, { A: "api:80" });
            assert.deepEqual(egressPorts(one("NetworkPolicy", "web-to-api")), [9000]);
        });
    }

    it("needs both params", async () => {
        const problems = await refusal({
            files: { "a.yaml": score("web", "resources:\n  api: {type: service-port}") },
        });
        assert.deepEqual(
            problems.map(({ code, pointer }) => [code, pointer]),
            [
                ["missing-key", "/resources/api/params/workload"],
                ["missing-key", "/resources/api/params/port"],
            ],
        );
    });
});

describe("provisioners/route", () => {
    const route = (params: string) =>
        `service: {ports: {http: {port: 80, targetPort: 9000}, grpc: {port: 9090}}}\nresources:\n  route: {type: route, params: ${params}}`;

    for (const [port, expected] of [
        ["http", 80],
        ["grpc", 9090],
        [9090, 9090],
        ['"9090"', 9090],
        [undefined, 80],
    ] as const) {
        it(`sends requests to port ${port ?? "http by default"}`, async () => {
            const params = `{host: a.example.com, path: /x${port === undefined ? "" : `, port: ${port}`}}`;
            const { one } = await composed({ files: { "a.yaml": score("web", route(params)) } });
            const { spec } = one("HTTPRoute", "web-route").inputs as { spec: { rules: object[]; hostnames: string[] } };
            assert.deepEqual(spec, {
                parentRefs: [
                    { group: "gateway.networking.k8s.io", kind: "Gateway", name: "default", namespace: "default" },
                ],
                hostnames: ["a.example.com"],
                rules: [
                    {
                        matches: [{ path: { type: "PathPrefix", value: "/x" } }],
                        backendRefs: [{ group: "", kind: "Service", name: "web", port: expected, weight: 1 }],
                    },
                ],
            });
        });
    }

    it("refuses a port that isn't TCP", async () => {
        const text = score(
            "web",
            "service: {ports: {udp: {port: 80, protocol: UDP}}}\nresources:\n  route: {type: route, params: {host: a.example, port: udp}}",
        );
        const problems = await refusal({ files: { "a.yaml": text } });
        assert.deepEqual(
            problems.map(({ code, pointer }) => [code, pointer]),
            [["unknown-port", "/resources/route/params/port"]],
        );
    });

    it("refuses what is no host and no path", async () => {
        const problems = await refusal({
            files: { "a.yaml": score("web", route('{host: "https://a.example", path: x}')) },
        });
        assert.deepEqual(problems.map(({ pointer }) => pointer).sort(), [
            "/resources/route/params/host",
            "/resources/route/params/path",
        ]);
    });
});

describe("provisioners/volume", () => {
    const mounting = (params: string) =>
        score("web", `resources:\n  data: {type: volume${params}}`, 'volumes: {/data: {source: "${resources.data}"}}');

    it("with a size is a claim of the StatefulSet, 10GB read as 10G", async () => {
        const { one } = await composed({ files: { "a.yaml": mounting(", params: {size: 10GB}") } });
        const { spec } = one("StatefulSet", "web").inputs as { spec: { volumeClaimTemplates: object[] } };
        assert.match(JSON.stringify(spec.volumeClaimTemplates), /"name":"data".*"storage":"10G"/);
    });

    it("without a size ends with the pod", async () => {
        const { one } = await composed({ files: { "a.yaml": mounting("") } });
        assert.match(JSON.stringify(one("Deployment", "web").inputs), /\{"emptyDir":\{\},"name":"data"\}/);
    });

    it("refuses a size that is none, where it stands", async () => {
        const [problem] = await refusal({ files: { "a.yaml": mounting(", params: {size: big}") } });
        assert.deepEqual([problem?.line, problem?.pointer], [9, "/resources/data/params/size"]);
    });
});
