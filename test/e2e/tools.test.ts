import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { harness } from "./harness/harness";

const root = resolve(__dirname, "../..");

describe("what the suite runs with", () => {
    it("comes from the cache once it has been built there; Go is not needed any more", function () {
        const { tools } = harness();
        if (tools.foreign !== undefined || !tools.etcd.startsWith(root)) {
            console.log("      skipped: these programs have not been built by the suite");
            this.skip();
        }
        const ask = 'import("./scripts/e2eTools.mjs").then((m) => console.log(JSON.stringify(m.findTools())))';
        const { stdout } = spawnSync(process.execPath, ["-e", ask], {
            cwd: root,
            env: { ...process.env, PATH: "/nowhere" },
            encoding: "utf8",
        });
        const found = JSON.parse(stdout) as { tools: object; missing: string[] };
        assert.deepEqual(found.missing, []);
        assert.deepEqual(Object.keys(found.tools), Object.keys(tools));
    });
});
