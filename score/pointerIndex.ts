/**
 * Things by JSON pointer. Finds what stands at a pointer, above it or below it without looking at everything else,
 * so that a file with many problems takes no longer than its length.
 */
export class PointerIndex<T> {
    private readonly at = new Map<string, Set<T>>();
    /** What stands at a pointer or below it. */
    private readonly within = new Map<string, Set<T>>();

    add(pointer: string, item: T): void {
        addTo(this.at, pointer, item);
        for (const upper of upwards(pointer)) {
            addTo(this.within, upper, item);
        }
    }

    *related(pointer: string): Generator<T> {
        yield* this.within.get(pointer) ?? [];
        for (const upper of upwards(pointer)) {
            yield* this.at.get(upper) ?? [];
        }
    }
}

/** A pointer and all above it, up to the document. */
function* upwards(pointer: string): Generator<string> {
    for (let end = pointer.length; end > 0; end = pointer.lastIndexOf("/", end - 1)) {
        yield pointer.slice(0, end);
    }
    yield "";
}

function addTo<T>(map: Map<string, Set<T>>, pointer: string, item: T): void {
    const known = map.get(pointer);
    if (known === undefined) {
        map.set(pointer, new Set([item]));
    } else {
        known.add(item);
    }
}
