import assert from "node:assert/strict";
import type { Resource } from "@pulumi/pulumi";
import type { BackingServiceArgs } from "../../components/backingService/args";
import { BackingService } from "../../components/backingService/backingService";
import { PostgresDatabase, StandardService, TeamNamespace } from "../../index";
import type { PostgresDatabaseArgs, StandardServiceArgs, TeamNamespaceArgs } from "../../index";
import { preview } from "../../engine";
import { awsTables } from "./aws/argumentTables";
import { declaredProperties } from "./declaredArgs";

/** Arguments by the property that differs in them, `Interface.property`; `base` is what they differ from. */
interface Table<Args> {
    make: (args: Args) => Resource;
    base: Args;
    changes: Record<string, Args>;
}

const httpGet = { path: "/up", port: 9000 };
const db = { app: "db", ports: [{ port: 5432 }] };
const external = { secretName: "external", key: "token" };

const service: StandardServiceArgs = {
    environment: "staging",
    namespace: "shop",
    image: "acme/api:1.0",
    volumes: { cache: {} },
    mounts: { "/cache": { volume: "cache" } },
};
const probe = (livenessProbe: StandardServiceArgs["livenessProbe"]) => ({ ...service, livenessProbe });
const http = (more: object) => probe({ httpGet: { ...httpGet, ...more } });
const files = (file: object) => ({ ...service, files: { "/a": file } });
const cache = (volume: object) => ({ ...service, volumes: { cache: volume } });
const port = (more: object) => ({ ...service, ports: { http: { port: 80, ...more } } });
const edge = (more: object) => ({ ...service, connectsTo: { db: { ports: [{ port: 5432 }], ...more } } });

const latency = { percent: 99, milliseconds: 300 };
const several = (sidecar: object): StandardServiceArgs => ({
    environment: "staging",
    namespace: "shop",
    containers: { web: { image: "acme/api:1.0" }, sidecar: { image: "acme/sidecar:1.0", ...sidecar } },
});

const services: Table<StandardServiceArgs> = {
    make: (args) => new StandardService("api", args),
    base: service,
    changes: {
        "StandardServiceArgs.environment": { ...service, environment: "dev" },
        "StandardServiceArgs.tier": { ...service, tier: "prod" },
        "StandardServiceArgs.namespace": { ...service, namespace: "other" },
        "StandardServiceArgs.team": { ...service, team: "payments" },
        "StandardServiceArgs.owner": { ...service, owner: "ana" },
        "StandardServiceArgs.image": { ...service, image: "acme/api:1.1" },
        "StandardServiceArgs.containers": {
            environment: "staging",
            namespace: "shop",
            containers: { web: { image: "acme/api:1.0" }, sidecar: { image: "acme/sidecar:1.0" } },
        },
        "ContainerArgs.image": {
            environment: "staging",
            namespace: "shop",
            containers: { web: { image: "acme/api:1.1" }, sidecar: { image: "acme/sidecar:1.0" } },
        },
        "ContainerArgs.before": several({ before: { web: { ready: "started" } } }),
        "BeforeArgs.ready": several({ before: { web: { ready: "complete" } } }),
        "StandardServiceArgs.serviceName": { ...port({ port: 82 }), serviceName: "front" },
        "StandardServiceArgs.kind": { ...service, kind: "StatefulSet" },
        "StandardServiceArgs.slo": { ...service, slo: { availability: 99.9, latency } },
        "SloArgs.availability": { ...service, slo: { availability: 99 } },
        "SloArgs.latency": { ...service, slo: { latency } },
        "LatencyArgs.percent": { ...service, slo: { latency: { ...latency, percent: 95 } } },
        "LatencyArgs.milliseconds": { ...service, slo: { latency: { ...latency, milliseconds: 100 } } },
        "StandardServiceArgs.waivers": { ...service, waivers: ["W-1"] },
        "StandardServiceArgs.ports": port({}),
        "PortArgs.port": port({ port: 81 }),
        "PortArgs.targetPort": port({ targetPort: 8081 }),
        "PortArgs.protocol": port({ protocol: "UDP" }),
        "StandardServiceArgs.volumes": cache({ emptyDir: { medium: "Memory", sizeLimit: "2Gi" } }),
        "VolumeArgs.claim": cache({ claim: { size: "1Gi" } }),
        "ClaimArgs.size": cache({ claim: { size: "2Gi" } }),
        "ClaimArgs.storageClass": cache({ claim: { size: "1Gi", storageClass: "fast" } }),
        "VolumeArgs.emptyDir": cache({ emptyDir: { medium: "Memory", sizeLimit: "1Gi" } }),
        "EmptyDirArgs.medium": cache({ emptyDir: { medium: "Memory" } }),
        "EmptyDirArgs.sizeLimit": cache({ emptyDir: { sizeLimit: "1Gi" } }),
        "VolumeArgs.existingClaim": cache({ existingClaim: "old" }),
        "StandardServiceArgs.replicas": { ...service, replicas: 2 },
        "StandardServiceArgs.autoscaling": { ...service, autoscaling: { minReplicas: 2, maxReplicas: 3 } },
        "AutoscalingArgs.enabled": { ...service, autoscaling: { enabled: true } },
        "AutoscalingArgs.minReplicas": { ...service, autoscaling: { minReplicas: 2 } },
        "AutoscalingArgs.maxReplicas": { ...service, autoscaling: { maxReplicas: 12 } },
        "AutoscalingArgs.cpuPercent": { ...service, autoscaling: { cpuPercent: 60 } },
        "StandardServiceArgs.defaultProbes": { ...service, defaultProbes: false },
        "StandardServiceArgs.connectsTo": edge({ app: "db" }),
        "StandardServiceArgs.acceptsFrom": { ...service, acceptsFrom: { db } },
        "ConnectionArgs.app": edge({ app: "ledger" }),
        "ConnectionArgs.namespace": edge({ app: "db", namespace: "bank" }),
        "ConnectionArgs.cidr": edge({ cidr: "10.0.0.0/8" }),
        "ConnectionArgs.host": edge({ host: "api.example.com" }),
        "ConnectionArgs.ports": edge({ app: "db", ports: [{ port: 5432 }, { port: 9187 }] }),
        "ConnectionPortArgs.port": edge({ app: "db", ports: [{ port: 5433 }] }),
        "ConnectionPortArgs.protocol": edge({ app: "db", ports: [{ port: 5432, protocol: "UDP" }] }),
        "StandardServiceArgs.annotations": { ...service, annotations: { note: "b" } },
        "StandardServiceArgs.podLabels": { ...service, podLabels: { track: "canary" } },
        "StandardServiceArgs.serviceAccountAnnotations": { ...service, serviceAccountAnnotations: { role: "b" } },
        "StandardServiceArgs.protection": { ...cache({ claim: { size: "1Gi" } }), protection: "none" },
        "ContainerSettingsArgs.command": { ...service, command: ["run"] },
        "ContainerSettingsArgs.args": { ...service, args: ["--fast"] },
        "ContainerSettingsArgs.variables": { ...service, variables: { A: "b" } },
        "ContainerSettingsArgs.secretVariables": { ...service, secretVariables: { A: external } },
        "SecretKeyArgs.secretName": { ...service, secretVariables: { A: { ...external, secretName: "other" } } },
        "SecretKeyArgs.key": { ...service, secretVariables: { A: { ...external, key: "other" } } },
        "ContainerSettingsArgs.secretValues": { ...service, secretValues: { A: "b" } },
        "ContainerSettingsArgs.files": files({ content: "c" }),
        "FileArgs.content": files({ content: "b" }),
        "FileArgs.binaryContent": files({ binaryContent: "Yg==" }),
        "FileArgs.secretContent": files({ secretContent: "b" }),
        "FileArgs.secret": files({ secret: external }),
        "FileArgs.mode": files({ content: "b", mode: "0440" }),
        "ContainerSettingsArgs.mounts": { ...service, mounts: { "/other": { volume: "cache" } } },
        "MountArgs.volume": {
            ...service,
            volumes: { cache: {}, other: {} },
            mounts: { "/cache": { volume: "other" } },
        },
        "MountArgs.path": { ...service, mounts: { "/cache": { volume: "cache", path: "sub" } } },
        "MountArgs.readOnly": { ...service, mounts: { "/cache": { volume: "cache", readOnly: true } } },
        "ContainerSettingsArgs.resources": { ...service, resources: { limits: { memory: "2Gi" } } },
        "ResourcesArgs.requests": { ...service, resources: { requests: { cpu: "50m" } } },
        "ResourcesArgs.limits": { ...service, resources: { limits: { cpu: "2" } } },
        "ResourceAmountsArgs.cpu": { ...service, resources: { requests: { cpu: "100m" } } },
        "ResourceAmountsArgs.memory": { ...service, resources: { requests: { memory: "100Mi" } } },
        "ContainerSettingsArgs.livenessProbe": http({}),
        "ContainerSettingsArgs.readinessProbe": { ...service, readinessProbe: { httpGet } },
        "ContainerSettingsArgs.startupProbe": { ...service, startupProbe: { httpGet } },
        "ProbeArgs.httpGet": http({ path: "/other" }),
        "HttpGetArgs.path": http({ path: "/healthz" }),
        "HttpGetArgs.port": http({ port: 9001 }),
        "HttpGetArgs.scheme": http({ scheme: "HTTPS" }),
        "HttpGetArgs.host": http({ host: "api.example" }),
        "HttpGetArgs.httpHeaders": http({ httpHeaders: [{ name: "A", value: "b" }] }),
        "HttpHeaderArgs.name": http({ httpHeaders: [{ name: "B", value: "b" }] }),
        "HttpHeaderArgs.value": http({ httpHeaders: [{ name: "A", value: "c" }] }),
        "ProbeArgs.exec": probe({ exec: { command: ["true"] } }),
        "ExecArgs.command": probe({ exec: { command: ["false"] } }),
        "ProbeArgs.tcpSocket": probe({ tcpSocket: { port: 9000 } }),
        "TcpSocketArgs.port": probe({ tcpSocket: { port: 9001 } }),
        "ProbeArgs.grpc": probe({ grpc: { port: 9000 } }),
        "GrpcArgs.port": probe({ grpc: { port: 9001 } }),
        "GrpcArgs.service": probe({ grpc: { port: 9000, service: "shop" } }),
        "ProbeArgs.initialDelaySeconds": probe({ httpGet, initialDelaySeconds: 7 }),
        "ProbeArgs.periodSeconds": probe({ httpGet, periodSeconds: 7 }),
        "ProbeArgs.timeoutSeconds": probe({ httpGet, timeoutSeconds: 7 }),
        "ProbeArgs.failureThreshold": probe({ httpGet, failureThreshold: 7 }),
        "ProbeArgs.successThreshold": { ...service, readinessProbe: { httpGet, successThreshold: 7 } },
    },
};

const database: PostgresDatabaseArgs = { environment: "staging", namespace: "shop" };
const databases: Table<PostgresDatabaseArgs> = {
    make: (args) => new PostgresDatabase("ledger", args),
    base: database,
    changes: {
        "PostgresDatabaseArgs.environment": { ...database, environment: "dev" },
        "PostgresDatabaseArgs.tier": { ...database, tier: "prod" },
        "PostgresDatabaseArgs.namespace": { ...database, namespace: "other" },
        "PostgresDatabaseArgs.team": { ...database, team: "payments" },
        "PostgresDatabaseArgs.owner": { ...database, owner: "ana" },
        "PostgresDatabaseArgs.version": { ...database, version: "16" },
        "PostgresDatabaseArgs.storage": { ...database, storage: "20Gi" },
        "PostgresDatabaseArgs.backup": { ...database, backup: false },
        "PostgresDatabaseArgs.size": { ...database, size: "large" },
        "PostgresDatabaseArgs.databaseName": { ...database, databaseName: "books" },
        "PostgresDatabaseArgs.acceptsFrom": { ...database, acceptsFrom: { api: db } },
        "PostgresDatabaseArgs.protection": { ...database, protection: "none" },
    },
};

const namespace: TeamNamespaceArgs = { environment: "staging" };
const dns = (change: object) => ({ ...namespace, dns: change });
const quota = (change: object) => ({ ...namespace, quota: change });
const namespaces: Table<TeamNamespaceArgs> = {
    make: (args) => new TeamNamespace("shop", args),
    base: namespace,
    changes: {
        "TeamNamespaceArgs.environment": { environment: "dev" },
        "TeamNamespaceArgs.tier": { ...namespace, tier: "prod" },
        "TeamNamespaceArgs.namespaceName": { ...namespace, namespaceName: "store" },
        "TeamNamespaceArgs.team": { ...namespace, team: "payments" },
        "TeamNamespaceArgs.owner": { ...namespace, owner: "ana" },
        "TeamNamespaceArgs.costCenter": { ...namespace, costCenter: "cc-1" },
        "TeamNamespaceArgs.quota": quota({ pods: 7, loadBalancers: 1 }),
        "QuotaArgs.requestsCpu": quota({ requestsCpu: "7" }),
        "QuotaArgs.requestsMemory": quota({ requestsMemory: "7Gi" }),
        "QuotaArgs.limitsMemory": quota({ limitsMemory: "7Gi" }),
        "QuotaArgs.pods": quota({ pods: 7 }),
        "QuotaArgs.persistentVolumeClaims": quota({ persistentVolumeClaims: 7 }),
        "QuotaArgs.loadBalancers": quota({ loadBalancers: 7 }),
        "QuotaArgs.nodePorts": quota({ nodePorts: 7 }),
        "TeamNamespaceArgs.containerDefaults": { ...namespace, containerDefaults: { requestsCpu: "70m" } },
        "ContainerDefaultsArgs.requestsCpu": { ...namespace, containerDefaults: { requestsCpu: "7m" } },
        "ContainerDefaultsArgs.requestsMemory": { ...namespace, containerDefaults: { requestsMemory: "7Mi" } },
        "ContainerDefaultsArgs.limitsMemory": { ...namespace, containerDefaults: { limitsMemory: "7Gi" } },
        "TeamNamespaceArgs.podSecurity": { ...namespace, podSecurity: { level: "privileged" } },
        "PodSecurityArgs.level": { ...namespace, podSecurity: { level: "baseline" } },
        "PodSecurityArgs.version": { ...namespace, podSecurity: { version: "v1.30" } },
        "TeamNamespaceArgs.dns": dns({ namespace: "dns", cidrs: ["10.0.0.10/32"] }),
        "DnsArgs.namespace": dns({ namespace: "dns" }),
        "DnsArgs.podLabels": dns({ podLabels: { app: "coredns" } }),
        "DnsArgs.cidrs": dns({ cidrs: ["169.254.20.10/32"] }),
        "TeamNamespaceArgs.protection": { ...namespace, protection: "none" },
    },
};

const server: BackingServiceArgs = {
    environment: "staging",
    namespace: "shop",
    role: "cache",
    container: "valkey",
    image: "valkey:8.1.8",
    user: 999,
    ports: { redis: 6379 },
    dataPath: "/data",
    storage: "1Gi",
    passwords: { password: 32 },
    size: { cpu: "100m", cpuLimit: "1", memory: "512Mi" },
    check: { tcp: 6379 },
};
const size = (change: object) => ({ ...server, size: { ...server.size, ...change } });
const servers: Table<BackingServiceArgs> = {
    make: (args) => new BackingService("cache", args, ({ host }) => ({ host })),
    base: server,
    changes: {
        "BackingServiceArgs.environment": { ...server, environment: "dev" },
        "BackingServiceArgs.tier": { ...server, tier: "prod" },
        "BackingServiceArgs.namespace": { ...server, namespace: "other" },
        "BackingServiceArgs.team": { ...server, team: "payments" },
        "BackingServiceArgs.owner": { ...server, owner: "ana" },
        "BackingServiceArgs.protection": { ...server, protection: "none" },
        "BackingServiceArgs.role": { ...server, role: "database" },
        "BackingServiceArgs.container": { ...server, container: "server" },
        "BackingServiceArgs.image": { ...server, image: "valkey:8.1.9" },
        "BackingServiceArgs.user": { ...server, user: 1000 },
        "BackingServiceArgs.ports": { ...server, ports: { redis: 6380 } },
        "BackingServiceArgs.command": { ...server, command: ["run"] },
        "BackingServiceArgs.args": { ...server, args: ["run"] },
        "BackingServiceArgs.variables": { ...server, variables: { A: "b" } },
        "BackingServiceArgs.secretVariables": { ...server, secretVariables: { A: "password" } },
        "BackingServiceArgs.passwords": { ...server, passwords: { password: 40 } },
        "BackingServiceArgs.dataPath": { ...server, dataPath: "/other" },
        "BackingServiceArgs.storage": { ...server, storage: "2Gi" },
        "BackingServiceArgs.writable": { ...server, writable: ["/run"] },
        "BackingServiceArgs.copied": { ...server, copied: ["/etc/valkey"] },
        "BackingServiceArgs.size": size({ cpu: "200m", cpuLimit: "2" }),
        "ServerSizeArgs.cpu": size({ cpu: "200m" }),
        "ServerSizeArgs.cpuLimit": size({ cpuLimit: "2" }),
        "ServerSizeArgs.memory": size({ memory: "1Gi" }),
        "BackingServiceArgs.check": { ...server, check: { tcp: 6380 } },
        "ServerCheckArgs.tcp": { ...server, check: { tcp: 6381 } },
        "ServerCheckArgs.command": { ...server, check: { command: ["ping"] } },
        "ServerCheckArgs.http": { ...server, check: { http: 6379 } },
        "ServerCheckArgs.path": { ...server, check: { http: 6379, path: "/health" } },
        "BackingServiceArgs.prepare": { ...server, prepare: ["run"] },
        "BackingServiceArgs.afterStart": { ...server, afterStart: ["run"] },
        "BackingServiceArgs.connectsTo": { ...server, connectsTo: { db } },
    },
};

describe("no argument is dead", () => {
    const tables = {
        StandardService: services,
        PostgresDatabase: databases,
        TeamNamespace: namespaces,
        BackingService: servers,
        ...awsTables,
    };

    for (const [name, table] of Object.entries(tables) as [string, Table<object>][]) {
        it(`each of ${name}'s changes what its children are made from, and each differently`, async () => {
            const seen = new Map<string, string>([[await children(table.make, table.base), "nothing"]]);
            for (const [property, args] of Object.entries(table.changes)) {
                const text = await children(table.make, args);
                assert.equal(seen.get(text), undefined, `${property} changes nothing more than ${seen.get(text)}`);
                seen.set(text, property);
            }
        });
    }

    it("and every argument that there is stands in one of the tables", () => {
        const inTables = [...new Set(Object.values(tables).flatMap(({ changes }) => Object.keys(changes)))];
        const { ContainerSettingsArgs: inherited, ...rest } = declaredProperties();
        // Nothing takes by themselves the arguments that all components in AWS inherit.
        const onlyInherited = ["AwsArgs", "AwsDataArgs"];
        const heirs = ["StandardServiceArgs", "ContainerArgs"];
        const declared = Object.entries(rest)
            .filter(([type]) => type.endsWith("Args") && !onlyInherited.includes(type))
            .flatMap(([type, { all }]) =>
                all
                    .filter((key) => !heirs.includes(type) || !inherited!.all.includes(key))
                    .map((key) => `${type}.${key}`),
            )
            .concat(inherited!.all.map((key) => `ContainerSettingsArgs.${key}`));
        assert.deepEqual(inTables.sort(), declared.sort());
    });
});

/** What the children are made from; the component's own inputs would show every change. */
async function children(make: (args: object) => Resource, args: object): Promise<string> {
    const { resources } = await preview(() => void make(args));
    return JSON.stringify(
        resources
            .filter(({ custom }) => custom)
            .map(({ type, name, inputs, options }) => [type, name, inputs, options]),
    );
}
