import type { Value } from "./value";

/** How many of a total a number or a percentage means, as Kubernetes rounds it; undefined for anything else. */
export function shareOf(value: Value, total: number, round: "up" | "down"): number | undefined {
    const percent = /^(\d{1,4})%$/.exec(value.string() ?? "");
    if (percent === null) {
        return value.number();
    }
    const exact = (Number(percent[1]) * total) / 100;
    return round === "up" ? Math.ceil(exact) : Math.floor(exact);
}
