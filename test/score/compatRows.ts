/** A part of a document in an older or loose form, and the same in strict v1b1. */
export interface CompatRow {
    what: string;
    path: string[];
    old: string;
    /** What stands at the path afterwards; undefined: nothing. */
    strict: unknown;
    /** Changes elsewhere, by path. */
    also?: [string[], unknown][];
    warnings: string[];
}

const web = ["containers", "web"];
const waymark = ["metadata", "waymark"];

/** Every form that compat reads. */
export const compatRows: CompatRow[] = [
    {
        what: "the first apiVersion",
        path: ["apiVersion"],
        old: "score.sh/v1b1",
        strict: "score.dev/v1b1",
        warnings: ["old-api-version"],
    },
    {
        what: "properties that are inputs",
        path: ["resources", "db"],
        old: "{type: postgres, properties: {version: '16'}}",
        strict: { type: "postgres", params: { version: "16" } },
        warnings: ["properties-key"],
    },
    {
        what: "properties that declare outputs",
        path: ["resources", "db"],
        old: "{type: postgres, properties: {host: , port: {type: int, default: 5432, required: true}, pw: {secret: true}}}",
        strict: { type: "postgres" },
        warnings: ["output-properties"],
    },
    {
        what: "empty properties",
        path: ["resources", "db"],
        old: "{type: postgres, properties: }",
        strict: { type: "postgres" },
        warnings: ["output-properties"],
    },
    {
        what: "declared outputs of an environment, whose defaults stay",
        path: ["resources", "env"],
        old: "{type: environment, params: {B: given}, properties: {A: {default: one}, B: {default: two}, C: }}",
        strict: { type: "environment", params: { A: "one", B: "given" } },
        warnings: ["output-properties"],
    },
    {
        what: "resources as a list",
        path: ["resources"],
        old: "[{name: db, type: postgres}, {name: cache, type: redis, id: shared}]",
        strict: { db: { type: "postgres" }, cache: { type: "redis", id: "shared" } },
        warnings: ["resources-list"],
    },
    {
        what: "files by path",
        path: [...web, "files"],
        old: "[{path: /etc/a, content: x, mode: '0644'}]",
        strict: { "/etc/a": { content: "x", mode: "0644" } },
        warnings: ["files-list", "files-path"],
    },
    {
        what: "the upgrades that are always made",
        path: web,
        old: `{image: x, files: [{target: /a, content: [one, two]}], volumes: [{target: /b, source: c, read_only: true}]}`,
        strict: {
            image: "x",
            files: { "/a": { content: "one\ntwo" } },
            volumes: { "/b": { source: "c", readOnly: true } },
        },
        warnings: ["files-list", "content-list", "volumes-list", "read-only-key"],
    },
    {
        what: "probes",
        path: web,
        old: "{image: x, probes: {liveness: {httpGet: {path: /, port: 1}}, readiness: {exec: {command: [a]}}}}",
        strict: {
            image: "x",
            livenessProbe: { httpGet: { path: "/", port: 1 } },
            readinessProbe: { exec: { command: ["a"] } },
        },
        warnings: ["probes-map", "probes-map"],
    },
    {
        what: "a startup probe, which only metadata.waymark can hold",
        path: web,
        old: "{image: x, probes: {startup: {path: /, port: 1}}}",
        strict: { image: "x" },
        also: [[[...waymark, "probes", "web", "startup"], { httpGet: { path: "/", port: 1 } }]],
        warnings: ["flat-probe", "probes-map"],
    },
    {
        what: "flat probes and lower-case schemes",
        path: [...web, "livenessProbe"],
        old: "{path: /, port: 1, scheme: https, host: h}",
        strict: { httpGet: { path: "/", port: 1, scheme: "HTTPS", host: "h" } },
        warnings: ["flat-probe", "lower-case-scheme"],
    },
    {
        what: "timings of probes",
        path: [...web, "readinessProbe"],
        old: "{httpGet: {path: /, port: 1}, initialDelaySeconds: 5, failureThreshold: 3}",
        strict: { httpGet: { path: "/", port: 1 } },
        also: [[[...waymark, "probes", "web", "readiness"], { initialDelaySeconds: 5, failureThreshold: 3 }]],
        warnings: ["probe-timing", "probe-timing"],
    },
    {
        what: "the type env.config",
        path: ["resources", "env"],
        old: "{type: env.config}",
        strict: { type: "environment" },
        warnings: ["old-resource-type"],
    },
    {
        what: "a volume's mount path",
        path: ["resources", "data"],
        old: "{type: volume, params: {size: 1Gi, mount_path: /data}}",
        strict: { type: "volume", params: { size: "1Gi" } },
        also: [[[...web, "volumes"], { "/data": { source: "${resources.data}" } }]],
        warnings: ["mount-path-param"],
    },
    {
        what: "a volume's mount path below properties, alone there",
        path: ["resources", "data"],
        old: "{type: volume, properties: {mount_path: /data}}",
        strict: { type: "volume" },
        also: [[[...web, "volumes"], { "/data": { source: "${resources.data}" } }]],
        warnings: ["properties-key", "mount-path-param"],
    },
    {
        what: "a port by targetPort alone",
        path: ["service", "ports", "www"],
        old: "{targetPort: 8080}",
        strict: { targetPort: 8080, port: 8080 },
        warnings: ["target-port-only"],
    },
];
