import { parseArgs } from "node:util";
import { stringify } from "yaml";
import { ProblemError } from "../core/problem";
import { toDay } from "../policies/waivers/days";
import { draftWaivers } from "../policies/waivers/draftWaivers";
import { listWaivers, untilText } from "../policies/waivers/listWaivers";
import { toPulumiExceptions } from "../policies/waivers/pulumiExceptions";
import { readWaivers } from "../policies/waivers/readWaivers";
import { readWaiverFolder } from "../policies/waivers/waiverFolder";
import { columns } from "./columns";
import { exitStatus, printJson, type Streams } from "./output";
import { waiverHelp } from "./policyHelp";
import { policySetup } from "./policySetup";
import { pathOfArgument, readFileArgument } from "./scoreFiles";
import { runSubcommand } from "./subcommand";
import { usageError } from "./usage";

const subcommands = { new: { help: waiverHelp, run: newWaiver }, list: { help: waiverHelp, run: list } };

/** `waymark waiver`: one of its subcommands. */
export function waiver(argv: readonly string[], streams: Streams): number {
    return runSubcommand("waiver", { help: waiverHelp, subcommands }, argv, streams);
}

/** Drafts on stdout: nobody has approved them, so that they count only once a person has. */
function newWaiver(argv: readonly string[], streams: Streams): number {
    const { values } = parseArgs({
        args: [...argv],
        options: {
            "from-report": { type: "string" },
            "requested-by": { type: "string" },
            finding: { type: "string", multiple: true },
            config: { type: "string" },
        },
    });
    const file = values["from-report"];
    if (file === undefined) {
        throw usageError("--from-report FILE is required: what policy check --format json=FILE wrote", "waiver new");
    }
    const content = readFileArgument(file);
    if ("problem" in content) {
        throw new ProblemError(content.problem);
    }
    const { drafts, problems } = draftWaivers({
        report: Buffer.from(content.bytes).toString(),
        file,
        rules: policySetup(values.config).rules,
        today: toDay(new Date()),
        requestedBy: values["requested-by"],
        fingerprints: values.finding,
    });
    if (problems.length > 0) {
        throw new ProblemError(problems);
    }
    if (drafts.length === 0) {
        streams.err("there is no open finding that can be waived\n");
        return exitStatus.fine;
    }
    streams.out(stringify(drafts, { lineWidth: 0 }));
    streams.err("fill in what says TODO, and have it approved by somebody whom approvers.yaml allows it\n");
    return exitStatus.fine;
}

function list(argv: readonly string[], streams: Streams): number {
    const { values } = parseArgs({
        args: [...argv],
        options: {
            waivers: { type: "string" },
            config: { type: "string" },
            format: { type: "string", default: "text" },
        },
    });
    if (!["text", "json", "pulumi-exceptions"].includes(values.format)) {
        const message = `"${values.format}" is no format of this command; use text, json or pulumi-exceptions`;
        throw usageError(message, "waiver list");
    }
    const { config, rules } = policySetup(values.config);
    const folder = values.waivers ?? config.waivers ?? "waivers";
    const today = toDay(new Date());
    const set = readWaivers(readWaiverFolder(folder, pathOfArgument(folder)), today, rules);
    if (values.format === "pulumi-exceptions") {
        const { exceptions, notExported } = toPulumiExceptions(set.waivers, today);
        streams.err("experimental: Pulumi's exceptions are in preview, and know neither approval nor expiry\n");
        notExported.forEach(({ id, reason }) => streams.err(`not exported: ${id}: ${reason}\n`));
        printJson(streams, { exceptions });
        return exitStatus.fine;
    }
    const rows = listWaivers(set, today);
    if (values.format === "json") {
        printJson(streams, rows);
    } else if (rows.length === 0) {
        streams.out("no waivers\n");
    } else {
        const cells = rows.map((row) => [row.state, row.id, untilText(row, today), row.rules.join(", "), row.reason]);
        streams.out(columns([["state", "waiver", "until", "rules", "reason"], ...cells]));
    }
    return rows.some(({ state }) => state === "ignored") ? exitStatus.verdictIsNo : exitStatus.fine;
}
