import type { Value } from "./model/value";
import { undecided, type Outcome } from "./outcome";

/** What a check says of every item of a list; a list that is not known yet is undecided. */
export function* inItems(list: Value, check: (item: Value) => Iterable<Outcome>): Iterable<Outcome> {
    if (list.isUnknown) {
        yield undecided(list);
    }
    for (const item of list.items()) {
        yield* check(item);
    }
}
