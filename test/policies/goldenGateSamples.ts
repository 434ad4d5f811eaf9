import * as waymark from "../..";
import { AwsAmqp } from "../../components/aws/awsAmqp";
import { AwsBucket } from "../../components/aws/awsBucket";
import { AwsMySql } from "../../components/aws/awsMySql";
import { AwsRedis } from "../../components/aws/awsRedis";
import { BackingService } from "../../components/backingService/backingService";

export type Arguments = Record<string, unknown>;

/** Arguments with which a row of the table holds, and such with which it doesn't. */
interface Sample {
    weak: Arguments[];
    fine: Arguments[];
}

const ports = { http: { port: 8080 } };
const alive = { httpGet: { path: "/alive", port: 8080 } };
const ready = { httpGet: { path: "/ready", port: 8080 } };
const both = { livenessProbe: alive, readinessProbe: ready };

const base = { environment: "dev", namespace: "shop", team: "shop", image: "acme/api:1.0" };
export const several = { ...base, image: undefined };

const edge = (cidr: string) => ({ office: { cidr, ports: [{ port: 443 }] } });
const acceptsFrom = {
    weak: ["0.0.0.0/0", "::/0"].map((cidr) => ({ acceptsFrom: edge(cidr) })),
    fine: [{ acceptsFrom: edge("169.254.0.0/16") }],
};

/** For each row of the table arguments with which it holds, and such with which it doesn't. */
export const samples: Record<string, Sample> = {
    "StandardService image img-tag-mutable": {
        weak: [{ image: "acme/api" }, { image: "acme/api:latest" }],
        fine: [{ image: `acme/api:latest@sha256:${"0".repeat(64)}` }],
    },
    "StandardService containers.*.image img-tag-mutable": {
        weak: [{ ...several, containers: { web: { image: "acme/api" }, log: { image: "acme/log:2" } } }],
        fine: [{ ...several, containers: { web: { image: "acme/api:1" } } }],
    },
    "StandardService defaultProbes plat-no-probe": {
        weak: [
            { defaultProbes: false },
            { ...several, defaultProbes: false, containers: { web: { image: "acme/api:1" } } },
        ],
        fine: [{ defaultProbes: true }, { defaultProbes: false, livenessProbe: { exec: { command: ["alive"] } } }],
    },
    "StandardService defaultProbes rel-readiness-probe": {
        weak: [{ ports, defaultProbes: false }],
        fine: [{ defaultProbes: false }, { ports, defaultProbes: false, readinessProbe: ready, livenessProbe: alive }],
    },
    "StandardService defaultProbes rel-liveness-probe": {
        weak: [{ ports, defaultProbes: false }, { defaultProbes: false }],
        fine: [{ ports, defaultProbes: false, livenessProbe: alive }, { defaultProbes: true }],
    },
    ...probeSamples("rel-readiness-probe", "livenessProbe", {
        weak: [{ livenessProbe: alive }, { livenessProbe: alive, startupProbe: alive }],
        fine: [{ livenessProbe: alive, readinessProbe: ready }],
    }),
    ...probeSamples("rel-readiness-probe", "startupProbe", {
        weak: [{ startupProbe: alive }],
        fine: [{ startupProbe: alive, readinessProbe: ready }],
    }),
    ...probeSamples("rel-liveness-probe", "readinessProbe", {
        weak: [{ readinessProbe: ready }, { readinessProbe: ready, startupProbe: alive }],
        fine: [{ livenessProbe: alive, readinessProbe: ready }],
    }),
    ...probeSamples("rel-liveness-probe", "startupProbe", {
        weak: [{ startupProbe: alive }],
        fine: [{ livenessProbe: alive, startupProbe: alive }],
    }),
    ...probeSamples("rel-probes-identical", "livenessProbe", {
        weak: [
            { livenessProbe: alive, readinessProbe: alive },
            { livenessProbe: { ...alive, failureThreshold: 3 }, readinessProbe: { ...alive, initialDelaySeconds: 9 } },
        ],
        fine: [{ livenessProbe: { ...alive, failureThreshold: 9 }, readinessProbe: alive }, { livenessProbe: alive }],
    }),
    ...requestSamples("cpu"),
    ...requestSamples("memory"),
    "StandardService resources.limits.memory rel-memory-limit": {
        weak: [{ resources: { limits: { memory: "0" } } }],
        fine: [{ resources: { limits: { memory: "900Mi" } } }],
    },
    "StandardService containers.*.resources.limits.memory rel-memory-limit": {
        weak: [
            {
                ...several,
                containers: {
                    web: { image: "acme/web:1" },
                    log: { image: "acme/log:1", resources: { limits: { memory: "0" } } },
                },
            },
        ],
        fine: [
            {
                ...several,
                containers: {
                    web: { image: "acme/web:1" },
                    init: {
                        image: "acme/init:1",
                        resources: { limits: { memory: "0" } },
                        before: { web: { ready: "complete" } },
                    },
                },
            },
        ],
    },
    "StandardService replicas rel-min-replicas": {
        weak: [{ replicas: 1 }, { replicas: 1, autoscaling: { enabled: false } }],
        fine: [
            { replicas: 2 },
            { replicas: 0 },
            { replicas: 1, kind: "StatefulSet" },
            { replicas: 1, volumes: { data: { existingClaim: "data" } }, mounts: { "/data": { volume: "data" } } },
            { replicas: 1, volumes: { data: { claim: { size: "1Gi" } } }, mounts: { "/data": { volume: "data" } } },
        ],
    },
    "StandardService autoscaling.minReplicas rel-hpa-bounds": {
        weak: [{ autoscaling: { minReplicas: 1 } }, { autoscaling: { enabled: true, minReplicas: 1 } }],
        fine: [{ autoscaling: { minReplicas: 2 } }],
    },
    "StandardService autoscaling.maxReplicas rel-hpa-bounds": {
        weak: [{ autoscaling: { maxReplicas: 3 } }, { autoscaling: { minReplicas: 4, maxReplicas: 4 } }],
        fine: [{ autoscaling: { maxReplicas: 4 } }, { autoscaling: { minReplicas: 2, maxReplicas: 3 } }],
    },
    "StandardService connectsTo.*.cidr net-netpol-too-open": {
        weak: ["0.0.0.0/0", "::/0", "169.254.0.0/16"].map((cidr) => ({ connectsTo: edge(cidr) })),
        fine: [{ connectsTo: edge("10.0.0.0/8") }],
    },
    "StandardService acceptsFrom.*.cidr net-netpol-too-open": acceptsFrom,
    "PostgresDatabase acceptsFrom.*.cidr net-netpol-too-open": acceptsFrom,
    "StandardService protection plat-delete-protection": {
        weak: [
            {
                environment: "prod",
                protection: "none",
                volumes: { data: { claim: { size: "1Gi" } } },
                mounts: { "/data": { volume: "data" } },
            },
        ],
        fine: [{ environment: "prod", protection: "none" }],
    },
    "PostgresDatabase protection plat-delete-protection": {
        weak: [{ environment: "prod", protection: "none" }],
        fine: [{ environment: "prod", protection: "tier" }],
    },
    "TeamNamespace dns.cidrs net-netpol-too-open": {
        weak: [{ dns: { cidrs: ["169.254.20.10/32", "0.0.0.0/0"] } }, { dns: { cidrs: ["169.254.0.0/16"] } }],
        fine: [{ dns: { cidrs: ["169.254.20.10/32"] } }],
    },
    "BackingService protection plat-delete-protection": {
        weak: [{ environment: "prod", protection: "none", dataPath: "/data", storage: "1Gi" }],
        fine: [
            { environment: "prod", protection: "none" },
            { environment: "prod", protection: "tier", dataPath: "/data", storage: "1Gi" },
        ],
    },
    ...awsSamples("AwsAmqp", "plat-delete-protection"),
    ...awsSamples("AwsBucket", "plat-delete-protection", "aws-s3-force-destroy"),
    ...awsSamples("AwsMySql", "plat-delete-protection", "aws-rds-deletion-protection"),
    ...awsSamples("AwsRedis", "plat-delete-protection"),
    "TeamNamespace podSecurity.level gov-namespace-guardrails": {
        weak: [{ podSecurity: { level: "privileged" } }],
        fine: [{ podSecurity: { level: "baseline" } }],
    },
};

function requestSamples(unit: "cpu" | "memory"): typeof samples {
    const flat = (kind: string) => ({
        weak: [{ resources: { [kind]: { [unit]: "0" } } }],
        fine: [{ resources: { [kind]: { [unit]: "900Mi" } } }],
    });
    const ofSeveral = (kind: string) => {
        const log = (amount: string, before?: object) => {
            const resources = { [kind]: { [unit]: amount } };
            const containers = { web: { image: "acme/web:1" }, log: { image: "acme/log:1", resources, before } };
            return { ...several, containers };
        };
        return {
            weak: [log("0"), log("0.0", { web: { ready: "started" } })],
            fine: [log("900Mi"), log("0", { web: { ready: "complete" } })],
        };
    };
    return {
        [`StandardService resources.requests.${unit} rel-${unit}-request`]: flat("requests"),
        [`StandardService resources.limits.${unit} rel-${unit}-request`]: flat("limits"),
        [`StandardService containers.*.resources.requests.${unit} rel-${unit}-request`]: ofSeveral("requests"),
        [`StandardService containers.*.resources.limits.${unit} rel-${unit}-request`]: ofSeveral("limits"),
    };
}

/** A rule about probes, of the only container as it is written flat and under its name. */
function probeSamples(rule: string, argument: string, { weak, fine }: Sample): Record<string, Sample> {
    const named = (probes: Arguments) => ({
        ...several,
        ports,
        containers: { web: { image: "acme/web:1", ...probes } },
    });
    const two = (probes: Arguments) => {
        const containers = { web: { image: "acme/web:1", ...probes }, log: { image: "acme/log:1", ...both } };
        return { ...several, ports, containers };
    };
    // Nobody adds probes to one of several containers, so that a missing one is no weakening there.
    const identical = rule === "rel-probes-identical";
    return {
        [`StandardService ${argument} ${rule}`]: {
            weak: weak.map((probes) => ({ ports, ...probes })),
            fine: fine.map((probes) => ({ ports, ...probes })),
        },
        [`StandardService containers.*.${argument} ${rule}`]: {
            weak: [...weak.map(named), ...(identical ? weak.map(two) : [])],
            fine: fine.map(named),
        },
    };
}

function awsSamples(kind: string, ...rules: readonly string[]): Record<string, Sample> {
    const sample = {
        weak: [{ environment: "prod", protection: "none" }],
        fine: [{ environment: "prod" }, { environment: "prod", protection: "tier" }],
    };
    return Object.fromEntries(rules.map((rule) => [`${kind} protection ${rule}`, sample]));
}

const aws = {
    ...{ environment: "dev", namespace: "shop", region: "eu-central-1", vpcId: "vpc-0123456789abcdef0" },
    subnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
    securityGroupIds: ["sg-0123456789abcdef0"],
};
const { region } = aws;
const server = {
    ...{ environment: "dev", namespace: "shop", role: "cache", container: "cache", image: "acme/cache:1", user: 999 },
    ...{ ports: { cache: 6379 }, size: { cpu: "1", cpuLimit: "1", memory: "64Mi" }, check: { tcp: 6379 } },
};

/** Makes a component of each type. */
export const components: Record<string, (args: Arguments) => unknown> = {
    StandardService: (args) => new waymark.StandardService("api", { ...base, ...args }),
    PostgresDatabase: (args) => new waymark.PostgresDatabase("api", { environment: "dev", namespace: "shop", ...args }),
    BackingService: (args) => new BackingService("api", { ...server, ...args }, () => ({})),
    AwsAmqp: (args) => new AwsAmqp("api", { ...aws, ...args }),
    AwsBucket: (args) => new AwsBucket("api", { environment: "dev", namespace: "shop", region, ...args }),
    AwsMySql: (args) => new AwsMySql("api", { ...aws, ...args }),
    AwsRedis: (args) => new AwsRedis("api", { ...aws, ...args }),
    TeamNamespace: (args) => new waymark.TeamNamespace("api", { environment: "dev", ...args }),
};
