/** The entries of a map in the code-unit order of their keys, so that no map in between can change an order. */
export function sortedEntries<T>(map: Readonly<Record<string, T>> | undefined): [string, T][] {
    return Object.entries(map ?? {}).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
