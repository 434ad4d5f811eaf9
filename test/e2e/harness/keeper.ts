import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, realpathSync } from "node:fs";
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

    constructor() {
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

    /** Names a process of our own that has to go if we do. */
    watch(pid: number): void {
        this.#send({ watch: pid });
    }

    forget(pid: number): void {
        this.#send({ forget: pid });
    }

    /** Ends everything; resolves when no process and no file is left. */
    async end(): Promise<void> {
        if (this.#child.exitCode === null) {
            const exited = once(this.#child, "exit");
            this.#child.stdin!.end();
            await exited;
        }
    }

    #send(message: object): void {
        this.#child.stdin!.write(`${JSON.stringify(message)}\n`);
    }
}
