import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../cli/run";

/** A valid Score file. */
export const good = `apiVersion: score.dev/v1b1
metadata:
  name: web
containers:
  web:
    image: nginx:1.27
`;

/** Runs `waymark validate` in this process. */
export function validate(...argv: string[]): { status: number; out: string; err: string } {
    const output = { out: "", err: "" };
    const status = run(["validate", ...argv], {
        out: (text) => (output.out += text),
        err: (text) => (output.err += text),
    });
    assert.equal(typeof status, "number", "validate answers at once");
    return { status: Number(status), ...output };
}

/** A folder of its own for a suite, removed at its end; `file` writes into it and returns the path. */
export function scratchFolder() {
    let folder = "";
    before(() => (folder = mkdtempSync(join(tmpdir(), "waymark-"))));
    after(() => rmSync(folder, { recursive: true }));
    const path = (name: string) => join(folder, name);
    const file = (name: string, content: string | Uint8Array) => {
        writeFileSync(path(name), content);
        return path(name);
    };
    return { path, file };
}

/** Runs something as a user who owns nothing, where the suite runs as root, who may do everything. */
export function asNobody<T>(run: () => T): T {
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) {
        process.seteuid?.(65534);
    }
    try {
        return run();
    } finally {
        if (isRoot) {
            process.seteuid?.(0);
        }
    }
}
