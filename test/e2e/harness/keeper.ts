import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, realpathSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A program that the keeper starts; what it prints goes to the log file. */
export interface KeptProgram {
    name: string;
    command: string;
    args: readonly string[];
    log: string;
}

/** The hand of the tests on keeperProcess.mjs, which ends every process and removes every file, whatever happens to us. */
export class Keeper {
    /** Folder for everything that a run writes. */
    readonly scratch = realpathSync(mkdtempSync(join(tmpdir(), "waymark-e2e-")));
    readonly #child: ChildProcess;
    readonly #stopped = new Map<string, () => void>();
    #isEnding = false;

    constructor() {
        // What a program there imports by name is what this checkout has.
        symlinkSync(join(__dirname, "../../../node_modules"), join(this.scratch, "node_modules"));
        // A process group of its own: an interrupt of the terminal must not reach the keeper's children before us.
        this.#child = spawn(process.execPath, [join(__dirname, "keeperProcess.mjs"), this.scratch], {
            stdio: ["pipe", "pipe", "inherit"],
            detached: true,
        });
        createInterface({ input: this.#child.stdout! }).on("line", (name) => this.#stopped.get(name)?.());
    }

    start(program: KeptProgram): void {
        this.#send({ start: program });
    }

    /** Ends a program that was started; resolves when it is gone. */
    stop(name: string): Promise<void> {
        return new Promise((resolve) => {
            this.#stopped.set(name, resolve);
            this.#send({ stop: name });
        });
    }

    /** Starts a process of our own that has to go if we do. Never resolves once the end has begun. */
    spawn(command: string, args: readonly string[], options: SpawnOptions): Promise<ChildProcess> {
        return new Promise((resolve) => {
            if (!this.#isEnding) {
                const child = spawn(command, args, options);
                const { pid } = child;
                if (pid !== undefined) {
                    this.#send({ watch: pid });
                    child.once("exit", () => this.#send({ forget: pid }));
                }
                resolve(child);
            }
        });
    }

    /** Ends everything; resolves when no process and no file is left. */
    async end(): Promise<void> {
        this.#isEnding = true;
        if (this.#child.exitCode === null) {
            const exited = once(this.#child, "exit");
            this.#child.stdin!.end();
            await exited;
        }
    }

    #send(message: object): void {
        if (!this.#isEnding) {
            this.#child.stdin!.write(`${JSON.stringify(message)}\n`);
        }
    }
}
