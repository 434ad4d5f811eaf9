import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { commands } from "../cli/commands";
import { readScore } from "../score";

const root = join(__dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");

describe("README.md", () => {
    it("names every command and no other", () => {
        const named = [...readme.matchAll(/^\| `waymark ([a-z]+)`/gm)].map(([, name]) => name);
        assert.deepEqual(named.sort(), Object.keys(commands).sort());
    });

    it("links to what is there", () => {
        const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) => path ?? "");
        assert.ok(links.length > 5);
        assert.deepEqual(
            links.filter((path) => !existsSync(join(root, path))),
            [],
        );
    });

    it("shows a Score file that is valid", () => {
        const text = /```yaml\n([^]*?)```/.exec(readme)?.[1] ?? "";
        assert.deepEqual(readScore("README.md", text).errors, []);
    });

    it("lists every folder that holds code", () => {
        const listed = [...readme.matchAll(/^\| `([a-z]+)\/`/gm)].map(([, name]) => name ?? "");
        const { include } = JSON.parse(
            readFileSync(join(root, "tsconfig.build.json"), "utf8").replace(/^\s*\/\/.*$/gm, ""),
        ) as { include: string[] };
        assert.deepEqual(
            include.filter((name) => !name.includes(".") && !listed.includes(name)),
            [],
        );
    });
});
