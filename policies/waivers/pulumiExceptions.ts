import { daysBetween } from "./days";
import type { Waiver } from "./waiver";

/** One entry of the block `exceptions` in a policy pack's configuration, as the Pulumi CLI reads it. */
export interface PulumiException {
    policies: string[];
    stacks?: string[];
    resources: { type?: string; properties?: Record<string, string> }[];
    reason: string;
}

/** Why a waiver has no exception. */
export interface NotExported {
    id: string;
    reason: string;
}

/**
 * Experimental: waivers as Pulumi's own exceptions, which know neither approval nor expiry; what has expired is left
 * out, so export them anew every day. A waiver that would get wider is not exported, and named.
 */
export function toPulumiExceptions(
    waivers: readonly Waiver[],
    today: string,
): { exceptions: Record<string, PulumiException>; notExported: NotExported[] } {
    const exceptions: Record<string, PulumiException> = {};
    const notExported: NotExported[] = [];
    for (const waiver of [...waivers].sort((a, b) => (a.id < b.id ? -1 : 1))) {
        const reason = whyNot(waiver, today);
        if (reason === undefined) {
            exceptions[waiver.id] = toException(waiver);
        } else {
            notExported.push({ id: waiver.id, reason });
        }
    }
    return { exceptions, notExported };
}

function whyNot({ scope, expires }: Waiver, today: string): string | undefined {
    if (daysBetween(expires, today) > 0) {
        return "it has expired";
    }
    const inexpressible = (["tier", "parent", "container", "paths", "values"] as const).filter(
        (key) => scope[key] !== undefined,
    );
    if (inexpressible.length > 0) {
        return `exceptions know no ${inexpressible.join(" and no ")}`;
    }
    if (scope.project !== undefined && scope.stacks === undefined) {
        return "exceptions know a project only together with its stacks";
    }
    return scope.stacks !== undefined && scope.project === undefined
        ? "exceptions name stacks together with their project"
        : undefined;
}

function toException({ rules, scope, reason, id, expires }: Waiver): PulumiException {
    const { project, stacks, namespace } = scope;
    const type = scope.type ?? typeOfKind(scope.kind);
    const properties = {
        ...(namespace === undefined ? {} : { "metadata.namespace": namespace }),
        ...(scope.name === undefined ? {} : { "metadata.name": scope.name }),
    };
    return {
        policies: [...rules],
        ...(stacks === undefined ? {} : { stacks: stacks.map((stack) => `${project}/${stack}`) }),
        resources: [
            {
                ...(type === undefined ? {} : { type }),
                ...(Object.keys(properties).length === 0 ? {} : { properties }),
            },
        ],
        reason: `${id}, until ${expires}: ${reason}`,
    };
}

/** Kinds are types whose version may be any. */
function typeOfKind(kind: string | undefined): string | undefined {
    if (kind === undefined) {
        return undefined;
    }
    const [group, name] = kind.includes("/") ? kind.split("/") : ["*", kind];
    return `kubernetes:${group}/*:${name}`;
}
