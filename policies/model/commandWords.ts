import type { ContainerView } from "./containerView";
import type { Value } from "./value";

/** Shells that images have. */
const shells = new Set(["sh", "bash", "ash", "dash", "zsh", "ksh"]);

/** The words of `command` and `args` in their order; lists that aren't known yet stand for themselves. */
export function commandWords(container: ContainerView): Value[] {
    return ["command", "args"]
        .map((key) => container.get(key))
        .flatMap((list) => (list.isUnknown ? [list] : list.items()));
}

/** The last part of a path: the program that a word names. */
export function programOf(word: string): string {
    return word.slice(word.lastIndexOf("/") + 1);
}

/** Whether a word names a shell. */
export function isShell(word: string): boolean {
    return shells.has(programOf(word));
}
