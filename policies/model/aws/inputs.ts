import { isViolation, type Outcome } from "../../outcome";
import { set, type Patch } from "../../patch";
import { any, holds, type Truth } from "../../truth";
import type { Value } from "../value";

/** Whether a switch is on; providers take the text `true` too. Unset it is what the provider makes of it. */
export function isOn(value: Value, byDefault = false): Truth {
    return holds(value, (known) =>
        known.isUnset ? byDefault : known.boolean() === true || known.string()?.toLowerCase() === "true",
    );
}

/** A number, or the text of one, as providers take either; undefined for anything else. */
export function numberIn(value: Value): number | undefined {
    const text = value.quantity();
    const number = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
    return Number.isFinite(number) ? number : undefined;
}

/** Whether something is written that isn't empty. */
export function isGiven(value: Value): Truth {
    return holds(value, (known) => known.isSet && known.string() !== "");
}

/** Whether a key is named that is not one of AWS's own, which have aliases that begin with `aws/`. */
export function isOwnKey(value: Value): Truth {
    return holds(value, (known) => known.isSet && !/^$|(^|[:/])alias\/aws\//.test(known.string() ?? ""));
}

/** Whether a value, or one of its items where it is a list, passes a test; unset none does. */
export function some(value: Value, test: (item: Value) => Truth): Truth {
    const single = value.isUnknown || value.isMap ? [value] : [];
    return any(...(value.isList ? value.items() : single).map(test));
}

/** Writes a value wherever a check found a violation. */
export function* mendWith(outcomes: Iterable<Outcome>, to: unknown): Iterable<Patch> {
    for (const outcome of outcomes) {
        if (isViolation(outcome)) {
            yield set(outcome.at, to);
        }
    }
}
