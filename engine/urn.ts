/** Type of the resource at the root of every stack. URNs leave it out of the chain of parent types. */
export const stackType = "pulumi:pulumi:Stack";

/** What a URN is made of. */
export interface UrnParts {
    stack: string;
    project: string;
    /** URN of the parent; absent for the stack itself. */
    parent?: string;
    type: string;
    name: string;
}

/** Builds a URN: `urn:pulumi:<stack>::<project>::<types of the ancestors and its own, joined by $>::<name>`. */
export function buildUrn({ stack, project, parent, type, name }: UrnParts): string {
    const ancestors = parent === undefined ? "" : qualifiedType(parent);
    const chain = ancestors === "" || ancestors === stackType ? type : `${ancestors}$${type}`;
    return `urn:pulumi:${stack}::${project}::${chain}::${name}`;
}

/** The part of a type token before the first colon: the package. Of a provider's token, the package it serves. */
export function packageOf(type: string): string {
    const [first = "", second = "", third = ""] = type.split(":");
    return first === "pulumi" && second === "providers" ? third : first;
}

/** The package that a provider reference (`<urn>::<id>`) serves. */
export function packageOfProvider(reference: string): string {
    const types = qualifiedType(reference).split("$");
    return packageOf(types[types.length - 1] ?? "");
}

/** The third part of a URN: the chain of types. A name may hold `::` itself, so the parts are counted from the left. */
function qualifiedType(urn: string): string {
    return urn.split("::")[2] ?? "";
}
