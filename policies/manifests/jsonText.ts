import type { PathStep } from "../../core/pointer";

/** Where a value stands in JSON: offsets of its key (for items of lists, of itself) and of itself. */
interface JsonOffsets {
    key: number;
    value: number;
}

/**
 * Finds places in JSON text that is known to be valid. Each map and list is looked through once, when it is first
 * asked for, so that a file of many megabytes costs little more than one look at it.
 */
export class JsonText {
    private readonly opened = new Map<number, ReadonlyMap<string, JsonOffsets>>();
    private lineStarts: number[] | undefined;

    constructor(
        private readonly text: string,
        /** Where the value begins. */
        private readonly start = 0,
    ) {}

    /** Line and column, from 1, of the value that a path leads to; of the nearest parent where it leads nowhere. */
    place(path: readonly PathStep[]): { line: number; column: number } {
        let at = this.skipSpace(this.start);
        for (const step of path) {
            const next = this.childrenAt(at).get(String(step));
            if (next === undefined) {
                break;
            }
            at = next.value;
        }
        return this.positionOf(at);
    }

    private childrenAt(offset: number): ReadonlyMap<string, JsonOffsets> {
        let known = this.opened.get(offset);
        if (known === undefined) {
            known = this.readChildren(offset);
            this.opened.set(offset, known);
        }
        return known;
    }

    private readChildren(offset: number): Map<string, JsonOffsets> {
        const children = new Map<string, JsonOffsets>();
        const opening = this.text[offset];
        if (opening !== "{" && opening !== "[") {
            return children;
        }
        let at = this.skipSpace(offset + 1);
        for (let index = 0; at < this.text.length && this.text[at] !== "}" && this.text[at] !== "]"; index++) {
            const key = at;
            let name = String(index);
            if (opening === "{") {
                const end = this.skipValue(at);
                name = JSON.parse(this.text.slice(at, end)) as string;
                at = this.skipSpace(this.skipSpace(end) + 1); // the colon
            }
            children.set(name, { key, value: at });
            at = this.skipSpace(this.skipValue(at));
            at = this.text[at] === "," ? this.skipSpace(at + 1) : at;
        }
        return children;
    }

    /** Offset behind a value. */
    private skipValue(offset: number): number {
        let depth = 0;
        let at = offset;
        while (at < this.text.length) {
            const character = this.text[at]!;
            if (character === '"') {
                at = this.skipString(at);
            } else if (character === "{" || character === "[") {
                depth++;
                at++;
            } else if (character === "}" || character === "]") {
                depth--;
                at++;
            } else if (depth === 0) {
                plain.lastIndex = at;
                return plain.exec(this.text) === null ? at + 1 : plain.lastIndex;
            } else {
                at++;
            }
            if (depth === 0) {
                return at;
            }
        }
        return at;
    }

    private skipString(offset: number): number {
        let at = offset + 1;
        while (at < this.text.length && this.text[at] !== '"') {
            at += this.text[at] === "\\" ? 2 : 1;
        }
        return at + 1;
    }

    private skipSpace(offset: number): number {
        let at = offset;
        while (at < this.text.length && " \t\r\n".includes(this.text[at]!)) {
            at++;
        }
        return at;
    }

    private positionOf(offset: number): { line: number; column: number } {
        this.lineStarts ??= [0, ...[...this.text.matchAll(/\n/g)].map(({ index }) => index + 1)];
        let low = 0;
        let high = this.lineStarts.length - 1;
        while (low < high) {
            const middle = Math.ceil((low + high) / 2);
            if (this.lineStarts[middle]! <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return { line: low + 1, column: offset - this.lineStarts[low]! + 1 };
    }
}

/** A number, `true`, `false` or `null`. */
const plain = /[^\s,\]}]+/y;
