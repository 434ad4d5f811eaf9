/** An order in which every node stands behind what it needs, and the cycles that prevent one. */
export interface TopologicalOrder {
    /** Every node; those of a cycle stand where they came free once the cycle was reported. */
    order: string[];
    /** Each cycle as a closed path (`a`, `b`, `a`), independent ones each on their own. */
    cycles: string[][];
}

/** Sorts nodes behind what they need; of several that are free the first in code-unit order comes first. */
export function topologicalOrder(needs: ReadonlyMap<string, Iterable<string>>): TopologicalOrder {
    const waiting = new Map(
        [...needs].map(([node, own]) => [node, new Set([...own].filter((need) => needs.has(need)))]),
    );
    const dependents = new Map<string, string[]>();
    for (const [node, own] of waiting) {
        for (const need of own) {
            const known = dependents.get(need);
            if (known === undefined) {
                dependents.set(need, [node]);
            } else {
                known.push(node);
            }
        }
    }
    const free = new SortedNames([...waiting].filter(([, own]) => own.size === 0).map(([node]) => node));
    const order: string[] = [];
    const cycles: string[][] = [];
    while (order.length < needs.size) {
        const node = free.shift();
        if (node === undefined) {
            const cycle = findCycle(waiting);
            cycles.push(cycle);
            for (const member of cycle.slice(1)) {
                waiting.get(member)?.clear();
                free.add(member);
            }
            continue;
        }
        order.push(node);
        waiting.delete(node);
        for (const dependent of dependents.get(node) ?? []) {
            const left = waiting.get(dependent);
            if (left?.delete(node) === true && left.size === 0) {
                free.add(dependent);
            }
        }
    }
    return { order, cycles };
}

/** Walks from need to need until a node comes again; every node still waits for another that waits. */
function findCycle(waiting: ReadonlyMap<string, ReadonlySet<string>>): string[] {
    const seen = new Set<string>();
    let node = [...waiting.keys()].sort()[0]!;
    while (!seen.has(node)) {
        seen.add(node);
        node = [...waiting.get(node)!].sort()[0]!;
    }
    const path = [...seen];
    const cycle = path.slice(path.indexOf(node));
    const first = cycle.indexOf([...cycle].sort()[0]!);
    const turned = [...cycle.slice(first), ...cycle.slice(0, first)];
    return [...turned, turned[0]!];
}

class SortedNames {
    private readonly names: string[];

    constructor(names: string[]) {
        this.names = names.sort().reverse();
    }

    /** Removes and returns the first name in code-unit order. */
    shift(): string | undefined {
        return this.names.pop();
    }

    add(name: string): void {
        let low = 0;
        let high = this.names.length;
        while (low < high) {
            const middle = (low + high) >>> 1;
            if (this.names[middle]! > name) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        this.names.splice(low, 0, name);
    }
}
