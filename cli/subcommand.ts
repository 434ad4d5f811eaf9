import { suggest } from "../core/nearest";
import { ProblemError } from "../core/problem";
import { exitStatus, type Streams } from "./output";

/** A command that has subcommands only. */
export interface CommandGroup {
    help: string;
    subcommands: Readonly<Record<string, { help: string; run: (argv: readonly string[], streams: Streams) => number }>>;
}

/**
 * Runs the subcommand that the first argument names.
 *
 * @throws ProblemError where there is none of that name
 */
export function runSubcommand(
    command: string,
    { help, subcommands }: CommandGroup,
    argv: readonly string[],
    streams: Streams,
): number {
    const [name = "", ...rest] = argv;
    const found = Object.hasOwn(subcommands, name) ? subcommands[name] : undefined;
    if (argv.includes("--help") || argv.includes("-h")) {
        streams.out(found?.help ?? help);
        return exitStatus.fine;
    }
    if (found === undefined) {
        const known = Object.keys(subcommands);
        const isNamed = name !== "" && !name.startsWith("-");
        const message = isNamed
            ? `waymark ${command} has no subcommand "${name}"`
            : `waymark ${command} needs a subcommand first`;
        throw new ProblemError({ code: "wrong-usage", message, hint: suggest(name, known) });
    }
    return found.run(rest, streams);
}
