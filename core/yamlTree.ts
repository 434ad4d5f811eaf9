import { isAlias, isMap, isNode, isScalar, isSeq, type Alias, type Node, type Pair, type YAMLMap } from "yaml";
import type { PathStep } from "./pointer";

/** Deepest nesting of maps and lists, aliases written out. Far more than any document has. */
export const maxDepth = 500;

/** Most values that a document may hold once its aliases are written out. */
const maxValues = 1_000_000;

/** What keeps a document from being plain data. */
export interface YamlFault {
    code: string;
    message: string;
    hint: string;
    /** Where it stands in the text; undefined where the document as a whole is meant. */
    offset: number | undefined;
}

/** Ends the conversion of a document that would grow without measure. */
class Boundless extends Error {
    constructor(readonly fault: YamlFault) {
        super(fault.message);
    }
}

/**
 * The nodes of a parsed document: as plain data, and by path.
 *
 * It doesn't use the parser's own conversion: that one compares every key with every other one, searches the whole
 * document for each alias, throws bare errors, and takes tags and dates for data.
 */
export class YamlTree {
    readonly faults: YamlFault[] = [];
    readonly warnings: readonly YamlFault[] = [];
    /** The document as plain data; nothing is shared between places, an alias is a copy. */
    readonly value: unknown;
    private readonly anchors = new Map<string, Node>();
    private readonly targets = new Map<Alias, Node>();
    private readonly pairs = new Map<YAMLMap, Map<string, Pair>>();
    private valuesLeft = maxValues;

    constructor(private readonly root: unknown) {
        try {
            this.value = this.convert(root, 0, true);
        } catch (error) {
            if (!(error instanceof Boundless)) {
                throw error;
            }
            this.faults.splice(0, Infinity, error.fault);
        }
    }

    /** Where a path leads: offsets of its key and its value; of the nearest parent where it leads nowhere. */
    offsetsOf(path: readonly PathStep[]): { key: number; value: number } {
        let node: unknown = this.root;
        let key: unknown = node;
        for (const step of path) {
            const next = this.child(node, step);
            if (next === undefined) {
                break;
            }
            key = next.key;
            node = next.value ?? next.key;
        }
        const ofKey = offsetOf(key) ?? 0;
        return { key: ofKey, value: offsetOf(node) ?? ofKey };
    }

    private child(parent: unknown, step: PathStep): { key: unknown; value: unknown } | undefined {
        const node = isAlias(parent) ? this.targets.get(parent) : parent;
        if (isSeq(node)) {
            const item = node.items[Number(step)];
            return item === undefined ? undefined : { key: item, value: item };
        }
        if (!isMap(node)) {
            return undefined;
        }
        const own = this.pairsOf(node).get(String(step));
        if (own !== undefined) {
            return own;
        }
        for (const { value } of node.items.filter(isMerge)) {
            const target = isAlias(value) ? this.targets.get(value) : value;
            for (const source of isSeq(target) ? target.items : [target]) {
                const merged = this.child(source, step);
                if (merged !== undefined) {
                    return merged;
                }
            }
        }
        return undefined;
    }

    private pairsOf(map: YAMLMap): Map<string, Pair> {
        let pairs = this.pairs.get(map);
        if (pairs === undefined) {
            pairs = new Map(map.items.flatMap((pair) => (isMerge(pair) ? [] : [[this.keyText(pair.key) ?? "", pair]])));
            this.pairs.set(map, pairs);
        }
        return pairs;
    }

    /** `first` is false where an alias leads here again: anchors and faults are known by then. */
    private convert(node: unknown, depth: number, first: boolean): unknown {
        if (--this.valuesLeft < 0) {
            const hint = "write the repeated parts out, or use fewer aliases";
            throw new Boundless({
                code: "too-many-aliases",
                message: "aliases blow this document up",
                hint,
                offset: 0,
            });
        }
        if (depth > maxDepth) {
            throw new Boundless({ ...tooDeep, offset: offsetOf(node) });
        }
        const target = this.follow(node, first);
        if (isAlias(node)) {
            if (target === undefined) {
                const hint = "set the anchor before the alias, or put the value in quotes where it begins with *";
                this.fault({ code: "unknown-alias", message: "an alias without its anchor", hint }, node, first);
                return null;
            }
            return this.convert(target, depth + 1, false);
        }
        if (isNode(node) && node.tag !== undefined && !plainTags.has(node.tag)) {
            return this.notPlain("a value has a YAML tag that is not supported", node, first);
        }
        if (isMap(node)) {
            return this.convertMap(node, depth, first);
        }
        if (isSeq(node)) {
            return node.items.map((item) => this.convert(item, depth + 1, first));
        }
        const value = isScalar(node) ? node.value : node;
        return value === undefined ? null : value;
    }

    /** Notes the anchor of a node; of an alias the node that it stands for, undefined where there is none. */
    private follow(node: unknown, first: boolean): unknown {
        if (isAlias(node)) {
            const target = first ? this.anchors.get(node.source) : this.targets.get(node);
            if (target !== undefined) {
                this.targets.set(node, target);
            }
            return target;
        }
        if (first && (isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined) {
            this.anchors.set(node.anchor, node);
        }
        return node;
    }

    private convertMap(map: YAMLMap, depth: number, first: boolean): unknown {
        const result: Record<string, unknown> = {};
        const merged: unknown[] = [];
        for (const pair of map.items) {
            this.follow(pair.key, first);
            const value = this.convert(pair.value, depth + 1, first);
            if (isMerge(pair)) {
                const sources: unknown[] = Array.isArray(value) ? value : [value];
                if (!sources.every(isPlainMap)) {
                    const hint = "write << with a map, an alias of one, or a list of them";
                    this.fault({ code: "bad-merge", message: "only maps can be merged", hint }, pair.key, first);
                }
                merged.push(...sources);
                continue;
            }
            const key = this.keyText(pair.key);
            if (key === undefined || key === "__proto__") {
                this.notPlain(
                    key === undefined ? "a key is no text" : '"__proto__" is not allowed as a key',
                    pair.key,
                    first,
                );
            } else if (Object.hasOwn(result, key)) {
                this.fault(
                    { code: "duplicate-key", message: "this key is there already", hint: "keep one of them" },
                    pair.key,
                    first,
                );
            } else {
                result[key] = value;
            }
        }
        for (const [key, value] of merged.filter(isPlainMap).flatMap(Object.entries)) {
            if (!Object.hasOwn(result, key)) {
                result[key] = value;
            }
        }
        return result;
    }

    /** A key as text; undefined where it is a map or a list. */
    private keyText(key: unknown): string | undefined {
        const node = isAlias(key) ? this.targets.get(key) : key;
        if (node === null) {
            return "";
        }
        const value = isScalar(node) ? (node.value as string | number | boolean | null) : undefined;
        return value === undefined ? undefined : String(value ?? "");
    }

    private notPlain(message: string, node: unknown, first: boolean): null {
        const hint = "use maps, lists, strings, numbers, true, false and null only; quote text that begins with !";
        this.fault({ code: "not-plain-data", message, hint }, node, first);
        return null;
    }

    private fault(fault: Omit<YamlFault, "offset">, node: unknown, first: boolean): void {
        if (first) {
            this.faults.push({ ...fault, offset: offsetOf(node) });
        }
    }
}

export const tooDeep = {
    code: "too-deep",
    message: "maps and lists are nested too deeply",
    hint: "flatten the document",
};

const plainTags = new Set([
    "!",
    ...["str", "int", "float", "bool", "null", "map", "seq"].map((name) => `tag:yaml.org,2002:${name}`),
]);

function isMerge({ key }: Pair): boolean {
    return isScalar(key) && key.type === "PLAIN" && key.source === "<<";
}

function isPlainMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function offsetOf(node: unknown): number | undefined {
    return isNode(node) ? (node.range?.[0] ?? undefined) : undefined;
}
