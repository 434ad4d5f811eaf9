import { join } from "node:path";
import { run } from "../../cli/run";

/** What a command left behind. */
export interface Outcome {
    status: number;
    out: string;
    err: string;
}

/** Runs a command line in this process, as npm runs a script of the package; the user stands in `folder`. */
export async function waymarkIn(folder: string, ...argv: string[]): Promise<Outcome> {
    const asScript = {
        INIT_CWD: folder,
        npm_lifecycle_event: "waymark",
        npm_package_json: join(process.cwd(), "package.json"),
    };
    const before = Object.keys(asScript).map((name) => [name, process.env[name]] as const);
    Object.assign(process.env, asScript);
    const output = { out: "", err: "" };
    try {
        const status = await run(argv, { out: (text) => (output.out += text), err: (text) => (output.err += text) });
        return { status, ...output };
    } finally {
        for (const [name, value] of before) {
            if (value === undefined) {
                delete process.env[name];
            } else {
                process.env[name] = value;
            }
        }
    }
}
