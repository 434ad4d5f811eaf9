import type { Place, Problem } from "../core/problem";
import type { TakenName } from "../components/standardService/takenNames";

/** Who takes which name in the namespace of an environment, so that two takers are found before either is registered. */
export class NameBook {
    readonly problems: Problem[] = [];
    readonly #taken = new Map<string, { uid: string; place: Place }>();
    readonly #told = new Set<string>();

    /** Takes a name; where it is taken already, that is a problem at the place of the second taker. */
    take({ kind, name, uid }: TakenName, place: Place): void {
        const key = `${kind}/${name}`;
        const other = this.#taken.get(key);
        if (other === undefined) {
            this.#taken.set(key, { uid, place });
            return;
        }
        const pair = `${uid} ${other.uid} ${name}`;
        if (other.uid === uid || this.#told.has(pair)) {
            return;
        }
        this.#told.add(pair);
        const at =
            other.place.file === undefined ? "" : ` (the latter at ${other.place.file}:${other.place.line ?? 1})`;
        const what = kind === "component" ? "" : ` (${kind})`;
        this.problems.push({
            code: "name-taken",
            message: `"${uid}" and "${other.uid}" would both be named "${name}"${what} in one namespace${at}`,
            hint:
                place.pointer?.startsWith("/resources/") === true
                    ? "give the resource another id"
                    : "give one of them another name",
            ...place,
        });
    }
}
