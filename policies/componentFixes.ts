import type { PolicyResource } from "./resource";

/** Arguments of a component that mend a finding on one of its children. */
export interface ComponentFix {
    /** Names of arguments as `components/<component>/args.ts` has them. */
    arguments: readonly string[];
    /** What to give them. */
    to: string;
}

type Component = "StandardService" | "PostgresDatabase" | "TeamNamespace";

const requests = (what: string): ComponentFix => ({ arguments: ["resources"], to: `with a request for ${what}` });
const probes: ComponentFix = {
    arguments: ["livenessProbe", "readinessProbe"],
    to: "to what tells that the service lives and can answer",
};
const ownership: ComponentFix = { arguments: ["team", "owner"], to: "to who answers for it" };

/** By rule and component: which argument mends it. A rule that is not here has no argument that would. */
export const componentFixes: Readonly<Record<string, Partial<Record<Component, ComponentFix>>>> = {
    "img-tag-mutable": {
        StandardService: { arguments: ["image"], to: "to a reference with a version tag or a digest" },
    },
    "rel-cpu-request": { StandardService: requests("cpu") },
    "rel-memory-request": { StandardService: requests("memory") },
    "gov-required-labels": {
        StandardService: ownership,
        PostgresDatabase: ownership,
    },
    "wl-secret-in-env-literal": {
        StandardService: {
            arguments: ["secretVariables", "secretValues"],
            to: "instead of a plain variable (a key of a Secret, or a secret Output)",
        },
    },
    "plat-no-probe": { StandardService: probes },
    "plat-unassigned": {
        StandardService: ownership,
        PostgresDatabase: ownership,
        TeamNamespace: { arguments: ["team", "owner", "costCenter"], to: "to who answers and pays for it" },
    },
    "plat-open-edge": {
        StandardService: { arguments: ["connectsTo"], to: "to a workload that exists, or leave the edge out" },
    },
};

/**
 * The fix in terms of our component that a resource belongs to, by the types in its URN; undefined where none is ours
 * or no argument mends it.
 *
 * @example
 * 'set `image` of waymark.StandardService "api" to a reference with a version tag or a digest'
 */
export function componentFix(rule: string, resource: PolicyResource): string | undefined {
    const fixes = componentFixes[rule];
    if (fixes === undefined || resource.urn === undefined) {
        return undefined;
    }
    const ancestors = typesOf(resource.urn).slice(0, -1).reverse();
    const component = ancestors.map(ownComponent).find((type) => type !== undefined);
    const fix = component === undefined ? undefined : fixes[component];
    if (component === undefined || fix === undefined) {
        return undefined;
    }
    const isParent = resource.parent !== undefined && ownComponent(typesOf(resource.parent).at(-1) ?? "") === component;
    const name = isParent ? ` "${resource.parent!.split("::").slice(3).join("::")}"` : "";
    const names = fix.arguments.map((argument) => `\`${argument}\``).join(" or ");
    return `set ${names} of waymark.${component}${name} ${fix.to}`;
}

function typesOf(urn: string): string[] {
    return (urn.split("::")[2] ?? "").split("$");
}

function ownComponent(type: string): Component | undefined {
    return /^waymark:index:(StandardService|PostgresDatabase|TeamNamespace)$/.exec(type)?.[1] as Component | undefined;
}
