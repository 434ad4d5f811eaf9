/** Every position of a tree of plain data: copies of it in each of which one value is replaced. */
function replacedEverywhere(value: unknown, replace: (value: unknown, key: string) => unknown, key = ""): unknown[] {
    return [replace(value, key), ...replacedBelow(value, replace)];
}

/** {@link replacedEverywhere} without the root, for inputs of a resource. */
export function replacedBelow(value: unknown, replace: (value: unknown, key: string) => unknown): unknown[] {
    if (Array.isArray(value)) {
        const list: unknown[] = value;
        return list.flatMap((item, index) =>
            replacedEverywhere(item, replace).map((other) => withItem(list, index, other)),
        );
    }
    if (typeof value === "object" && value !== null) {
        const map = value as Record<string, unknown>;
        return Object.keys(map).flatMap((key) =>
            replacedEverywhere(map[key], replace, key).map((other) => ({ ...map, [key]: other })),
        );
    }
    return [];
}

/** The list with another item at one place. */
export function withItem<T>(list: readonly T[], index: number, item: T): T[] {
    return list.map((old, at) => (at === index ? item : old));
}
