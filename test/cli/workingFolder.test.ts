import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { workingFolder } from "../../cli/workingFolder";

describe("cli: where the user stands", () => {
    const names = ["INIT_CWD", "npm_lifecycle_event", "npm_package_json"];
    const before = new Map<string, string | undefined>();
    beforeEach(() => names.forEach((name) => before.set(name, process.env[name])));
    afterEach(() => {
        for (const [name, value] of before) {
            if (value === undefined) {
                delete process.env[name];
            } else {
                process.env[name] = value;
            }
        }
    });

    const folderWith = (environment: Record<string, string>): string => {
        names.forEach((name) => delete process.env[name]);
        Object.assign(process.env, environment);
        return workingFolder();
    };
    const here = process.cwd();
    const there = tmpdir();
    const script = { npm_lifecycle_event: "waymark", npm_package_json: join(here, "package.json") };

    it("is the working directory under plain node, whatever a shell has kept of INIT_CWD", () => {
        assert.equal(folderWith({}), here);
        assert.equal(folderWith({ INIT_CWD: there }), here);
    });

    it("is where npm was called, for a script of the package", () => {
        assert.equal(folderWith({ INIT_CWD: there, ...script }), there);
        assert.equal(folderWith({ INIT_CWD: there, npm_lifecycle_event: "waymark" }), there); // yarn
    });

    it("is the working directory of what a script starts elsewhere", () => {
        const elsewhere = { ...script, npm_package_json: join(there, "package.json") };
        assert.equal(folderWith({ INIT_CWD: there, ...elsewhere }), here);
    });
});
