import { isDeepStrictEqual } from "node:util";
import type { EngineResource } from "../../../engine";
import { objectFromWire } from "../../../engine/wire";
import { SecretValue, revealSecrets } from "../../../core/values";
import type { Registrations } from "./registrations";
import { openEnvelopes, type StoredResource } from "./stateFile";

/** What of a resource both engines know, in one form. */
interface Comparable {
    parent: string | undefined;
    inputs: unknown;
    dependencies: string[];
    propertyDependencies: Record<string, string[]>;
    protect: boolean;
    retainOnDelete: boolean;
    aliases: unknown;
    ignoreChanges: string[];
    additionalSecretOutputs: string[];
    replaceOnChanges: string[];
    deletedWith: string | undefined;
    customTimeouts: unknown;
    external: boolean;
}

/**
 * Compares what the real engine has stored with what the offline engine says, resource by resource and field by field.
 * Returns one line for each difference; secrets are compared by value and by what part of the inputs they wrap.
 *
 * What differs by nature and is left out, the whole list:
 * 1. the default providers, which the real engine stores as resources of their own, and their references;
 * 2. ids and outputs, which providers decide; what the random provider generates is handed to the offline engine;
 * 3. aliases, which the state doesn't keep: they are compared as the program sent them;
 * 4. the version of a provider's plugin and hooks, of which the state says nothing.
 */
export function differences(
    real: readonly StoredResource[],
    registrations: Registrations,
    offline: readonly EngineResource[],
): string[] {
    const stored = new Map(real.filter(({ type }) => !type.startsWith("pulumi:providers:")).map((r) => [r.urn, r]));
    const registered = new Map(offline.map((resource) => [resource.urn, resource]));
    const missing = [...stored.keys()].filter((urn) => !registered.has(urn)).map((urn) => `only real: ${urn}`);
    const added = [...registered.keys()].filter((urn) => !stored.has(urn)).map((urn) => `only offline: ${urn}`);
    const differing = [...registered].flatMap(([urn, resource]) => {
        const counterpart = stored.get(urn);
        return counterpart === undefined
            ? []
            : fieldsThatDiffer(urn, ofState(counterpart, registrations), ofOffline(resource));
    });
    return [...missing, ...added, ...differing].sort();
}

function fieldsThatDiffer(urn: string, real: Comparable, offline: Comparable): string[] {
    return (Object.keys(real) as (keyof Comparable)[])
        .filter((field) => !isDeepStrictEqual(real[field], offline[field]))
        .map((field) => {
            // JSON shows no secret: each is written as [secret].
            const [left, right] = [JSON.stringify(real[field]), JSON.stringify(offline[field])];
            return `${urn} ${field}: real ${left}, offline ${right}`;
        });
}

function ofState(resource: StoredResource, registrations: Registrations): Comparable {
    return {
        parent: resource.parent,
        inputs: comparableValue(objectFromWire(openEnvelopes(resource.inputs ?? {}) as Record<string, unknown>)),
        dependencies: [...(resource.dependencies ?? [])].sort(),
        propertyDependencies: filled(resource.propertyDependencies ?? {}),
        protect: resource.protect ?? false,
        retainOnDelete: resource.retainOnDelete ?? false,
        aliases: registrations.aliases.get(resource.urn),
        ignoreChanges: [...(resource.ignoreChanges ?? [])].sort(),
        additionalSecretOutputs: [...(resource.additionalSecretOutputs ?? [])].sort(),
        replaceOnChanges: [...(resource.replaceOnChanges ?? [])].sort(),
        deletedWith: resource.deletedWith,
        customTimeouts: resource.customTimeouts,
        external: resource.external ?? false,
    };
}

function ofOffline(resource: EngineResource): Comparable {
    const { options } = resource;
    return {
        parent: resource.parent,
        inputs: comparableValue(resource.inputs),
        dependencies: [...resource.dependencies].sort(),
        propertyDependencies: filled(resource.propertyDependencies),
        protect: options.protect ?? false,
        retainOnDelete: options.retainOnDelete ?? false,
        aliases: options.aliases ?? [],
        ignoreChanges: [...(options.ignoreChanges ?? [])].sort(),
        additionalSecretOutputs: [...(options.additionalSecretOutputs ?? [])].sort(),
        replaceOnChanges: [...(options.replaceOnChanges ?? [])].sort(),
        deletedWith: options.deletedWith,
        customTimeouts: options.customTimeouts,
        external: resource.external ?? false,
    };
}

/** Plain data in which a secret is a marked object, so that equality sees both what it wraps and where. */
function comparableValue(value: unknown): unknown {
    if (value instanceof SecretValue) {
        return new SecretComparison(revealSecrets(value.reveal()));
    }
    if (Array.isArray(value)) {
        return value.map(comparableValue);
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(
              Object.entries(value)
                  .sort(([a], [b]) => (a < b ? -1 : 1))
                  .map(([key, inner]) => [key, comparableValue(inner)]),
          )
        : value;
}

/** Equal where the values are, and prints none. */
class SecretComparison {
    constructor(readonly value: unknown) {}

    toJSON(): string {
        return "[secret]";
    }
}

function filled(byProperty: Record<string, string[] | null>): Record<string, string[]> {
    return Object.fromEntries(
        Object.entries(byProperty)
            .flatMap(([key, urns]): [string, string[]][] =>
                urns === null || urns.length === 0 ? [] : [[key, [...urns].sort()]],
            )
            .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
}
