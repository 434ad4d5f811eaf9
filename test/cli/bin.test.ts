import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const root = join(__dirname, "../..");

describe("the command line as a program", () => {
    it("ends with its verdict and no stack trace where its reader has gone", async () => {
        const argv = ["--require", "tsx/cjs", "cli/bin.ts", "provisioners"];
        const child = spawn(process.execPath, argv, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
        child.stdout.destroy();
        let err = "";
        child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
        const [status] = (await once(child, "close")) as [number];
        assert.deepEqual([status, err], [0, ""]);
    });
});
