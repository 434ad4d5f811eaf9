import { z } from "zod";
import { withHint } from "../core/schema";

/** The patterns of Score v1b1 (spec 0.4.1), each with what to write instead. */

const labelPattern = /^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/;
const labelHint = "use 2 to 63 lower-case letters, digits and -, with a letter or digit at both ends";

/** A name: workloads, containers, resources, ports. */
export const label = z.string().regex(labelPattern, withHint("this is no valid name", labelHint));

/** A resource's type or class. */
export const typeName = z
    .string()
    .regex(
        /^[A-Za-z0-9][A-Za-z0-9-]{0,61}[A-Za-z0-9]$/,
        withHint("this is no valid resource type or class", "use 2 to 63 letters, digits and -"),
    );

/** A resource's id, by which workloads share it. */
export const resourceId = z
    .string()
    .min(2)
    .max(63)
    .regex(
        /^[a-z0-9]+(?:-+[a-z0-9]+)*(?:\.[a-z0-9]+(?:-+[a-z0-9]+)*)*$/,
        withHint("this is no valid resource id", "use 2 to 63 lower-case letters, digits, - and single dots"),
    );

/** CPU: cores or millicores. */
export const cpu = z
    .string()
    .regex(/^\d+(?:m|\.\d+)?$/, withHint("this is no amount of CPU", 'write for example "250m" or "0.5"'));

/** Memory in bytes, with Score's suffixes (`K` where Kubernetes writes `k`). */
export const memory = z
    .string()
    .regex(
        /^(0\.\d+|[1-9]\d*(\.\d+)?)(K|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/,
        withHint("this is no amount of memory", 'write for example "256Mi" or "1.5G"'),
    );

/** Permissions of a file. */
export const fileMode = z
    .string()
    .regex(/^0?[0-7]{3}$/, withHint("this is no file mode", 'write it in quotes, for example "0644"'));

const annotationKeyPattern =
    /^(?:[a-z0-9][a-z0-9-]{0,61}[a-z0-9](?:\.[a-z0-9][a-z0-9-]{0,61}[a-z0-9])*\/)?[A-Za-z0-9][A-Za-z0-9._-]{0,61}[A-Za-z0-9]$/;

/** Annotations: text to text. */
export const annotations = z.record(
    z
        .string()
        .min(2)
        .max(316)
        .regex(annotationKeyPattern, withHint("this is no annotation key", "write for example example.com/owner")),
    z.string(),
);
