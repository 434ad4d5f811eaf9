import { suggest } from "../core/nearest";
import { ProblemError } from "../core/problem";
import { exitStatus, problemText, type Streams } from "./output";
import { validate, validateHelp } from "./validate";

interface Command {
    help: string;
    run: (argv: readonly string[], streams: Streams) => number;
}

const commands: Readonly<Record<string, Command>> = {
    validate: { help: validateHelp, run: validate },
};

/** Runs one command line and returns its exit status; nothing but results goes to `out`. */
export function run(argv: readonly string[], streams: Streams): number {
    const [name, ...rest] = argv;
    if (name === undefined || name === "--help" || name === "help") {
        (name === undefined ? streams.err : streams.out)(overview());
        return name === undefined ? exitStatus.notAnswered : exitStatus.fine;
    }
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) {
        streams.err(`error: there is no command "${name}"\n    ${suggest(name, Object.keys(commands))}\n`);
        return exitStatus.notAnswered;
    }
    if (rest.includes("--help")) {
        streams.out(command.help);
        return exitStatus.fine;
    }
    try {
        return command.run(rest, streams);
    } catch (error) {
        return report(error, name, streams);
    }
}

function overview(): string {
    return `waymark COMMAND\n\n${Object.values(commands)
        .map(({ help }) => help)
        .join("\n")}`;
}

function report(error: unknown, command: string, streams: Streams): number {
    if (error instanceof ProblemError) {
        streams.err(problemText(error.problems, "error"));
        return exitStatus.notAnswered;
    }
    if (error instanceof TypeError && String((error as NodeJS.ErrnoException).code).startsWith("ERR_PARSE_ARGS")) {
        streams.err(`error: ${error.message}\n    see: waymark ${command} --help\n`);
        return exitStatus.notAnswered;
    }
    streams.err(
        `waymark has a defect; please report this with the command you ran:\n${(error as Error).stack ?? String(error)}\n`,
    );
    return exitStatus.defect;
}
