import { z } from "zod";
import { withHint } from "../core/schema";

/** A string that must match a pattern; one message for every way of being wrong. */
function text(pattern: RegExp, message: string, hint: string) {
    return z.string().regex(pattern, withHint(message, hint));
}

/** Names of workloads, containers, ports and resources. One letter alone is not enough; a leading digit is fine. */
export const label = text(
    /^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/,
    "this is not a valid name",
    "use 2 to 63 lower-case letters, digits and -, with a letter or digit first and last",
);

/** Keys of annotations: an optional prefix of dot-separated names and `/`, then the name. */
const annotationKey = text(
    /^(?=.{2,316}$)(?:[a-z0-9][a-z0-9-]{0,61}[a-z0-9](?:\.[a-z0-9][a-z0-9-]{0,61}[a-z0-9])*\/)?[A-Za-z0-9][A-Za-z0-9._-]{0,61}[A-Za-z0-9]$/,
    "this is not a valid annotation key",
    "write [prefix/]name: names have 2 to 63 letters, digits, ., _ and -; each part of a prefix at least 2 characters",
);

/** Type and class of a resource. */
export const resourceType = text(
    /^[A-Za-z0-9][A-Za-z0-9-]{0,61}[A-Za-z0-9]$/,
    "this is not a valid resource type or class",
    "use 2 to 63 letters, digits and -, with a letter or digit first and last; no dots, no underscores",
);

/** The id under which workloads share a resource. */
export const resourceId = text(
    /^(?=.{2,63}$)[a-z0-9]+(?:-+[a-z0-9]+)*(?:\.[a-z0-9]+(?:-+[a-z0-9]+)*)*$/,
    "this is not a valid resource id",
    "use 2 to 63 lower-case letters, digits and -, in parts separated by dots",
);

/** CPU in cores or thousandths of a core. */
export const cpu = text(/^\d+(?:m|\.\d+)?$/, "this is not an amount of CPU", 'write for example "2", "0.5" or "250m"');

/** Memory in bytes. Score's `K` is Kubernetes' `k`; whoever makes manifests converts it. */
export const memory = text(
    /^(0\.\d+|[1-9]\d*(\.\d+)?)(K|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/,
    "this is not an amount of memory",
    'write for example "512Mi", "1.5Gi" or "128K"',
);

/** Octal file mode. */
export const fileMode = text(
    /^0?[0-7]{3}$/,
    "this is not a file mode",
    'write three octal digits in quotes, such as "0644"',
);

/** Name of an environment variable. */
export const variableName = text(/^[^=]+$/, "this is not a variable name", "use at least one character, and no =");

/** Where a file or volume is mounted. */
export const mountTarget = text(
    /^[\s\S]+$/,
    "the path to mount at is empty",
    "write an absolute path such as /etc/app",
);

/** Name of an HTTP header. */
export const headerName = text(/^[A-Za-z0-9_-]+$/, "this is not a header name", "use letters, digits, _ and -");

/** A string of at least one character. */
export const nonEmpty = z
    .string()
    .min(1, withHint("an empty string where a value is due", "write at least one character"));

const portRange = withHint("this is not a port", "write a number from 1 to 65535");

/** A TCP or UDP port number. */
export const portNumber = z.int().min(1, portRange).max(65535, portRange);

/** Transport of a port; default TCP. */
export const protocol = z.enum(["TCP", "UDP"]);

/** A map from annotation keys to strings. */
export const annotations = z.record(annotationKey, z.string());
