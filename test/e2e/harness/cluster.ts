import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "./freePort";
import type { Keeper } from "./keeper";
import { accessFrom } from "./kubeAccess";
import { KubeClient } from "./kubeClient";
import type { ClusterTools } from "./tools";
import { until } from "./until";

/** A running cluster. */
export interface Cluster {
    /** Path of a kubeconfig for it. */
    kubeconfig: string;
    client: KubeClient;
    /** False for a cluster that somebody else runs. */
    own: boolean;
    /** Takes the API server away; only where the cluster is our own. */
    stopApiServer: () => Promise<void>;
    /** Brings it back on the same port and waits until it answers. */
    startApiServer: () => Promise<void>;
    /** To be called before a namespace is made; refuses one of somebody else's. */
    enter: (namespace: string) => Promise<void>;
    /** Takes away the namespaces that were made, where the cluster outlives the suite. */
    leave: () => Promise<void>;
}

/** Starts etcd, an API server with the admission that namespaces of ours rely on, and the controllers. */
export async function startCluster(tools: ClusterTools, keeper: Keeper): Promise<Cluster> {
    const folder = join(keeper.scratch, "cluster");
    mkdirSync(folder);
    const [client, peer, api, controllers] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
    const token = randomBytes(16).toString("hex");
    const server = `https://127.0.0.1:${api}`;
    const kubeconfig = join(folder, "kubeconfig.yaml");
    writeFileSync(kubeconfig, kubeconfigText(server, token), { mode: 0o600 });
    writeCredentials(folder, token);
    const start = (name: string, command: string, args: string[]): void =>
        keeper.start({ name, command, args, log: join(folder, `${name}.log`) });

    start("etcd", tools.etcd, etcdArguments(folder, client, peer));
    const connection = new KubeClient(accessFrom(kubeconfig));
    const startApiServer = async (): Promise<void> => {
        start("kube-apiserver", tools["kube-apiserver"], apiServerArguments(folder, client, api));
        await until("the API server answers", 60, () => answers(connection));
    };
    await startApiServer();
    start(
        "kube-controller-manager",
        tools["kube-controller-manager"],
        controllerArguments(folder, kubeconfig, controllers),
    );
    return {
        kubeconfig,
        client: connection,
        own: true,
        startApiServer,
        stopApiServer: () => keeper.stop("kube-apiserver"),
        enter: () => Promise.resolve(),
        leave: () => Promise.resolve(),
    };
}

async function answers(client: KubeClient): Promise<boolean> {
    try {
        return (await client.raw("/readyz")) === "ok";
    } catch {
        return false;
    }
}

function etcdArguments(folder: string, client: number, peer: number): string[] {
    const clientUrl = `http://127.0.0.1:${client}`;
    const peerUrl = `http://127.0.0.1:${peer}`;
    return [
        `--data-dir=${join(folder, "etcd")}`,
        `--listen-client-urls=${clientUrl}`,
        `--advertise-client-urls=${clientUrl}`,
        `--listen-peer-urls=${peerUrl}`,
        `--initial-advertise-peer-urls=${peerUrl}`,
        `--initial-cluster=default=${peerUrl}`,
        "--unsafe-no-fsync", // the data lives as long as the run
    ];
}

function apiServerArguments(folder: string, etcd: number, port: number): string[] {
    return [
        `--etcd-servers=http://127.0.0.1:${etcd}`,
        `--service-account-key-file=${join(folder, "accounts.key")}`,
        `--service-account-signing-key-file=${join(folder, "accounts.key")}`,
        "--service-account-issuer=https://kubernetes.default.svc",
        `--token-auth-file=${join(folder, "tokens.csv")}`,
        "--authorization-mode=RBAC",
        `--secure-port=${port}`,
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1",
        `--cert-dir=${join(folder, "certificates")}`,
        "--service-cluster-ip-range=10.0.0.0/24",
        "--enable-admission-plugins=PodSecurity,ResourceQuota,LimitRanger,ServiceAccount,NamespaceLifecycle",
    ];
}

function controllerArguments(folder: string, kubeconfig: string, port: number): string[] {
    return [
        `--kubeconfig=${kubeconfig}`,
        `--service-account-private-key-file=${join(folder, "accounts.key")}`,
        "--use-service-account-credentials=false",
        "--leader-elect=false",
        "--bind-address=127.0.0.1",
        `--secure-port=${port}`,
        `--cert-dir=${join(folder, "controller-certificates")}`,
    ];
}

function writeCredentials(folder: string, token: string): void {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    writeFileSync(join(folder, "accounts.key"), privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
    writeFileSync(join(folder, "tokens.csv"), `${token},admin,admin,system:masters\n`, { mode: 0o600 });
}

/** The certificate is the API server's own, made at its start, and the connection never leaves this machine. */
function kubeconfigText(server: string, token: string): string {
    return `apiVersion: v1
kind: Config
current-context: waymark-e2e
clusters: [{ name: waymark-e2e, cluster: { server: "${server}", insecure-skip-tls-verify: true } }]
users: [{ name: admin, user: { token: "${token}" } }]
contexts: [{ name: waymark-e2e, context: { cluster: waymark-e2e, user: admin } }]
`;
}
