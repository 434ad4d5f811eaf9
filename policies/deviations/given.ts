import { parseQuantity } from "../../core/quantity";
import type { Value } from "../model/value";
import { any, holds, not, type Truth } from "../truth";

/** Whether an argument is left out. */
export function isAbsent(value: Value): Truth {
    return holds(value, (known) => known.isUnset);
}

/** Whether an argument is given. */
export function isGiven(value: Value): Truth {
    return not(isAbsent(value));
}

/** Whether a quantity is 0, however it is written. */
export function isZero(amount: Value): Truth {
    return holds(amount, (known) => parseQuantity(known.quantity() ?? "") === 0n);
}

/** Whether a flag is given as false. */
export function isFalse(flag: Value): Truth {
    return holds(flag, (known) => known.boolean() === false);
}

/** Whether a volume of this source is among the arguments of a StandardService. */
export function hasVolume(args: Value, source: string): Truth {
    const volumes = args.get("volumes");
    const theirs = volumes.entries().map((volume) => isGiven(volume.get(source)));
    return any(
        holds(volumes, () => false),
        ...theirs,
    );
}

/** Whether a container of a StandardService ends before the others start. */
export function isInit(container: Value): Truth {
    const before = container.get("before");
    const waiting = before.entries().map((one) => holds(one.get("ready"), (known) => known.string() === "complete"));
    return any(
        holds(before, () => false),
        ...waiting,
    );
}
