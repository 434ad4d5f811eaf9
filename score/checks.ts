import type { PathStep } from "../core/pointer";

/** Takes what a check of meaning finds: where, and the problem's code, message and hint. */
export type Report = (
    path: readonly PathStep[],
    code: string,
    message: string,
    hint: string,
    part?: "key" | "value",
) => void;
