import { minimal, withValue, type Data } from "./documents";

const probes = ["metadata", "waymark", "probes"];
const variable = (text: string) => withValue(minimal, ["containers", "web", "variables"], { A: text });
const withApp = withValue(minimal, ["containers", "app"], { image: "x" });
const before = (name: string, value: unknown, document = withApp) =>
    withValue(document, ["containers", name, "before"], value);

/** What the validator says and a JSON Schema can't: why, and a document that only the validator refuses. */
export const beyondSchemas: Readonly<Record<string, { why: string; document: Data }>> = {
    "placeholder-malformed": { why: "the text around it is free", document: variable("${metadata}") },
    "placeholder-root": { why: "the text around it is free", document: variable("${env.HOME}") },
    "placeholder-missing-key": { why: "the key stands elsewhere", document: variable("${metadata.owner}") },
    "placeholder-not-a-map": { why: "the value stands elsewhere", document: variable("${metadata.name.first}") },
    "placeholder-without-output": {
        why: "the same text may name a volume elsewhere",
        document: withValue(variable("${resources.db}"), ["resources", "db"], { type: "postgres" }),
    },
    "unknown-resource": { why: "resources stand elsewhere", document: variable("${resources.db.host}") },
    "unknown-container": {
        why: "containers stand elsewhere",
        document: before("web", { ap: { ready: "started" } }),
    },
    "before-itself": { why: "the name is the key above", document: before("web", { web: { ready: "started" } }) },
    "before-cycle": {
        why: "it takes several containers",
        document: before("app", { web: { ready: "started" } }, before("web", { app: { ready: "started" } })),
    },
    "before-without-probe": {
        why: "the probe may stand elsewhere",
        document: before("web", { app: { ready: "healthy" } }),
    },
    "before-healthy-and-complete": {
        why: "it takes several entries",
        document: before(
            "web",
            { app: { ready: "healthy" }, job: { ready: "complete" } },
            withValue(withApp, ["containers", "job"], { image: "x" }),
        ),
    },
    "replica-range": {
        why: "two numbers are compared",
        document: withValue(minimal, ["metadata", "waymark", "autoscaling"], { minReplicas: 3, maxReplicas: 2 }),
    },
    "given-twice": {
        why: "the other probe stands elsewhere",
        document: withValue(
            withValue(minimal, ["containers", "web", "livenessProbe"], { exec: { command: ["a"] } }),
            probes,
            { web: { liveness: { grpc: { port: 1 } } } },
        ),
    },
    "probe-without-check": {
        why: "the probe stands elsewhere",
        document: withValue(withApp, probes, { web: { liveness: { periodSeconds: 5 } } }),
    },
};
