import type { Streams } from "./output";
import { previewHelp, provisionersHelp, renderHelp, resourcesHelp } from "./help";
import { policyHelp, waiverHelp } from "./policyHelp";
import { validate, validateHelp } from "./validate";
import type * as policyCommand from "./policy";
import type * as previewCommand from "./preview";
import type * as provisionersCommand from "./provisioners";
import type * as renderCommand from "./render";
import type * as resourcesCommand from "./resources";
import type * as waiverCommand from "./waiver";

/** One command of the command line. */
export interface Command {
    help: string;
    /** Its subcommands show their own help. */
    hasSubcommands?: boolean;
    /** Returns the exit status. */
    run: (argv: readonly string[], streams: Streams) => number | Promise<number>;
}

// Pulumi takes half a second to load, so a command that needs it loads its file when it runs. `require` keeps the one
// copy of every module that the rest of the process has, whatever loader started it.
/* eslint-disable @typescript-eslint/no-require-imports */

/** Every command by its name. */
export const commands: Readonly<Record<string, Command>> = {
    validate: { help: validateHelp, run: validate },
    preview: {
        help: previewHelp,
        run: (...args) => (require("./preview") as typeof previewCommand).preview(...args),
    },
    render: {
        help: renderHelp,
        run: (...args) => (require("./render") as typeof renderCommand).render(...args),
    },
    resources: {
        help: resourcesHelp,
        run: (...args) => (require("./resources") as typeof resourcesCommand).resources(...args),
    },
    provisioners: {
        help: provisionersHelp,
        run: (...args) => (require("./provisioners") as typeof provisionersCommand).provisioners(...args),
    },
    policy: {
        help: policyHelp,
        hasSubcommands: true,
        run: (...args) => (require("./policy") as typeof policyCommand).policy(...args),
    },
    waiver: {
        help: waiverHelp,
        hasSubcommands: true,
        run: (...args) => (require("./waiver") as typeof waiverCommand).waiver(...args),
    },
};
