#!/usr/bin/env node
import { run } from "./run";

const { NO_COLOR, CI } = process.env;
const argv = process.argv.slice(2);
const plain = [NO_COLOR, CI].some((value) => value !== undefined && value !== "") || argv.includes("--no-color");

// A reader that has seen enough (`| head`) is no defect, and the verdict stays what it is.
for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
        if (error.code !== "EPIPE") {
            throw error;
        }
    });
}

void Promise.resolve(
    run(
        argv.filter((argument) => argument !== "--no-color"),
        {
            out: (text) => process.stdout.write(text),
            err: (text) => process.stderr.write(text),
            color: process.stdout.isTTY && !plain,
            progress: process.stderr.isTTY && !plain,
        },
    ),
).then((status) => {
    process.exitCode = status;
});
