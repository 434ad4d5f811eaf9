import { z } from "zod";
import { ProblemError } from "../core/problem";
import { strictMap, withHint } from "../core/schema";
import type { VolumeArgs } from "../components/standardService/args";
import { defineProvisioner } from "./provisioner";

const text = z.string().min(1);

/** The volume sources of Kubernetes that a workload may have without anybody's leave. */
const source = strictMap({
    emptyDir: strictMap({
        sizeLimit: text.optional(),
        medium: z.enum(["", "Memory"]).optional(),
    }).optional(),
    persistentVolumeClaim: strictMap({ claimName: text }).optional(),
});

const claimSpec = strictMap({
    accessModes: z
        .tuple([z.literal("ReadWriteOnce")], {
            error: withHint("each pod has a claim of its own", "write accessModes: [ReadWriteOnce], or leave it out"),
        })
        .optional(),
    volumeMode: z.literal("Filesystem").optional(),
    storageClassName: text.optional(),
    resources: strictMap({ requests: strictMap({ storage: text }) }),
});

const params = z.object({
    size: z
        .string()
        .optional()
        .describe("Size of a claim that outlives the pods, one per pod. Default: none, the storage ends with the pod."),
    storageClass: z.string().optional().describe("Storage class of the claim. Default: the cluster's."),
    source: z
        .union([source, text])
        .optional()
        .describe(
            "Volume source as Kubernetes writes it: `emptyDir` (`sizeLimit`, `medium`) or `persistentVolumeClaim` (`claimName` of a claim that exists). A text, which Docker would take for a volume's name, has no effect.",
        ),
    claimSpec: claimSpec
        .optional()
        .describe(
            "Spec of a claim as Kubernetes writes it (`resources.requests.storage`, `storageClassName`): one claim per pod.",
        ),
    type: z
        .enum(["volume", "tmpfs"])
        .optional()
        .describe("As Docker has it: `tmpfs` is memory, `volume` an empty directory. Default: `volume`."),
});

type Params = z.infer<typeof params>;

export const volume = defineProvisioner({
    type: "volume",
    description: "Storage for the containers of one workload: a claim where it has a size, else an empty directory",
    backends: ["volume"],
    params,
    outputs: {},
    shareable: false,
    registers: false,
    provision: ({ params: given }) => ({ outputs: {}, volume: volumeOf(given) }),
    page: {
        sharing:
            "A volume belongs to one workload, whose containers may share it; an id that two workloads name is an error.",
        removal:
            "An empty directory ends with its pod. A claim outlives its StatefulSet: Kubernetes keeps it, with its data, until somebody deletes it. In staging and prod the workload with a claim is protected.",
        notes: [
            "A workload with a claim is a StatefulSet of one pod, unless it says how many.",
            "`size` and `storageClass` are the short form of `claimSpec`; both at once are an error, and so are either of them beside `source`.",
        ],
        example: `resources:
  data:
    type: volume
    params: { size: 10Gi }
containers:
  shop:
    volumes:
      /var/lib/shop: { source: "\${resources.data}" }`,
    },
});

function volumeOf({ size, storageClass, source: from, claimSpec: spec, type }: Params): VolumeArgs {
    const own = typeof from === "object" ? from : {};
    const kinds = Object.entries({ size, claimSpec: spec, ...own }).filter(([, value]) => value !== undefined);
    if (storageClass !== undefined && size === undefined) {
        throw new ProblemError({
            code: "volume-kind",
            message: "a storage class belongs to a claim, and this volume has no size",
            hint: spec === undefined ? "write the size of the claim too" : "write it as claimSpec.storageClassName",
            pointer: "/storageClass",
        });
    }
    if (kinds.length > 1) {
        throw new ProblemError({
            code: "volume-kind",
            message: `this volume is several things: ${kinds.map(([kind]) => kind).join(", ")}`,
            hint: "keep one of them",
            pointer: "",
        });
    }
    if (size !== undefined || spec !== undefined) {
        return {
            claim: {
                size: size ?? spec?.resources.requests.storage ?? "",
                storageClass: storageClass ?? spec?.storageClassName,
            },
        };
    }
    if (own.persistentVolumeClaim !== undefined) {
        return { existingClaim: own.persistentVolumeClaim.claimName };
    }
    const { sizeLimit, medium } = own.emptyDir ?? {};
    return {
        emptyDir: {
            ...(sizeLimit === undefined ? {} : { sizeLimit }),
            ...(medium === "Memory" || type === "tmpfs" ? { medium: "Memory" } : {}),
        },
    };
}
