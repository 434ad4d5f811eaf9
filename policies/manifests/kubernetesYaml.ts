import { isAlias, isMap, isNode, isScalar, isSeq, type Pair, type YAMLMap } from "yaml";
import type { PathStep } from "../../core/pointer";
import type { YamlReading } from "../../core/yamlDocument";
import { maxDepth, tooDeep, type YamlFault } from "../../core/yamlTree";
import { readScalar } from "./scalar";

/** Most values that aliases may add to a document. */
const maxAliased = 100_000;

/** Ends the reading of a document. */
class Unreadable extends Error {
    constructor(readonly fault: YamlFault) {
        super(fault.message);
    }
}

/**
 * A document as Kubernetes reads it (sigs.k8s.io/yaml): YAML 1.1's words and numbers, and of a key that is there twice,
 * the last. `<<` takes the place of what stands before it, which is no part of YAML's specification but what happens.
 * A fault ends the reading: such a document is refused by Kubernetes as well.
 */
export class KubernetesYaml implements YamlReading {
    readonly faults: readonly YamlFault[];
    readonly value: unknown;
    /** Keys that stand in one map twice. */
    readonly warnings: YamlFault[] = [];
    private readonly anchors = new Map<string, unknown>();
    /** Anchors whose value is being read. */
    private readonly open = new Set<unknown>();
    /** What each alias stands for: an anchor may be set again. */
    private readonly targets = new Map<unknown, unknown>();
    private aliased = 0;

    constructor(private readonly root: unknown) {
        try {
            this.value = this.read(root, 0, false);
            this.faults = [];
        } catch (error) {
            if (!(error instanceof Unreadable)) {
                throw error;
            }
            this.faults = [error.fault];
        }
    }

    /** Offsets of the key and the value that a path leads to; of the nearest parent where it leads nowhere. */
    offsetsOf(path: readonly PathStep[]): { key: number; value: number } {
        let node = this.root;
        let key = node;
        for (const step of path) {
            const next = this.child(node, step);
            if (next === undefined) {
                break;
            }
            key = next.key;
            node = isEmpty(next.value) ? next.key : next.value;
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
        // From the end, as the last one counts.
        for (const pair of [...node.items].reverse()) {
            const found = isMerge(pair) ? this.mergedChild(pair.value, step) : this.own(pair, step);
            if (found !== undefined) {
                return found;
            }
        }
        return undefined;
    }

    private own(pair: Pair, step: PathStep): Pair | undefined {
        return this.keyText(pair.key) === String(step) ? pair : undefined;
    }

    private mergedChild(value: unknown, step: PathStep): { key: unknown; value: unknown } | undefined {
        const target = isAlias(value) ? this.targets.get(value) : value;
        const sources = isSeq(target) ? target.items : [target];
        return sources.map((source) => this.child(source, step)).find((found) => found !== undefined);
    }

    private read(node: unknown, depth: number, aliased: boolean): unknown {
        if (aliased && ++this.aliased > maxAliased) {
            const hint = "write the repeated parts out, or use fewer aliases";
            throw fail("too-many-aliases", "aliases blow this document up", hint, this.root);
        }
        if (depth > maxDepth) {
            throw fail(tooDeep.code, tooDeep.message, tooDeep.hint, node);
        }
        if (isAlias(node)) {
            return this.read(this.follow(node, node.source), depth + 1, true);
        }
        const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
        if (anchor !== undefined && !aliased) {
            this.anchors.set(anchor, node);
        }
        if (isScalar(node)) {
            return readTagged(node);
        }
        if (!isMap(node) && !isSeq(node)) {
            return null;
        }
        this.open.add(node);
        const value = isMap(node)
            ? this.readMap(node, depth, aliased)
            : node.items.map((item) => this.read(item, depth + 1, aliased));
        this.open.delete(node);
        return value;
    }

    private follow(alias: unknown, anchor: string): unknown {
        const known = this.targets.get(alias);
        const target = known ?? this.anchors.get(anchor);
        if (target === undefined) {
            const hint = "set the anchor before the alias, or put the value in quotes where it begins with *";
            throw fail("unknown-alias", "an alias without its anchor", hint, alias);
        }
        if (this.open.has(target)) {
            throw fail("cyclic-alias", "an alias stands inside of its own anchor", "write the value out", alias);
        }
        this.targets.set(alias, target);
        return target;
    }

    private readMap(map: YAMLMap, depth: number, aliased: boolean): unknown {
        const result: Record<string, unknown> = {};
        for (const pair of map.items) {
            if (isMerge(pair)) {
                Object.assign(result, this.readMerge(pair, depth, aliased));
                continue;
            }
            const keyAnchor = isScalar(pair.key) ? pair.key.anchor : undefined;
            if (keyAnchor !== undefined) {
                this.anchors.set(keyAnchor, pair.key);
            }
            if (isAlias(pair.key)) {
                this.follow(pair.key, pair.key.source);
            }
            const key = this.keyText(pair.key);
            if (key === undefined || key === "__proto__") {
                const message = key === undefined ? "a key is no text" : '"__proto__" is not allowed as a key';
                throw fail("not-plain-data", message, "write a name as the key", pair.key);
            }
            if (Object.hasOwn(result, key) && !aliased) {
                const hint = "keep one of them; kubectl refuses the file unless told not to validate";
                const message = "this key is there already; Kubernetes takes the last one";
                this.warnings.push({ code: "duplicate-key", message, hint, offset: offsetOf(pair.key) });
            }
            result[key] = this.read(pair.value, depth + 1, aliased);
        }
        return result;
    }

    private readMerge({ key, value }: Pair, depth: number, aliased: boolean): object {
        const read = this.read(value, depth + 1, aliased);
        const sources: unknown[] = Array.isArray(read) ? read : [read];
        if (!sources.every(isPlainMap)) {
            const hint = "write << with a map, an alias of one, or a list of them";
            throw fail("bad-merge", "only maps can be merged", hint, key);
        }
        return Object.assign({}, ...sources.reverse()) as object;
    }

    /** A key as text (`yes` is the key `true`); undefined where it is null, a map or a list. */
    private keyText(key: unknown): string | undefined {
        const node = isAlias(key) ? this.targets.get(key) : key;
        const value = isScalar(node) ? readTagged(node) : null;
        return value === null ? undefined : String(value);
    }
}

const coreTag = "tag:yaml.org,2002:";

/** A scalar's value; quoted text and blocks stay text, a tag decides otherwise. */
function readTagged(node: unknown): string | number | boolean | null {
    const { source, value, type, tag } = node as { source?: string; value: unknown; type?: string; tag?: string };
    const text = source ?? (typeof value === "string" ? value : "");
    if (tag === `${coreTag}binary`) {
        return Buffer.from(text, "base64").toString();
    }
    const asText = tag === undefined ? type !== undefined && type !== "PLAIN" : !resolvedTags.has(tag);
    if (asText) {
        return text;
    }
    const read = readScalar(text);
    if (read === undefined) {
        throw fail("not-plain-data", "Kubernetes has no infinite numbers", "write a number, or put it in quotes", node);
    }
    return read;
}

const resolvedTags = new Set(["bool", "int", "float", "null"].map((name) => `${coreTag}${name}`));

function fail(code: string, message: string, hint: string, node: unknown): Unreadable {
    return new Unreadable({ code, message, hint, offset: offsetOf(node) });
}

function isMerge({ key }: Pair): boolean {
    return isScalar(key) && key.type === "PLAIN" && key.source === "<<";
}

function isPlainMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Nothing stands behind the key, so that the key is the place to look at. */
function isEmpty(node: unknown): boolean {
    return node === null || node === undefined || (isScalar(node) && node.source === "");
}

function offsetOf(node: unknown): number | undefined {
    return isNode(node) ? (node.range?.[0] ?? undefined) : undefined;
}
