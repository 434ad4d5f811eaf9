import { Agent } from "node:https";
import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** How an API server is reached. */
export interface KubeAccess {
    /** For example `https://127.0.0.1:6443`. */
    server: string;
    token?: string;
    agent: Agent;
}

interface ClusterEntry {
    server?: string;
    "certificate-authority-data"?: string;
    "insecure-skip-tls-verify"?: boolean;
}

interface KubeConfigFile {
    "current-context"?: string;
    contexts?: { name: string; context: { cluster: string; user: string } }[];
    clusters?: { name: string; cluster: ClusterEntry }[];
    users?: { name: string; user: Record<string, string | undefined> }[];
}

/** Access as the current context of a kubeconfig describes it; credentials are those that kind, k3d and we write. */
export function accessFrom(file: string): KubeAccess {
    const config = readConfig(file);
    const context = config.contexts?.find(({ name }) => name === config["current-context"])?.context;
    const cluster = config.clusters?.find(({ name }) => name === context?.cluster)?.cluster;
    const user = config.users?.find(({ name }) => name === context?.user)?.user ?? {};
    if (cluster?.server === undefined) {
        throw new Error(`${file}: the current context names no cluster`);
    }
    const agent = new Agent({
        keepAlive: true,
        ca: decoded(cluster["certificate-authority-data"]),
        rejectUnauthorized: cluster["insecure-skip-tls-verify"] !== true,
        cert: decoded(user["client-certificate-data"]),
        key: decoded(user["client-key-data"]),
    });
    return { server: cluster.server, token: user.token, agent };
}

function readConfig(file: string): KubeConfigFile {
    return parse(readFileSync(file, "utf8")) as KubeConfigFile;
}

function decoded(data: string | undefined): Buffer | undefined {
    return data === undefined ? undefined : Buffer.from(data, "base64");
}
