import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { declaredEdges } from "../../stacks/declaredEdges";
import type { Environment } from "./environment";

/** Where every pod may look names up, as `openings` writes it. */
const lookUps = ["TCP 53", "TCP 5353", "UDP 53", "UDP 5353"];

/**
 * What an environment's Score files declare, worked out from their text alone, as `openings` writes it: an edge each,
 * from the gateway to each routed workload, and DNS for every pod.
 */
export function declaredOpenings(env: Environment, files: readonly string[]): string[] {
    const texts = files.flatMap((file) => scoreTexts(join(env.folder, file)));
    const { gateway = { namespace: "default" } } = env.config as { gateway?: { namespace: string } };
    const edges = declaredEdges(texts);
    const lines = edges.map(({ from, to, targetPort }) => {
        const sender = from === undefined ? `${gateway.namespace}/(a pod without labels)` : `${env.namespace}/${from}`;
        return `${sender} -> ${env.namespace}/${to} TCP ${targetPort}`;
    });
    const workloads = texts.map((text) => /^ {4}name: (\S+)$/m.exec(text)![1]!);
    const pods = new Set([...workloads, ...edges.map(({ to }) => to)]);
    return [...new Set([...lines, ...lookUpsOf(env, pods)])].sort();
}

/** What examples/typescript/payments.ts declares, read by a human. */
export function openingsOfPayments(env: Environment): string[] {
    const place = env.namespace;
    return [
        `${place}/payments-api -> ${place}/ledger TCP 5432`,
        // A policy knows no host names: that of the bank may stand for any public address.
        `${place}/payments-api -> 203.0.113.7 TCP 443`,
        `${place}/payments-api -> 2001:db8::7 TCP 443`,
        `${place}/settlement -> ${place}/ledger TCP 5432`,
        `${place}/settlement -> ${place}/payments-api TCP 8080`,
        `shop-prod/(app=checkout) -> ${place}/payments-api TCP 8080`,
        ...lookUpsOf(env, ["ledger", "payments-api", "settlement"]),
    ].sort();
}

function lookUpsOf({ namespace }: Environment, pods: Iterable<string>): string[] {
    return [...pods].flatMap((pod) =>
        lookUps.map((port) => `${namespace}/${pod} -> kube-system/(k8s-app=kube-dns) ${port}`),
    );
}

function scoreTexts(path: string): string[] {
    if (!statSync(path).isDirectory()) {
        return [readFileSync(path, "utf8")];
    }
    const names = readdirSync(path).filter((name) => name.endsWith("score.yaml"));
    return names.map((name) => readFileSync(join(path, name), "utf8"));
}
