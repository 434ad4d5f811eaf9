import { spawn, type ChildProcess } from "node:child_process";

/** A program that was started and whatever it prints. */
export interface StartedProcess {
    child: ChildProcess;
    /** Resolves with the exit status, or with the signal's name, when the process is gone and its output is read. */
    ended: Promise<number | string>;
    /** What it has printed to standard error so far, at most the last 64 KiB. */
    errorText(): string;
    /** Kills it, if it still runs, and resolves when it is gone. */
    stop(): Promise<void>;
}

/** What a process is started with. */
export interface ProcessOptions {
    /** Working directory. */
    cwd: string;
    /** Environment variables on top of this process's own. */
    env: Record<string, string>;
    /** What is done with its standard output. Default: it is thrown away. */
    onOutput?: (text: string) => void;
}

const keptErrorText = 64 * 1024;
const running = new Set<ChildProcess>();

/**
 * Starts Node on a script. Child processes outlive a parent that crashes, so whatever still runs when this process
 * exits is killed then; callers stop theirs in `finally`.
 */
export function startNode(args: readonly string[], options: ProcessOptions): StartedProcess {
    const child = spawn(process.execPath, [...args], {
        cwd: options.cwd,
        env: { ...process.env, ...options.env },
        stdio: ["ignore", "pipe", "pipe"],
    });
    return watch(child, options);
}

/** Starts an executable file; otherwise like {@link startNode}. */
export function startExecutable(file: string, args: readonly string[], options: ProcessOptions): StartedProcess {
    const env = { ...process.env, ...options.env };
    return watch(spawn(file, [...args], { cwd: options.cwd, env, stdio: ["ignore", "pipe", "pipe"] }), options);
}

function watch(child: ChildProcess, options: ProcessOptions): StartedProcess {
    if (running.size === 0) {
        process.on("exit", killAll);
    }
    running.add(child);
    let errorText = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => options.onOutput?.(text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
        errorText = (errorText + text).slice(-keptErrorText);
    });
    const ended = new Promise<number | string>((resolve) => {
        const forget = (outcome: number | string): void => {
            running.delete(child);
            if (running.size === 0) {
                process.removeListener("exit", killAll);
            }
            resolve(outcome);
        };
        child.once("close", (status, signal) => forget(status ?? signal ?? 1));
        child.once("error", (error) => {
            errorText += error.message;
            forget(1);
        });
    });
    return {
        child,
        ended,
        errorText: () => errorText,
        stop: async () => {
            child.kill("SIGKILL");
            await ended;
        },
    };
}

function killAll(): void {
    for (const child of running) {
        child.kill("SIGKILL");
    }
}
