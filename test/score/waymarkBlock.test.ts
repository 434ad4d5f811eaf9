import assert from "node:assert/strict";
import { readScore } from "../../score";
import { minimal, withValue, type Data } from "./documents";

const block = (value: unknown, document = minimal) => withValue(document, ["metadata", "waymark"], value);
const probe = { httpGet: { path: "/", port: 1 } };
const probing = withValue(minimal, ["containers", "web", "livenessProbe"], probe);
const two = withValue(minimal, ["containers", "app"], { image: "x" });

const found = (document: Data) =>
    readScore("score.yaml", JSON.stringify(document)).errors.map(({ code, pointer }) => `${code} ${pointer}`);

describe("score: metadata.waymark", () => {
    it("hands every key that is honoured over, typed", () => {
        const value = {
            owner: "payments",
            replicas: 2,
            autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 4, cpuPercent: 60 },
            probes: { web: { startup: { tcpSocket: { port: 8080 } } } },
            slo: { availability: 99.9, latency: { percent: 99, milliseconds: 300 } },
            waivers: ["W-2026-014"],
            traffic: { external: { api: { host: "api.example.com", ports: [{ port: 443 }] } } },
        };
        const { workload } = readScore("score.yaml", JSON.stringify(block(value)));
        assert.deepEqual(workload?.waymark, value);
        assert.deepEqual(readScore("score.yaml", JSON.stringify(minimal)).workload?.waymark, {});
    });

    it("names the nearest key", () => {
        const { errors } = readScore("score.yaml", JSON.stringify(block({ replcas: 1 })));
        assert.deepEqual(
            errors.map(({ code, hint }) => [code, hint]),
            [["unknown-key", 'did you mean "replicas"?']],
        );
    });

    const probes = "/metadata/waymark/probes";
    const rows: [string, Data, string[]][] = [
        ["timings for a declared probe", block({ probes: { web: { liveness: { periodSeconds: 5 } } } }, probing), []],
        ["timings for the default probes", block({ probes: { web: { readiness: { periodSeconds: 5 } } } }), []],
        [
            "timings without a probe that they could go with",
            block({ probes: { web: { readiness: { periodSeconds: 5 } } } }, probing),
            [`probe-without-check ${probes}/web/readiness`],
        ],
        ["a startup probe derived from a declared one", block({ probes: { web: { startup: {} } } }, probing), []],
        [
            "timings where there are no default probes",
            block({ probes: { web: { liveness: { periodSeconds: 5 } } } }, two),
            [`probe-without-check ${probes}/web/liveness`],
        ],
        [
            "a check beside the declared one",
            block({ probes: { web: { liveness: probe } } }, probing),
            [`given-twice ${probes}/web/liveness/httpGet`],
        ],
        ["a check for another kind", block({ probes: { web: { readiness: probe } } }, probing), []],
        [
            "a container that isn't there",
            block({ probes: { wbe: { liveness: probe } } }),
            [`unknown-container ${probes}/wbe`],
        ],
        [
            "two checks in one probe",
            block({ probes: { web: { liveness: { ...probe, grpc: { port: 1 } } } } }),
            [`several-checks ${probes}/web/liveness`],
        ],
        [
            "an external target with two addresses",
            block({
                traffic: { external: { api: { host: "a.example", cidr: "192.0.2.0/24", ports: [{ port: 1 }] } } },
            }),
            ["external-address /metadata/waymark/traffic/external/api"],
        ],
        [
            "fewer replicas at most than at least",
            block({ autoscaling: { minReplicas: 3, maxReplicas: 2 } }),
            ["replica-range /metadata/waymark/autoscaling"],
        ],
        ["a probe of waymark's that says when a container is healthy", healthy(), []],
    ];
    for (const [what, document, errors] of rows) {
        it(`${what}: ${errors.length === 0 ? "fine" : "refused"}`, () => assert.deepEqual(found(document), errors));
    }
});

function healthy(): Data {
    const document = withValue(two, ["containers", "app", "before"], { web: { ready: "healthy" } });
    return block({ probes: { app: { readiness: { grpc: { port: 1 } } } } }, document);
}
