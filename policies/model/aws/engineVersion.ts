import { holds, type Truth } from "../../truth";
import type { Value } from "../value";

/** Whether a version is of this major version or an older one. `8` says nothing of `8.0` and `8.4`. */
export function isUpTo(version: Value, major: string): Truth {
    return holds(version, (known) => compare(known, major) <= 0);
}

/** Whether a version is of this major version or a newer one. */
export function isFrom(version: Value, major: string): Truth {
    return holds(version, (known) => compare(known, major) >= 0);
}

/** Compares as many numbers as the major version has; NaN where one of them is missing. */
function compare(version: Value, major: string): number {
    const own = numbersIn(version.quantity() ?? "");
    const differences = numbersIn(major).map((limit, index) => (own[index] ?? Number.NaN) - limit);
    return differences.find((difference) => difference !== 0) ?? 0;
}

function numbersIn(version: string): number[] {
    return version.split(".").map((part) => Number.parseInt(part, 10));
}
