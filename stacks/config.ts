import { z } from "zod";
import type { Origin } from "../core/origin";
import { toPointer, type PathStep } from "../core/pointer";
import { inOrder, ProblemError, type Place, type Problem } from "../core/problem";
import { check, strictMap, withHint } from "../core/schema";
import { containsSecret, SecretValue } from "../core/values";
import { tierNames } from "../environments/tiers";
import { awsFactsSchema } from "../provisioners/awsFacts";

/** Names of Kubernetes namespaces and of the labels made from configuration (RFC 1123). */
const label = z
    .string()
    .regex(
        /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
        withHint("this is no DNS label", "use lower-case letters, digits and -"),
    );

const labelValue = z
    .string()
    .regex(
        /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/,
        withHint("this is no label value", "use letters, digits, -, _ and ., at most 63"),
    );

/** Any part of a tier's settings; which keys and values are allowed is checked when the environment is resolved. */
const settings = z.record(z.string(), z.unknown());

const dns = strictMap({
    namespace: label.default("kube-system"),
    podLabels: z.record(z.string(), z.string()).default({ "k8s-app": "kube-dns" }),
    cidrs: z.array(z.string()).default([]),
});

/** The first minor version of Kubernetes 1 whose kubelets sleep before they stop a container; native sidecars came before. */
const lowestKubernetes = 30;

const kubernetesVersion = /^v?1\.\d{1,3}(\.\d{1,3})?$/;

/** The minor version in `1.36`, `v1.36` or `1.36.2`. */
export function minorVersion(version: string): number {
    return Number(version.split(".")[1]);
}

const staticResource = strictMap({
    type: z.string().min(1),
    class: z.string().min(1).optional(),
    id: z.string().min(1).optional(),
    static: z.record(z.string(), z.unknown()),
});

/**
 * The stack configuration under `waymark:`, whatever the project is called. Unknown keys are refused with the nearest
 * name; defaults that depend on other values are filled in by `readStackConfig`.
 */
export const stackConfigSchema = strictMap({
    environment: label.optional(),
    tier: z.enum(tierNames).optional(),
    team: labelValue.default("unassigned"),
    owner: labelValue.optional(),
    costCenter: labelValue.default("unassigned"),
    namespace: strictMap({ name: label.optional(), create: z.boolean().default(true) }).prefault({}),
    workloads: z.array(z.string().min(1)).default([]),
    images: z.record(z.string(), z.string().min(1)).default({}),
    values: z.record(z.string(), z.unknown()).default({}),
    environments: z.record(label, strictMap({ tier: z.enum(tierNames), settings: settings.optional() })).default({}),
    settings: settings.default({}),
    protection: z.enum(["tier", "none"]).default("tier"),
    domain: z
        .string()
        .regex(
            /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/,
            withHint("this is no domain", "write for example shop.example.com, in lower case"),
        )
        .optional(),
    gateway: strictMap({ name: label, namespace: label }).optional(),
    cluster: strictMap({
        kubernetesVersion: z
            .string()
            .refine((version) => kubernetesVersion.test(version), {
                error: withHint("this is no version of Kubernetes", 'write for example "1.36"'),
                abort: true,
            })
            .refine((version) => minorVersion(version) >= lowestKubernetes, {
                error: withHint(
                    `waymark needs Kubernetes 1.${lowestKubernetes}: pods sleep before they stop`,
                    `write "1.${lowestKubernetes}" or later`,
                ),
            })
            .default("1.36"),
        dns: dns.prefault({}),
    }).prefault({}),
    compat: z.boolean().default(false),
    aws: awsFactsSchema.optional(),
    strictParams: z.boolean().default(false),
    provisioners: z.array(z.union([z.string().min(1), staticResource])).default([]),
    policy: strictMap({
        profile: z.enum(["baseline", "restricted", "golden", "all"]).optional(),
        pssLevel: z.enum(["privileged", "baseline", "restricted"]).optional(),
        pssVersion: z.string().optional(),
        params: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
        facts: z.string().min(1).optional(),
        waivers: z.string().min(1).optional(),
    }).prefault({}),
});

/** Keys that are known and not honoured yet; using one is an error, never ignored. */
const laterKeys: readonly string[] = ["secretStore"];

/** Keys below which a value may be a secret. */
const secretKeys: readonly string[] = ["values", "provisioners"];

/** Stack configuration with every default filled in. */
export type StackConfig = z.infer<typeof stackConfigSchema> & {
    environment: string;
    owner: string;
    namespace: { name: string; create: boolean };
    domain: string;
    gateway: { name: string; namespace: string };
    /** Where the value of a key came from. */
    origin: (key: string) => Origin;
    /** Where a value stands, for errors; empty where no file is known. */
    place: (path: readonly PathStep[], part?: "key" | "value") => Place;
};

export interface StackConfigSource {
    /** Name of the stack; the environment's name by default. */
    stack: string;
    /** Values under `waymark:`, without the namespace, as plain data. */
    values: Readonly<Record<string, unknown>>;
    /** Where a value stands, for errors. */
    place?: (path: readonly PathStep[], part: "key" | "value") => Place;
}

/**
 * Checks stack configuration and fills in its defaults.
 *
 * @throws ProblemError with every wrong key and value
 */
export function readStackConfig({ stack, values, place = () => ({}) }: StackConfigSource): StackConfig {
    const refused = refusedKeys(values, place);
    const judged = Object.fromEntries(Object.entries(values).filter(([key]) => !refused.has(key)));
    const checked = check(stackConfigSchema, judged, { place: (path, part) => place(path, part) });
    const problems = [...refused.values(), ...checked.problems];
    if (checked.value === undefined || problems.length > 0) {
        throw new ProblemError(inOrder(problems));
    }
    const config = checked.value;
    const environment = config.environment ?? stack;
    return {
        ...config,
        environment,
        owner: config.owner ?? config.team,
        namespace: { create: config.namespace.create, name: config.namespace.name ?? `${config.team}-${environment}` },
        // Enough for a preview on a laptop: *.localhost is the machine itself, and this Gateway is Score's own default.
        domain: config.domain ?? `${environment}.localhost`,
        gateway: config.gateway ?? { name: "default", namespace: "default" },
        origin: (key) =>
            Object.hasOwn(values, key)
                ? { kind: "configuration", detail: stack, place: place([key], "value") }
                : { kind: "default" },
        place: (path, part = "value") => place(path, part),
    };
}

/** Keys whose presence alone is a problem: those of a later version, and secrets where none has a place. */
function refusedKeys(
    values: Readonly<Record<string, unknown>>,
    place: NonNullable<StackConfigSource["place"]>,
): Map<string, Problem> {
    const refused = new Map<string, Problem>();
    for (const [key, value] of Object.entries(values)) {
        if (secretKeys.includes(key) && value instanceof SecretValue) {
            const hint = "encrypt its values one by one (pulumi config set --secret --path)";
            const message = `"${key}" is encrypted as a whole, so that nothing in it can be found`;
            refused.set(key, {
                code: "secret-as-a-whole",
                message,
                hint,
                pointer: toPointer([key]),
                ...place([key], "key"),
            });
        } else if (laterKeys.includes(key)) {
            const message = `"${key}" is not supported in this version`;
            refused.set(key, {
                code: "not-supported",
                message,
                hint: "leave it out",
                pointer: toPointer([key]),
                ...place([key], "key"),
            });
        } else if (!secretKeys.includes(key) && containsSecret(value)) {
            const hint = `write it in plain, or move what is secret below ${secretKeys.join(" or ")}`;
            const message = `"${key}" can't be a secret`;
            refused.set(key, {
                code: "secret-not-allowed",
                message,
                hint,
                pointer: toPointer([key]),
                ...place([key], "key"),
            });
        }
    }
    return refused;
}

/**
 * A value as the engine hands it over: everything arrives as text, structured values as JSON. Text that was meant as
 * text stays text; only keys whose schema is a map, list or boolean are read as JSON.
 */
export function decodeConfigValue(key: string, text: string): unknown {
    if (!structuredKeys.has(key)) {
        return text;
    }
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return text;
    }
}

const structuredKeys = new Set<string>([
    "namespace",
    "workloads",
    "images",
    "values",
    "environments",
    "settings",
    "gateway",
    "cluster",
    "compat",
    "aws",
    "strictParams",
    "provisioners",
    "policy",
]);
