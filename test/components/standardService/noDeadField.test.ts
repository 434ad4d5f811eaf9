import assert from "node:assert/strict";
import type { StandardServiceArgs } from "../../../components/standardService/args";
import { StandardService } from "../../../components/standardService/standardService";
import { preview } from "../../../engine";

const base: StandardServiceArgs = {
    environment: "staging",
    namespace: "shop",
    image: "acme/api:1.0",
    volumes: { cache: {} },
    mounts: { "/cache": { volume: "cache" } },
};
const httpGet = { path: "/up", port: 9000 };
const db = { app: "db", ports: [{ port: 5432 }] };
const key = { secretName: "external", key: "token" };

/** One changed argument per row, on top of `base`. */
const changes: Record<string, Partial<StandardServiceArgs>> = {
    environment: { environment: "dev" },
    tier: { tier: "prod" },
    namespace: { namespace: "other" },
    team: { team: "payments" },
    owner: { owner: "ana" },
    image: { image: "acme/api:1.1" },
    command: { command: ["run"] },
    args: { args: ["--fast"] },
    variables: { variables: { A: "b" } },
    secretVariables: { secretVariables: { A: key } },
    secretValues: { secretValues: { A: "b" } },
    "files.content": { files: { "/a": { content: "b" } } },
    "files.binaryContent": { files: { "/a": { binaryContent: "Yg==" } } },
    "files.secretContent": { files: { "/a": { secretContent: "b" } } },
    "files.secret": { files: { "/a": { secret: key } } },
    "files.mode": { files: { "/a": { content: "b", mode: "0440" } } },
    "mounts.path": { mounts: { "/cache": { volume: "cache", path: "sub" } } },
    "mounts.readOnly": { mounts: { "/cache": { volume: "cache", readOnly: true } } },
    "volumes.claim": { volumes: { cache: { claim: { size: "1Gi" } } } },
    "volumes.claim.storageClass": { volumes: { cache: { claim: { size: "1Gi", storageClass: "fast" } } } },
    "volumes.emptyDir.medium": { volumes: { cache: { emptyDir: { medium: "Memory" } } } },
    "volumes.emptyDir.sizeLimit": { volumes: { cache: { emptyDir: { sizeLimit: "1Gi" } } } },
    "volumes.existingClaim": { volumes: { cache: { existingClaim: "old" } } },
    "resources.requests.cpu": { resources: { requests: { cpu: "100m" } } },
    "resources.limits.memory": { resources: { limits: { memory: "1Gi" } } },
    livenessProbe: { livenessProbe: { httpGet } },
    readinessProbe: { readinessProbe: { httpGet } },
    startupProbe: { startupProbe: { httpGet } },
    "probe.host": { livenessProbe: { httpGet: { ...httpGet, host: "api.example" } } },
    ports: { ports: { http: { port: 80 } } },
    "ports.targetPort": { ports: { http: { port: 80, targetPort: 8081 } } },
    "ports.protocol": { ports: { http: { port: 80, protocol: "UDP" } } },
    replicas: { replicas: 2 },
    "autoscaling.enabled": { autoscaling: { enabled: true } },
    "autoscaling.minReplicas": { autoscaling: { minReplicas: 2 } },
    "autoscaling.maxReplicas": { autoscaling: { maxReplicas: 12 } },
    "autoscaling.cpuPercent": { autoscaling: { cpuPercent: 60 } },
    defaultProbes: { defaultProbes: false },
    connectsTo: { connectsTo: { db } },
    acceptsFrom: { acceptsFrom: { db } },
    annotations: { annotations: { note: "b" } },
};

describe("StandardService arguments", () => {
    it("each change what is registered, and each differently", async () => {
        const seen = new Map<string, string>([[await outputs(base), "nothing"]]);
        for (const [name, change] of Object.entries(changes)) {
            const text = await outputs({ ...base, ...change });
            assert.equal(seen.get(text), undefined, `${name} changes nothing more than ${seen.get(text)}`);
            seen.set(text, name);
        }
    });

    it("lift protection where asked", async () => {
        const held = { ...base, volumes: { cache: { claim: { size: "1Gi" } } } };
        assert.notEqual(await outputs(held), await outputs({ ...held, protection: "none" }));
    });
});

/** What the children are made from; the component's own inputs would show every change. */
async function outputs(args: StandardServiceArgs): Promise<string> {
    const { resources } = await preview(() => {
        new StandardService("api", args);
    });
    const children = resources.filter(({ type }) => !type.startsWith("waymark:"));
    return JSON.stringify(children.map(({ type, name, inputs, options }) => [type, name, inputs, options]));
}
