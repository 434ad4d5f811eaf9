import { SecretValue, unknownValue } from "../../core/values";

/** A key in brackets and quotes, an item of a list, or a key. */
const steps = /\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|([^.[]+)/g;

/**
 * What stands at a path as findings have it (`spec.containers[name=app].image`); undefined where it leads nowhere.
 * A secret on the way, or an unknown, is what is found: neither is looked into.
 */
export function valueAt(root: unknown, path: string): unknown {
    let value = root;
    for (const [, quoted, item, key] of path.matchAll(steps)) {
        if (value instanceof SecretValue || value === unknownValue) {
            return value;
        }
        if (item !== undefined) {
            value = itemOf(value, item);
        } else {
            value = at(value, quoted === undefined ? key! : (JSON.parse(`"${quoted}"`) as string));
        }
    }
    return value;
}

function itemOf(list: unknown, item: string): unknown {
    if (!Array.isArray(list)) {
        return undefined;
    }
    const name = item.startsWith("name=") ? item.slice("name=".length) : undefined;
    return name === undefined ? (list[Number(item)] as unknown) : list.find((one) => at(one, "name") === name);
}

function at(value: unknown, key: string): unknown {
    return typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string, unknown>)[key]
        : undefined;
}
