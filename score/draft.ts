import { getIn, type PathStep } from "../core/pointer";
import type { Problem } from "../core/problem";
import type { YamlDocument } from "../core/yamlDocument";
import { asMap } from "./plainData";

/** One change to a document, in a form that can be done again on its YAML text. */
export type Edit =
    | { kind: "set"; path: readonly PathStep[]; value: unknown }
    | { kind: "remove"; path: readonly PathStep[] }
    | { kind: "rename"; path: readonly PathStep[]; to: string }
    | { kind: "move"; path: readonly PathStep[]; to: readonly PathStep[] }
    | { kind: "listToMap"; path: readonly PathStep[]; key: string; keys: readonly string[] };

/**
 * A document while it is brought into the form that the schema asks for. It remembers every change,
 * so that places still point into the file as it was written and the change can be written back to it.
 */
export class Draft {
    readonly edits: Edit[] = [];
    readonly changes: Problem[] = [];
    readonly errors: Problem[] = [];
    private readonly moves: { from: readonly PathStep[]; to: readonly PathStep[] }[] = [];
    private readonly root: { value: unknown };

    constructor(private readonly document: YamlDocument) {
        this.root = { value: structuredClone(document.value) };
    }

    get value(): unknown {
        return this.root.value;
    }

    get(path: readonly PathStep[]): unknown {
        return getIn(this.root.value, path);
    }

    /** True where nothing stands at a path and everything above it is a map or absent, so that it can be set. */
    canHold(path: readonly PathStep[]): boolean {
        const parents = path.slice(0, -1).map((_, index) => this.get(path.slice(0, index + 1)));
        return (
            this.get(path) === undefined && parents.every((value) => value === undefined || asMap(value) !== undefined)
        );
    }

    /** Where a path of the changed document stands in the file as written. */
    readonly place: YamlDocument["place"] = (path, part) => {
        let original = path;
        for (const { from, to } of [...this.moves].reverse()) {
            if (to.every((step, index) => String(step) === String(original[index]))) {
                original = [...from, ...original.slice(to.length)];
            }
        }
        return this.document.place(original, part);
    };

    /** Tells the user about a change that was made, with what to write in its stead. */
    changed(path: readonly PathStep[], code: string, message: string, hint: string): void {
        this.changes.push({ code, message, hint, ...this.place(path, "key") });
    }

    refused(path: readonly PathStep[], code: string, message: string, hint: string): void {
        this.errors.push({ code, message, hint, ...this.place(path, "key") });
    }

    /** Sets a value; maps on the way are made where they are absent. */
    set(path: readonly PathStep[], value: unknown): void {
        this.put(path, value);
        this.edits.push({ kind: "set", path, value: structuredClone(value) });
    }

    remove(path: readonly PathStep[]): void {
        delete this.mapAt(path.slice(0, -1))[path.at(-1)!];
        this.edits.push({ kind: "remove", path });
    }

    /** Gives a key of a map another name, in its place among the others. */
    rename(path: readonly PathStep[], to: string): void {
        const map = this.mapAt(path.slice(0, -1));
        const from = String(path.at(-1));
        const entries = Object.entries(map);
        entries.forEach(([key]) => delete map[key]);
        entries.forEach(([key, value]) => (map[key === from ? to : key] = value));
        this.moves.push({ from: path, to: [...path.slice(0, -1), to] });
        this.edits.push({ kind: "rename", path, to });
    }

    /** Moves a value into another map; maps on the way are made where they are absent. */
    move(path: readonly PathStep[], to: readonly PathStep[]): void {
        const value = this.get(path);
        delete this.mapAt(path.slice(0, -1))[path.at(-1)!];
        this.put(to, value);
        this.moves.push({ from: path, to });
        this.edits.push({ kind: "move", path, to });
    }

    /** Makes a map of a list of maps, by the value that each has below `key`; it is taken out of them. */
    listToMap(path: readonly PathStep[], key: string): void {
        const items = this.get(path) as Record<string, unknown>[];
        const keys = items.map((item) => String(item[key]));
        items.forEach((item) => delete item[key]);
        this.put(path, Object.fromEntries(keys.map((name, index) => [name, items[index]])));
        keys.forEach((name, index) => this.moves.push({ from: [...path, index], to: [...path, name] }));
        this.edits.push({ kind: "listToMap", path, key, keys });
    }

    /** Lets a value that is there only since a change point at the place that made it necessary. */
    derived(path: readonly PathStep[], from: readonly PathStep[]): void {
        this.moves.push({ from, to: path });
    }

    private put(path: readonly PathStep[], value: unknown): void {
        const last = path.at(-1);
        if (last === undefined) {
            this.root.value = value;
            return;
        }
        for (let length = 1; length < path.length; length++) {
            if (this.get(path.slice(0, length)) === undefined) {
                this.mapAt(path.slice(0, length - 1))[path[length - 1]!] = {};
            }
        }
        this.mapAt(path.slice(0, -1))[last] = value;
    }

    private mapAt(path: readonly PathStep[]): Record<PathStep, unknown> {
        return this.get(path) as Record<PathStep, unknown>;
    }
}
