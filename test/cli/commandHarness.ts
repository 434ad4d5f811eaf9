import { run } from "../../cli/run";

/** What a command left behind. */
export interface Outcome {
    status: number;
    out: string;
    err: string;
}

/** Runs a command line in this process; the user stands in `folder`. */
export async function waymarkIn(folder: string, ...argv: string[]): Promise<Outcome> {
    const before = process.env["INIT_CWD"];
    process.env["INIT_CWD"] = folder;
    const output = { out: "", err: "" };
    try {
        const status = await run(argv, { out: (text) => (output.out += text), err: (text) => (output.err += text) });
        return { status, ...output };
    } finally {
        if (before === undefined) {
            delete process.env["INIT_CWD"];
        } else {
            process.env["INIT_CWD"] = before;
        }
    }
}
