import { z } from "zod";
import { isAmount, parseQuantity } from "../../../core/quantity";
import { strictMap, withHint } from "../../../core/schema";
import type { KubeObject } from "../../model/kubeObject";
import type { Value } from "../../model/value";
import { undecided, violation, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

/** Kinds whose pods may claim volumes of their own. */
const withPods = [
    "Pod",
    "PodTemplate",
    "Deployment",
    "StatefulSet",
    "DaemonSet",
    "ReplicaSet",
    "ReplicationController",
    "Job",
    "CronJob",
    "argoproj.io/Rollout",
    "apps.openshift.io/DeploymentConfig",
];

interface Params {
    classes?: string[] | undefined;
    maxSize?: string | undefined;
    reclaimPolicy?: "Retain" | "Delete" | undefined;
}

export const relStorageClass = defineRule({
    id: "rel-storage-class",
    group: "reliability",
    severity: "low",
    since: "0.1.0",
    rivals: {
        "gatekeeper-library": ["storageclass"],
        kubescape: ["C-0264"],
        kyverno: ["require-storageclass", "restrict-storageclass"],
    },
    target: "object",
    kinds: ["PersistentVolumeClaim", "StorageClass", "PersistentVolume", ...withPods],
    title: "Claims and volumes follow the platform's storage rules",
    why: "a class that nobody runs leaves the pod pending, and a volume may go with its claim",
    details: `Judges by three parameters, and says nothing without them.

* \`classes\` names the classes that PersistentVolumeClaims, the \`volumeClaimTemplates\` of StatefulSets and the \`ephemeral\`
  volumes of pods may use. A claim that names none gets the cluster's default, which passes; an empty name asks for a volume without a class, and fails
  unless \`classes\` has \`""\`.
* \`maxSize\` is the most that one claim may ask for.
* \`reclaimPolicy\` is what StorageClasses and PersistentVolumes must say becomes of a volume whose claim is deleted. Where
  they say nothing, it is \`Delete\` for a StorageClass and \`Retain\` for a PersistentVolume that somebody writes. A claim
  can't choose it, so claims are not asked.
* kyverno also wants a class to be named.`,
    fix: "name a storage class of the platform, ask for less, and state the reclaim policy",
    params: strictMap({
        classes: z.array(z.string()).optional().describe("Names of the storage classes that may be used"),
        maxSize: z
            .string()
            .refine(isAmount, withHint("this is no amount of storage", "write it as 100Gi"))
            .optional()
            .describe("The most that one claim may ask for"),
        reclaimPolicy: z
            .enum(["Retain", "Delete"])
            .optional()
            .describe("What StorageClasses and PersistentVolumes must say becomes of a volume without its claim"),
    }),
    *check(object, { params }) {
        if (object.isKind("StorageClass")) {
            yield* reclaim(object, object.body.get("reclaimPolicy"), "Delete", params);
        } else if (object.isKind("PersistentVolume")) {
            yield* reclaim(object, object.body.get("spec", "persistentVolumeReclaimPolicy"), "Retain", params);
        } else {
            yield* claims(object, params);
        }
    },
});

function* reclaim(
    { partial }: KubeObject,
    policy: Value,
    standard: string,
    { reclaimPolicy }: Params,
): Iterable<Outcome> {
    if (reclaimPolicy === undefined || (partial && policy.isUnset)) {
        return;
    }
    const other = holds(policy, (known) => (known.string() ?? standard) !== reclaimPolicy);
    yield* violationIf(other, policy, `the reclaim policy is not ${reclaimPolicy}`);
}

function* claims({ body, kind, pods }: KubeObject, params: Params): Iterable<Outcome> {
    const templates = body.get("spec", "volumeClaimTemplates");
    const own = pods.flatMap((pod) => pod.volumes.map((volume) => volume.get("ephemeral", "volumeClaimTemplate")));
    const specs =
        kind === "PersistentVolumeClaim"
            ? [body.get("spec")]
            : [...(kind === "StatefulSet" ? templates.items() : []), ...own].map((item) => item.get("spec"));
    const judges = params.classes !== undefined || params.maxSize !== undefined;
    const gaps = [...(kind === "StatefulSet" ? [templates] : []), ...pods.flatMap((pod) => pod.unknownVolumes)];
    yield* judges ? gaps.filter((list) => list.isUnknown).map((list) => undecided(list)) : [];
    for (const spec of specs) {
        yield* claim(spec, params);
    }
}

function* claim(spec: Value, { classes, maxSize }: Params): Iterable<Outcome> {
    const [name, size] = [spec.get("storageClassName"), spec.get("resources", "requests", "storage")];
    if (classes !== undefined && name.isUnknown) {
        yield undecided(name);
    } else if (classes !== undefined && name.isSet && !classes.includes(name.string() ?? "")) {
        yield violation(name, "the storage class is none of those allowed");
    }
    const most = parseQuantity(maxSize ?? "");
    if (most !== undefined && size.isUnknown) {
        yield undecided(size);
    } else if (most !== undefined && (parseQuantity(size.quantity() ?? "") ?? 0n) > most) {
        yield violation(size, "asks for more storage than is allowed");
    }
}
