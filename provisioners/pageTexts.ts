import { z } from "zod";

/** The param of every type whose server keeps data; the component checks that it is a size. */
export const storageParam = z
    .string()
    .optional()
    .describe(
        "Size of the data's volume, `10GB` is read as `10G`; counts when it is created. Default: the environment's.",
    );

/** What is true of every server that runs in the cluster. */
export const inClusterNotes: readonly string[] = [
    "One pod, with what is needed to connect (a generated password, where it asks for one) in a Secret `<name>-connection`, closed by NetworkPolicies to everybody but the workloads that use it. It passes Pod Security *restricted*. Nobody makes backups of it.",
    "Tests check its manifests, not the image: no image was pulled when this page was written.",
];

/** What becomes of a server and its data. */
export const dataRemoval =
    "A resource that no Score file asks for any more is deleted. In staging and prod it is protected, so that the update is refused: lift `waymark:protection`, or keep what is there as `static` outputs in stack configuration. Elsewhere its data goes with it.";

/** What becomes of something that keeps no data. */
export const plainRemoval = "It is deleted with the last Score file that asks for it.";

/** One server, the same user for everybody. */
export const sharedServer =
    "Workloads that name one id get one server, one user and one database; each of them may connect.";

/** Settings that every server in the cluster reads. */
export const serverSettings = (image: string, storage = true): Record<string, string> => ({
    [`backendImages.${image}`]: "its image",
    ...(storage ? { backendStorage: "size of its volume, where no param says it" } : {}),
});
