import type { PolicyResource } from "./resource";
import type { FixableComponent, RuleDefaults } from "./ruleData";

/**
 * The fix in terms of our component that a resource belongs to, by the types in its URN; undefined where none is ours
 * or no argument mends it.
 *
 * @example
 * 'set `image` of waymark.StandardService "api" to a reference with a version tag or a digest'
 */
export function componentFix(
    { componentFixes }: Pick<RuleDefaults, "componentFixes">,
    resource: PolicyResource,
): string | undefined {
    if (resource.urn === undefined) {
        return undefined;
    }
    const ancestors = typesOf(resource.urn).slice(0, -1).reverse();
    const component = ancestors.map(ownComponent).find((type) => type !== undefined);
    const fix = component === undefined ? undefined : componentFixes[component];
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

function ownComponent(type: string): FixableComponent | undefined {
    return /^waymark:index:(StandardService|PostgresDatabase|TeamNamespace)$/.exec(type)?.[1] as
        FixableComponent | undefined;
}
