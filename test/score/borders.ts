import { minimal, withValue, type Data } from "./documents";

const web = ["containers", "web"];
const waymark = ["metadata", "waymark"];
const a63 = "a".repeat(63);
const a64 = "a".repeat(64);

/** A path of the document, with values that belong there and values that don't. */
export interface Borders {
    path: string[];
    good: unknown[];
    bad: unknown[];
}

/** Every field of Score. */
export const scoreBorders: Borders[] = [
    {
        path: ["apiVersion"],
        good: ["score.dev/v1b1"],
        bad: ["score.dev/v1b2", "score.sh/v1b1", "score.dev/v1b1 ", "", 1, null, undefined],
    },
    { path: ["metadata"], good: [{ name: "ab" }], bad: [null, [], "ab", {}, undefined] },
    {
        path: ["metadata", "name"],
        good: ["ab", "1a", "a-b", "a--b", a63],
        bad: ["", "a", "-a", "a-", "Ab", "a_b", "a.b", "ä1", "ab\n", a64, 12, null, undefined],
    },
    { path: ["metadata", "anything"], good: [null, 1, [], { deep: {} }], bad: [] },
    {
        path: ["metadata", "annotations"],
        good: [{}, { ab: "x" }, { "example.com/ab": "x" }, { [`${a63}.${a63}/A_.-9`]: "" }, { [a63]: "" }],
        bad: [
            null,
            [],
            { a: "x" },
            { "e.co/ab": "x" },
            { "example.com/": "x" },
            { "-a": "x" },
            { [a64]: "x" },
            { "E.com/ab": "x" },
            { "a/b/cd": "x" },
        ],
    },
    { path: ["metadata", "annotations", "ab"], good: ["", "1"], bad: [1, true, null, {}] },
    { path: ["service"], good: [{}, { ports: {} }], bad: [null, [], { port: 1 }] },
    {
        path: ["service", "ports"],
        good: [{}, { a1: { port: 1 } }, { [a63]: { port: 1 } }],
        bad: [
            null,
            [],
            { a: { port: 1 } },
            { HTTP: { port: 1 } },
            { "a.b": { port: 1 } },
            { "-a": { port: 1 } },
            { "a-": { port: 1 } },
            { [a64]: { port: 1 } },
        ],
    },
    {
        path: ["service", "ports", "www"],
        good: [{ port: 1 }],
        bad: [null, {}, { targetPort: 1 }, { port: 1, name: "x" }, { port: 1, nodePort: 30000 }],
    },
    {
        path: ["service", "ports", "www", "targetPort"],
        good: [1, 8080, 65535],
        bad: [0, -1, 65536, 1.5, "8080", "http", null],
    },
    { path: ["service", "ports", "www", "protocol"], good: ["TCP", "UDP"], bad: ["tcp", "Udp", "SCTP", "", 6, null] },
    { path: ["service", "ports", "www", "port"], good: [1, 80, 65535], bad: [0, -1, 65536, 1.5, "80", null] },
    {
        path: ["containers"],
        good: [{ ab: { image: "x" } }, { "1b": { image: "x" } }, { [a63]: { image: "x" } }],
        bad: [
            null,
            [],
            {},
            { a: { image: "x" } },
            { Web: { image: "x" } },
            { a_b: { image: "x" } },
            { [a64]: { image: "x" } },
            undefined,
        ],
    },
    { path: web, good: [{ image: "x" }], bad: [null, [], {}, { image: "x", ports: [] }, { image: "x", env: {} }] },
    { path: [...web, "image"], good: [".", "x"], bad: ["", 1, null, undefined] },
    { path: [...web, "command"], good: [[], ["a", "${x}"]], bad: [null, "a", [1], [null], {}] },
    { path: [...web, "args"], good: [[], ["a", "$(VAR)"]], bad: [null, "a", [true], [["a"]], {}] },
    {
        path: [...web, "variables"],
        good: [{}, { a: "" }, { "a b": "x" }],
        bad: [null, [], { "": "x" }, { "a=b": "x" }],
    },
    { path: [...web, "variables", "AA"], good: ["", "1", "true"], bad: [1, true, null, {}, ["x"]] },
    { path: [...web, "files"], good: [{}, { "/a": { content: "" } }], bad: [null, "x", { "": { content: "" } }] },
    {
        path: [...web, "files", "/a"],
        good: [{ content: "" }, { source: "a" }, { binaryContent: "" }, { content: "x", noExpand: true, mode: "644" }],
        bad: [
            null,
            {},
            { mode: "0644" },
            { content: "", source: "a" },
            { content: "", binaryContent: "" },
            { source: "" },
            { source: 1 },
            { content: ["a"] },
            { content: "", target: "/b" },
            { content: "", noExpand: "true" },
            { content: "", noExpand: null },
            { content: null },
            { source: null },
            { binaryContent: 1 },
            { binaryContent: null },
            { source: "a", binaryContent: "" },
        ],
    },
    {
        path: [...web, "files", "/a", "mode"],
        good: ["0644", "777", "0000"],
        bad: ["", "888", "00644", "64", "1777", "u+x", 644, null],
    },
    {
        path: [...web, "volumes"],
        good: [{}, { "/a": { source: "x" } }],
        bad: [null, "x", { "": { source: "x" } }],
    },
    {
        path: [...web, "volumes", "/a"],
        good: [{ source: "" }, { source: "x", path: "", readOnly: false }],
        bad: [
            null,
            {},
            { source: 1 },
            { source: "x", path: null },
            { source: "x", path: 1 },
            { source: "x", readOnly: "yes" },
            { source: "x", readOnly: null },
            { source: "x", read_only: true },
            { source: "x", target: "/b" },
        ],
    },
    { path: [...web, "resources"], good: [{}, { limits: {} }], bad: [null, [], { limit: {} }] },
    ...["limits", "requests"].flatMap((kind) => [
        { path: [...web, "resources", kind], good: [{}, { cpu: "1" }], bad: [null, [], { disk: "1" }, { gpu: "1" }] },
        {
            path: [...web, "resources", kind, "cpu"],
            good: ["0", "1", "0.5", "1.25", "250m", "010", "0m"],
            bad: ["", ".5", "1.", "m", "1e3", "1.5m", "-1", "+1", "1 ", " 1", "1M", "1\n", 1, null],
        },
        {
            path: [...web, "resources", kind, "memory"],
            good: [
                "1",
                "0.5",
                "0.0",
                "0.5Gi",
                "1.5Gi",
                ...["K", "M", "G", "T", "P", "E"].flatMap((x) => [`1${x}`, `2${x}i`]),
            ],
            bad: [
                "",
                "0",
                "0Mi",
                "01",
                "00.5",
                ".5",
                "1.",
                "128k",
                "128ki",
                "128MB",
                "128m",
                "1m",
                "1e3",
                "1 Gi",
                "-1",
                128,
                null,
            ],
        },
    ]),
    ...["livenessProbe", "readinessProbe"].flatMap((kind) => [
        {
            path: [...web, kind],
            good: [
                { exec: { command: [] } },
                { httpGet: { path: "", port: 1 } },
                { httpGet: { path: "", port: 1 }, exec: { command: ["a"] } },
            ],
            bad: [
                null,
                {},
                [],
                { grpc: {} },
                { tcpSocket: { port: 1 } },
                { httpGet: null },
                { exec: null },
                { exec: { command: ["a"] }, periodSeconds: 5 },
            ],
        },
        {
            path: [...web, kind, "exec"],
            good: [{ command: [] }, { command: ["a", ""] }],
            bad: [null, {}, [], { command: "a" }, { command: [1] }, { command: null }, { command: [], shell: "sh" }],
        },
        {
            path: [...web, kind, "httpGet"],
            good: [
                { path: "/", port: 65535, scheme: "HTTPS", host: "x", httpHeaders: [] },
                { path: "/", port: 1, scheme: "HTTP", host: "1.1.1.1", httpHeaders: [{ name: "A_b-1", value: " " }] },
            ],
            bad: [
                null,
                { path: "/" },
                { port: 1 },
                { path: null, port: 1 },
                { path: 1, port: 1 },
                { path: "/", port: null },
                { path: "/", port: 0 },
                { path: "/", port: 65536 },
                { path: "/", port: 1.5 },
                { path: "/", port: "http" },
                { path: "/", port: 1, scheme: "http" },
                { path: "/", port: 1, scheme: "TCP" },
                { path: "/", port: 1, scheme: null },
                { path: "/", port: 1, host: "" },
                { path: "/", port: 1, host: null },
                { path: "/", port: 1, headers: [] },
                { path: "/", port: 1, httpHeaders: {} },
                { path: "/", port: 1, httpHeaders: null },
                { path: "/", port: 1, httpHeaders: [{ name: "A" }] },
                { path: "/", port: 1, httpHeaders: [{ value: "x" }] },
                { path: "/", port: 1, httpHeaders: [{ name: "A b", value: "x" }] },
                { path: "/", port: 1, httpHeaders: [{ name: "A:", value: "x" }] },
                { path: "/", port: 1, httpHeaders: [{ name: "", value: "x" }] },
                { path: "/", port: 1, httpHeaders: [{ name: "A", value: "" }] },
                { path: "/", port: 1, httpHeaders: [{ name: "A", value: 1 }] },
                { path: "/", port: 1, httpHeaders: [{ name: "A", value: "x", more: "y" }] },
            ],
        },
    ]),
    { path: [...web, "before"], good: [{}], bad: [null, [], { a: { ready: "started" } }] },
    {
        path: [...web, "before", "app"],
        good: [{ ready: "started" }, { ready: "complete" }],
        bad: [null, {}, [], { ready: "Started" }, { ready: "done" }, { ready: null }, { ready: "started", timeout: 1 }],
    },
    {
        path: ["resources"],
        good: [{}, { a1: { type: "xx" } }, { [a63]: { type: "xx" } }],
        bad: [
            null,
            "x",
            { a: { type: "xx" } },
            { A1: { type: "xx" } },
            { a_b: { type: "xx" } },
            { [a64]: { type: "xx" } },
        ],
    },
    {
        path: ["resources", "db"],
        good: [{ type: "postgres", class: "a1", id: "a.b", metadata: {}, params: {} }],
        bad: [null, [], {}, { class: "ab" }, { type: "postgres", properties: {} }, { type: "postgres", name: "x" }],
    },
    {
        path: ["resources", "db", "type"],
        good: ["ab", "A1", "Resource-One", a63],
        bad: ["", "a", "env.config", "aws_s3", "-a", "a-", "ab\n", a64, 1, null, undefined],
    },
    {
        path: ["resources", "db", "class"],
        good: ["ab", "Large-1", "default", a63],
        bad: ["", "a", "a.b", "a_b", "-a", "a-", a64, 1, null],
    },
    {
        path: ["resources", "db", "id"],
        good: ["ab", "1a", "a1", "a--b", "a.b", "shop.db-1", "a.b.c", a63],
        bad: ["", "a", "A1", "-a", "a-", "a..b", ".ab", "ab.", "a.-b", "a-.b", "a_b", "a/b", "ab\n", a64, 1, null],
    },
    { path: ["resources", "db", "metadata"], good: [{}, { x: null }], bad: [null, [], "x", { annotations: null }] },
    {
        path: ["resources", "db", "metadata", "annotations"],
        good: [{}, { "example.com/ab": "x" }],
        bad: [null, [], { a: "x" }, { "e.co/ab": "x" }, { ab: 1 }],
    },
    { path: ["resources", "db", "params"], good: [{}, { x: null, y: [1] }], bad: [null, [], "x"] },
    { path: ["unknown"], good: [], bad: [1, {}] },
    { path: ["$schema"], good: [], bad: ["x"] },
    { path: ["x-team"], good: [], bad: ["x"] },
    { path: [...web, "x-team"], good: [], bad: ["x"] },
];

/** Every field of `metadata.waymark`. */
export const waymarkBorders: Borders[] = [
    { path: waymark, good: [{}], bad: [null, [], "x", { ownr: "x" }] },
    { path: [...waymark, "owner"], good: ["a", "team.a_b-c", a63], bad: ["", "-a", "a-", "a b", "a/b", a64, 1, null] },
    { path: [...waymark, "replicas"], good: [0, 1, 100, 2_147_483_647], bad: [-1, 2_147_483_648, 1.5, "2", null] },
    {
        path: [...waymark, "autoscaling"],
        good: [{}, { enabled: false }, { minReplicas: 1, maxReplicas: 1, cpuPercent: 1 }, { minReplicas: 9 }],
        bad: [
            null,
            true,
            { min: 1 },
            { enabled: "no" },
            { minReplicas: 0 },
            { maxReplicas: 0 },
            { cpuPercent: 0 },
            { cpuPercent: 7.5 },
            { minReplicas: 3, maxReplicas: 2 },
        ],
    },
    { path: [...waymark, "probes"], good: [{}, { web: {} }], bad: [null, [], { WEB: {} }, { liveness: {} }] },
    { path: [...waymark, "probes", "web"], good: [{}, { startup: {} }], bad: [null, { livenessProbe: {} }] },
    {
        path: [...waymark, "probes", "web", "liveness"],
        good: [
            {},
            { initialDelaySeconds: 0, periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 1, successThreshold: 1 },
            { tcpSocket: { port: 1 } },
            { grpc: { port: 65535, service: "x" } },
            { httpGet: { path: "/", port: 1 }, periodSeconds: 5 },
            { exec: { command: ["a"] } },
        ],
        bad: [
            null,
            { initialDelaySeconds: -1 },
            { periodSeconds: 0 },
            { timeoutSeconds: 0.5 },
            { failureThreshold: 0 },
            { successThreshold: 2 },
            { tcpSocket: {} },
            { tcpSocket: { port: 0 } },
            { tcpSocket: { port: 1, host: "x" } },
            { grpc: { port: "1" } },
            { grpc: { port: 1, service: "" } },
            { exec: {} },
            { httpGet: { port: 1 } },
            { tcpSocket: { port: 1 }, grpc: { port: 1 } },
        ],
    },
    {
        path: [...waymark, "probes", "web", "readiness"],
        good: [{ successThreshold: 2 }],
        bad: [{ successThreshold: 0 }],
    },
    { path: [...waymark, "probes", "web", "startup"], good: [{ grpc: { port: 1 } }], bad: [{ successThreshold: 2 }] },
    { path: [...waymark, "traffic"], good: [{}], bad: [null, [], { connectTo: {} }] },
    ...["connectsTo", "acceptsFrom"].map((key) => ({
        path: [...waymark, "traffic", key],
        good: [
            {},
            { shop: { app: "shop", ports: [{ port: 1 }] } },
            { shop: { app: "shop", namespace: "xx", ports: [{ port: 1, protocol: "UDP" }] } },
        ],
        bad: [
            null,
            [],
            { shop: { ports: [{ port: 1 }] } },
            { shop: { app: "shop" } },
            { shop: { app: "shop", ports: [] } },
            { shop: { app: "shop", ports: [1] } },
            { shop: { app: "shop", ports: [{ port: 0 }] } },
            { shop: { app: "shop", ports: [{ port: 1, protocol: "udp" }] } },
            { shop: { app: "Shop", ports: [{ port: 1 }] } },
            { Shop: { app: "shop", ports: [{ port: 1 }] } },
        ],
    })),
    {
        path: [...waymark, "slo"],
        good: [
            { availability: 99.9 },
            { latency: { percent: 50, milliseconds: 1 } },
            { availability: 0.1, latency: { percent: 99.99, milliseconds: 60_000 } },
        ],
        bad: [
            null,
            {},
            { availability: 0 },
            { availability: 100 },
            { availability: "99.9" },
            { latency: { percent: 99 } },
            { latency: { milliseconds: 300 } },
            { latency: { percent: 99, milliseconds: 0.5 } },
            { errors: 1 },
        ],
    },
    {
        path: [...waymark, "waivers"],
        good: [[], ["W-2026-014"], ["a", "b.c_d"]],
        bad: [null, "W-1", [1], [""], ["a b"], ["-a"]],
    },
    {
        path: [...waymark, "traffic", "external"],
        good: [
            {},
            { api: { host: "api.example.com", ports: [{ port: 443 }] } },
            { api: { cidr: "203.0.113.0/24", ports: [{ port: 443 }] } },
            { api: { cidr: "2001:db8::/32", ports: [{ port: 443 }] } },
        ],
        bad: [
            null,
            { api: { ports: [{ port: 443 }] } },
            { api: { host: "a.example", cidr: "203.0.113.0/24", ports: [{ port: 443 }] } },
            { api: { host: "https://a.example", ports: [{ port: 443 }] } },
            { api: { host: "a..example", ports: [{ port: 443 }] } },
            { api: { host: "", ports: [{ port: 443 }] } },
            { api: { cidr: "203.0.113.0", ports: [{ port: 443 }] } },
            { api: { cidr: "203.0.113.0/33", ports: [{ port: 443 }] } },
            { api: { host: "a.example" } },
        ],
    },
];

/** What a row needs around its path to be valid otherwise. */
function base(path: readonly string[]): Data {
    let document = minimal;
    if (path[0] === "resources" && path.length > 2) {
        document = withValue(document, ["resources", "db"], { type: "postgres" });
    }
    if (path[0] === "service" && path.length > 3) {
        document = withValue(document, path.slice(0, 3), { port: 80 });
    }
    if (path[2] === "files" && path.length > 4) {
        document = withValue(document, path.slice(0, 4), { content: "" });
    }
    if (path[2] === "before") {
        document = withValue(document, ["containers", "app"], { image: "x" });
    }
    return document;
}

/** The document with a value at a path, and around it what makes it valid otherwise. */
export function documentOf(path: string[], value: unknown): Data {
    return withValue(base(path), path, value);
}
