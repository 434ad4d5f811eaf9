import { suggest } from "../core/nearest";
import { ProblemError } from "../core/problem";
import { commands } from "./commands";
import { exitStatus, printJson, problemText, type Streams } from "./output";
import { version } from "./version";

/** Runs one command line and gives its exit status, at once where the command needs no Pulumi. */
export function run(argv: readonly string[], streams: Streams): number | Promise<number> {
    const [name, ...rest] = argv[0] === "help" && argv[1] !== undefined ? [argv[1], "--help"] : argv;
    if (name === "--version") {
        streams.out(`${version()}\n`);
        return exitStatus.fine;
    }
    if (name === undefined || name === "--help" || name === "-h" || name === "help") {
        (name === undefined ? streams.err : streams.out)(overview());
        return name === undefined ? exitStatus.notAnswered : exitStatus.fine;
    }
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) {
        streams.err(`error: there is no command "${name}"\n    ${suggest(name, Object.keys(commands))}\n`);
        return exitStatus.notAnswered;
    }
    if (command.hasSubcommands !== true && (rest.includes("--help") || rest.includes("-h"))) {
        streams.out(command.help);
        return exitStatus.fine;
    }
    try {
        const status = command.run(rest, streams);
        return typeof status === "number" ? status : status.catch((error: unknown) => report(error, argv, streams));
    } catch (error) {
        return report(error, argv, streams);
    }
}

function overview(): string {
    const lines = Object.values(commands).map(({ help }) => `  ${help.slice(0, help.indexOf("\n"))}`);
    return `waymark COMMAND\n\n${lines.join("\n")}\n\nwaymark COMMAND --help shows options and examples.\n`;
}

/** Tells why the question could not be answered: for people on `err`, and where JSON was asked for also on `out`. */
function report(error: unknown, argv: readonly string[], streams: Streams): number {
    const [command = ""] = argv;
    if (error instanceof ProblemError) {
        streams.err(problemText(error.problems, "error"));
        if (asksForJson(argv)) {
            printJson(streams, { errors: error.problems });
        }
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

function asksForJson(argv: readonly string[]): boolean {
    return argv.some(
        (argument, index) => argument === "--format=json" || (argument === "--format" && argv[index + 1] === "json"),
    );
}
