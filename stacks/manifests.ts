import { sortKeys } from "../core/canonicalJson";
import { ProblemError, type Problem } from "../core/problem";
import { SecretValue, UnknownValue } from "../core/values";
import { applyOrder } from "./applyOrder";
import type { Manifest } from "./manifest";
import { neededSecrets, type NeededSecret } from "./neededSecrets";

/** A registered resource, as far as a manifest needs it. */
export interface RegisteredResource {
    type: string;
    name: string;
    inputs: Record<string, unknown>;
    propertyDependencies: Record<string, string[]>;
}

/** An environment as plain manifests. */
export interface Manifests {
    /** In an order in which they can be applied, Secrets left out. */
    objects: Manifest[];
    /** The Secrets that must exist. */
    secrets: NeededSecret[];
}

const hashAnnotation = "waymark.dev/content-hash";

/**
 * The Kubernetes objects among registered resources, without any Secret.
 *
 * @throws ProblemError for every field whose value is secret or only known during an update
 */
export function toManifests(resources: readonly RegisteredResource[]): Manifests {
    const rendered = resources.filter(
        ({ type, inputs }) => type.startsWith("kubernetes:") && isText(inputs["kind"]) && inputs["kind"] !== "Secret",
    );
    const problems: Problem[] = [];
    const manifests = rendered.map((resource) => {
        const inputs = withoutSecretHash(resource.inputs);
        problems.push(...missingName(resource), ...hiddenFields(resource, inputs, []));
        return sortKeys(inputs) as Manifest;
    });
    if (problems.length > 0) {
        throw new ProblemError(problems);
    }
    return { objects: applyOrder(manifests), secrets: neededSecrets(manifests) };
}

/** The hash over secrets is made with a key that only the update has; what renders without Pulumi can't roll on it. */
function withoutSecretHash(inputs: Record<string, unknown>): Record<string, unknown> {
    const drop = (value: unknown): unknown => {
        if (!isMap(value)) {
            return Array.isArray(value) ? value.map(drop) : value;
        }
        const hidden = isHidden(value[hashAnnotation]);
        return Object.fromEntries(
            Object.entries(value)
                .filter(([key]) => !(hidden && key === hashAnnotation))
                .map(([key, inner]) => [key, drop(inner)])
                .filter(([key, inner]) => !(key === "annotations" && isMap(inner) && Object.keys(inner).length === 0)),
        );
    };
    return drop(inputs) as Record<string, unknown>;
}

/** Without a name in the inputs the provider makes one up, and only during an update. */
function missingName({ inputs, name }: RegisteredResource): Problem[] {
    const { metadata } = inputs;
    if (isHidden(metadata) || (isMap(metadata) && metadata["name"] !== undefined)) {
        return [];
    }
    return [
        {
            code: "unknown-in-manifest",
            message: `${String(inputs["kind"])} "${name}": metadata.name is known during an update only; it is made up by the provider`,
            hint: "give the object a name, or run pulumi up instead of rendering",
        },
    ];
}

function hiddenFields(resource: RegisteredResource, value: unknown, path: readonly string[]): Problem[] {
    if (isHidden(value)) {
        const sources = resource.propertyDependencies[path[0] ?? ""] ?? [];
        const from = sources.length === 0 ? "" : `; it comes from ${sources.map(resourceOfUrn).join(", ")}`;
        const what = value instanceof SecretValue ? "secret" : "known during an update only";
        return [
            {
                code: value instanceof SecretValue ? "secret-in-manifest" : "unknown-in-manifest",
                message: `${String(resource.inputs["kind"])} "${resource.name}": ${path.join(".")} is ${what}${from}`,
                hint: "use the value as an environment variable or file from a Secret, or run pulumi up instead of rendering",
            },
        ];
    }
    if (Array.isArray(value)) {
        return value.flatMap((item, index) => hiddenFields(resource, item, [...path, String(index)]));
    }
    return isMap(value)
        ? Object.entries(value).flatMap(([key, inner]) => hiddenFields(resource, inner, [...path, key]))
        : [];
}

function isText(value: unknown): boolean {
    return typeof value === "string";
}

function isHidden(value: unknown): boolean {
    return value instanceof SecretValue || value instanceof UnknownValue;
}

function resourceOfUrn(urn: string): string {
    const [, , type = "", name = ""] = urn.split("::");
    return `${type.slice(type.lastIndexOf(":") + 1)} "${name}"`;
}

function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !isHidden(value);
}
