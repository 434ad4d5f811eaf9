import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { parseQuantity } from "../../../core/quantity";
import type { Value } from "../../model/value";
import { undecided, violation, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";

interface Params {
    classes?: string[] | undefined;
    maxSize?: string | undefined;
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
    kinds: ["PersistentVolumeClaim", "StatefulSet"],
    title: "Claims use known storage classes and sizes",
    why: "a class that the platform doesn't run leaves the pod pending, and a size of a slip of the finger costs every month",
    details: `Judges PersistentVolumeClaims and the \`volumeClaimTemplates\` of StatefulSets by two parameters, and says nothing
without them.

* \`classes\` names the allowed classes. A claim that names none gets the cluster's default, which passes; an empty name asks
  for a volume without a class, and fails unless \`classes\` has \`""\`.
* \`maxSize\` is the most that one claim may ask for.
* The reclaim policy stands in the StorageClass and is not judged here. kyverno also wants a class to be named.`,
    fix: "name a storage class of the platform, and ask for less",
    params: strictMap({
        classes: z.array(z.string()).optional().describe("Names of the storage classes that may be used"),
        maxSize: z.string().optional().describe("The most that one claim may ask for"),
    }),
    *check({ body, kind }, { params }) {
        const templates = body.get("spec", "volumeClaimTemplates");
        const specs = kind === "StatefulSet" ? templates.items().map((item) => item.get("spec")) : [body.get("spec")];
        const judges = params.classes !== undefined || params.maxSize !== undefined;
        yield* judges && kind === "StatefulSet" && templates.isUnknown ? [undecided(templates)] : [];
        for (const spec of specs) {
            yield* judge(spec, params);
        }
    },
});

function* judge(spec: Value, { classes, maxSize }: Params): Iterable<Outcome> {
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
