import type { PathStep } from "../core/pointer";
import { compareQuantities, toKubernetesQuantity } from "../core/quantity";
import type { Limit } from "./limit";
import type { ScoreWorkload } from "./workload";

/** CPU and memory. */
export const amountLimits: readonly Limit[] = [
    {
        code: "memory-kilobytes",
        refused: false,
        says: "1000 bytes are `k`, not `K`",
        find: (workload) =>
            memories(workload, (memory) => memory.endsWith("K")).map((path) => ({
                path,
                message: '"K" is 1000 bytes, and Kubernetes writes it "k"; other Score tools hand it on as it is',
                hint: "write Ki, or Mi if that is meant",
            })),
    },
    {
        code: "memory-bytes",
        refused: false,
        says: "memory without a unit is bytes",
        find: (workload) =>
            memories(workload, (memory) => /\d$/.test(memory) && compareQuantities(memory, "4Mi") < 0).map((path) => ({
                path,
                message: "without a unit this is bytes, too few for any container",
                hint: "write Mi or Gi behind the number",
            })),
    },
    {
        code: "request-above-limit",
        refused: true,
        says: "a request is at most the limit",
        find: ({ document }) =>
            Object.entries(document.containers).flatMap(([key, { resources = {} }]) =>
                (["cpu", "memory"] as const).flatMap((what) => {
                    const request = resources.requests?.[what];
                    const limit = resources.limits?.[what];
                    const above =
                        request !== undefined &&
                        limit !== undefined &&
                        compareQuantities(toKubernetesQuantity(request), toKubernetesQuantity(limit)) > 0;
                    const path = ["containers", key, "resources", "requests", what];
                    const message = `the ${what} request is above the limit, which Kubernetes refuses`;
                    return above ? [{ path, message, hint: `write at most ${limit}, or raise the limit` }] : [];
                }),
            ),
    },
];

function memories({ document }: ScoreWorkload, applies: (memory: string) => boolean): PathStep[][] {
    return Object.entries(document.containers).flatMap(([key, { resources = {} }]) =>
        (["requests", "limits"] as const)
            .filter((kind) => resources[kind]?.memory !== undefined && applies(resources[kind].memory))
            .map((kind) => ["containers", key, "resources", kind, "memory"]),
    );
}
