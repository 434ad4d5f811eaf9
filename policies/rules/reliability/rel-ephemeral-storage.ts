import { z } from "zod";
import { isSomeAmount, parseQuantity } from "../../../core/quantity";
import { strictMap, withHint } from "../../../core/schema";
import type { Facts } from "../../facts";
import { containerOutcomes } from "../../containers";
import { isUnlimited } from "../../model/resourceLimits";
import { undecided } from "../../outcome";
import { set } from "../../patch";
import { defineRule } from "../../rule";
import { all, holds, not, violationIf, type Truth } from "../../truth";
import type { ContainerView } from "../../model/containerView";
import type { PodView } from "../../model/podView";
import type { Value } from "../../model/value";

export const relEphemeralStorage = defineRule({
    id: "rel-ephemeral-storage",
    group: "reliability",
    severity: "low",
    since: "0.1.0",
    rivals: {
        "gatekeeper-library": ["ephemeralstoragelimit"],
        "kube-score": [
            "container-ephemeral-storage-request-and-limit",
            "container-ephemeral-storage-request-equals-limit",
        ],
        kyverno: ["add-emptydir-sizelimit", "require-emptydir-requests-limits"],
    },
    target: "pod",
    title: "What a pod writes on its node has a bound",
    why: "one pod that writes without end fills the disk of the node, and everything on it is evicted",
    details: `A container that keeps running (main or sidecar) is bounded by \`resources.limits.ephemeral-storage\`, which also
covers the \`emptyDir\` volumes of the pod. Without the limit:

* the container must not write to its own file system (\`readOnlyRootFilesystem: true\`), and
* an \`emptyDir\` must have a \`sizeLimit\`. \`medium: Memory\` counts against the memory limit and needs none, nor does
  one on huge pages.
* A request is not asked for: a limit stands in for it.
* A remediation sets \`sizeLimit\` and the limit of the container to \`limit\`, or to the container's request where that is
  more.`,
    fix: "set resources.limits.ephemeral-storage, or readOnlyRootFilesystem: true and emptyDir.sizeLimit",
    params: strictMap({
        limit: z
            .string()
            .refine(isSomeAmount, withHint("this is no amount of storage", "write it as 1Gi"))
            .default("1Gi")
            .describe("What a remediation sets"),
    }),
    *check(pod, { facts }) {
        if (pod.partial) {
            return;
        }
        yield* containerOutcomes(pod, ["main", "sidecar"], (container) => {
            const limit = container.body.get("resources", "limits", "ephemeral-storage");
            return violationIf(
                writesFreely(container, facts),
                limit,
                "nothing bounds what the container writes on the node",
            );
        });
        yield* pod.unknownVolumes.flatMap((list) => (isBounded(pod, facts) === true ? [] : [undecided(list)]));
        for (const volume of pod.volumes) {
            const limit = volume.get("emptyDir", "sizeLimit");
            yield* violationIf(growsFreely(pod, volume, facts), limit, "nothing bounds what is written to the volume");
        }
    },
    *remediate(pod, { params, facts }) {
        if (pod.partial) {
            return;
        }
        const running = pod.containers.filter(
            ({ role, roleUnknown }) => ["main", "sidecar"].includes(role) && roleUnknown === undefined,
        );
        for (const container of running.filter((candidate) => writesFreely(candidate, facts) === true)) {
            const [limit, request] = ["limits", "requests"].map((kind) =>
                container.body.get("resources", kind, "ephemeral-storage"),
            ) as [Value, Value];
            const asked = request.quantity() ?? "0";
            const isMore = (parseQuantity(asked) ?? 0n) > parseQuantity(params.limit)!;
            yield* request.isUnknown ? [] : [set(limit, isMore ? asked : params.limit)];
        }
        for (const volume of pod.volumes.filter((candidate) => growsFreely(pod, candidate, facts) === true)) {
            yield set(volume.get("emptyDir", "sizeLimit"), params.limit);
        }
    },
});

function writesFreely(container: ContainerView, facts: Partial<Facts>): Truth {
    const writable = holds(container.own("readOnlyRootFilesystem"), (known) => known.boolean() !== true);
    return all(isUnlimited(container, "ephemeral-storage", facts), writable);
}

function growsFreely(pod: PodView, volume: Value, facts: Partial<Facts>): Truth {
    const [directory, limit, medium] = [[], ["sizeLimit"], ["medium"]].map((keys) =>
        volume.get("emptyDir", ...keys),
    ) as [Value, Value, Value];
    return all(
        holds(directory, (known) => known.isSet),
        holds(limit, (known) => known.isUnset),
        holds(medium, (known) => !/^(?:Memory|HugePages)/.test(known.string() ?? "")),
        not(isBounded(pod, facts)),
    );
}

/** Every main container has a limit, which covers the pod's volumes as well. */
function isBounded(pod: PodView, facts: Partial<Facts>): Truth {
    const unknown = pod.unknownPlaces.filter(({ role }) => role === "main").map(({ list }) => undecided(list));
    const main = pod.containers.filter(({ role }) => role === "main");
    const limited = main.map((container) => not(isUnlimited(container, "ephemeral-storage", facts)));
    return all(...unknown, main.length > 0 || unknown.length > 0, ...limited);
}
