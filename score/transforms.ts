import { toPointer, type PathStep } from "../core/pointer";
import type { Problem } from "../core/problem";

type Tree = Record<string, unknown>;

/** The document with deprecated forms upgraded, and what was changed, as warnings without a line yet. */
export interface Upgraded {
    value: unknown;
    changes: { path: PathStep[]; problem: Problem }[];
}

/**
 * The four upgrades that every Score implementation makes, all on array forms: `files` and `volumes` lists become maps
 * by `target`, `content` lists become text, `read_only` becomes `readOnly`. The input is left as it is.
 */
export function upgrade(document: unknown): Upgraded {
    const changes: Upgraded["changes"] = [];
    const changed = (path: PathStep[], message: string, hint: string) =>
        changes.push({ path, problem: { code: "deprecated-form", message, hint, pointer: toPointer(path) } });
    if (!isMap(document) || !isMap(document["containers"])) {
        return { value: document, changes };
    }
    const containers = mapValues(document["containers"], (container, name) => {
        if (!isMap(container)) {
            return container;
        }
        const upgraded: Tree = { ...container };
        for (const [key, upgradeItem] of [
            ["files", joinContent],
            ["volumes", renameReadOnly],
        ] as const) {
            const list = container[key];
            const asMap = Array.isArray(list) ? byTarget(list, upgradeItem) : undefined;
            if (asMap !== undefined) {
                upgraded[key] = asMap;
                changed(["containers", name, key], `"${key}" as a list is deprecated`, "write a map by target path");
            }
        }
        return upgraded;
    });
    return { value: { ...document, containers }, changes };
}

/** The list as a map, or undefined where that isn't possible, so that the schema reports the list as it is. */
function byTarget(list: readonly unknown[], upgradeItem: (item: Tree) => Tree): Tree | undefined {
    const map: Tree = {};
    for (const item of list) {
        if (!isMap(item) || typeof item["target"] !== "string" || Object.hasOwn(map, item["target"])) {
            return undefined;
        }
        const { target, ...rest } = item;
        Object.defineProperty(map, target, { value: upgradeItem(rest), enumerable: true });
    }
    return map;
}

function joinContent(item: Tree): Tree {
    const { content } = item;
    const isText = Array.isArray(content) && content.every((line) => typeof line === "string");
    return isText ? { ...item, content: content.join("\n") } : item;
}

function renameReadOnly({ read_only: readOnly, ...rest }: Tree): Tree {
    return readOnly === undefined ? rest : { ...rest, readOnly };
}

function mapValues(map: Tree, change: (value: unknown, key: string) => unknown): Tree {
    return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value, key)]));
}

function isMap(value: unknown): value is Tree {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
