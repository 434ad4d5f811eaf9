import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waymarkIn } from "./commandHarness";

const good = `apiVersion: score.dev/v1b1
metadata:
  name: web
containers:
  web:
    image: registry.example/web:1.0.0
`;

/** Bad files, and the words that their error must have. */
const files: Record<string, { content: string | Uint8Array; says: RegExp }> = {
    "not YAML": { content: "a: [1,\nb: }", says: /bad\.yaml:2:\d+: / },
    "an empty file": { content: "", says: /bad\.yaml: the file holds no document/ },
    "two documents": { content: `${good}---\n${good}`, says: /bad\.yaml:7:\d+: a second document/ },
    "duplicate keys": { content: good.replace("  name: web", "  name: web\n  name: bew"), says: /bad\.yaml:4:\d+: / },
    "10 MB": { content: good + "#".repeat(10 * 1024 * 1024), says: /bad\.yaml: .*(large|bytes|MiB)/ },
    "a bomb of aliases": {
        content: `a: &a [x,x,x,x,x,x,x,x,x]\n${["b", "c", "d", "e", "f", "g", "h", "i"]
            .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefgh"[index]}`).join(",")}]\n`)
            .join("")}`,
        says: /alias/,
    },
    binary: { content: Buffer.from([0xff, 0xfe, 0x00, 0x81, 0x8d]), says: /UTF-8|text/ },
    "a missing image": {
        content: good.replace("    image: registry.example/web:1.0.0\n", "    command: []\n"),
        says: /bad\.yaml:\d+:\d+: .*image/,
    },
    "an unknown placeholder": {
        content: `${good}    variables: {A: "\${resources.db.host}"}\n`,
        says: /bad\.yaml:7:\d+: .*resources\.db\.host/,
    },
    "an unknown resource type": {
        content: `${good}resources:\n  db: {type: mongo-db}\n`,
        says: /bad\.yaml:8:\d+: .*"mongo-db"/,
    },
    "a cycle": {
        content: `${good}resources:\n  aa: {type: environment, params: {x: "\${resources.bb.y}"}}\n  bb: {type: environment, params: {y: "\${resources.aa.x}"}}\n`,
        says: /bad\.yaml:8:\d+: .*web\.aa -> .*web\.bb -> .*web\.aa/,
    },
};

describe("bad input to preview and render", () => {
    let folder = "";
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "waymark-"));
        writeFileSync(join(folder, "good.yaml"), good);
        mkdirSync(join(folder, "services"));
        writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
        writeFileSync(join(folder, "Pulumi.typo.yaml"), "config:\n  waymark:tier: dev\n  waymark:taem: shop\n");
    });
    after(() => rmSync(folder, { recursive: true }));

    /** Runs both commands; each must answer with status 2, a message without a stack trace, and write nothing. */
    async function refused(says: RegExp, ...argv: string[]): Promise<void> {
        for (const command of ["preview", "render"]) {
            const output = join(folder, "rendered");
            const more = command === "render" ? ["--output", output] : [];
            const { status, out, err } = await waymarkIn(folder, command, ...argv, ...more);
            assert.equal(status, 2, `${command}: ${err}`);
            assert.equal(out, "");
            assert.match(err, says);
            assert.match(err, /^error: /);
            assert.doesNotMatch(err, /\n\s+at .*\(/, "a stack trace");
            assert.ok(!readdirSync(folder).includes("rendered"), "something was written");
        }
    }

    for (const [name, { content, says }] of Object.entries(files)) {
        it(name, async () => {
            writeFileSync(join(folder, "bad.yaml"), content);
            await refused(says, "--environment", "dev", "good.yaml", "bad.yaml");
        });
    }

    it("a folder, and a file that isn't there", async () => {
        await refused(/services: this is a folder/, "--environment", "dev", "services");
        await refused(/absent\.yaml: there is no such file/, "--environment", "dev", "absent.yaml");
    });

    it("the same workload name twice", async () => {
        writeFileSync(join(folder, "bad.yaml"), good);
        await refused(
            /bad\.yaml:3:9: the name "web" is taken by good\.yaml|good\.yaml:3:9: .*bad\.yaml/,
            "--environment",
            "dev",
            "good.yaml",
            "bad.yaml",
        );
    });

    it("an environment that doesn't exist", async () => {
        await refused(/Environment must be dev, staging, or prod[\s\S]*typo/, "--environment", "prdo", "good.yaml");
        await refused(/--environment is required/, "good.yaml");
    });

    it("stack configuration with a typo, or that isn't there", async () => {
        await refused(
            /Pulumi\.typo\.yaml:3:3: unknown key "taem"\n\s+did you mean "team"/,
            "--environment",
            "typo",
            "good.yaml",
        );
        await refused(
            /absent\.yaml: there is no such file/,
            "--environment",
            "dev",
            "--config",
            "absent.yaml",
            "good.yaml",
        );
    });

    it("no file at all", async () => {
        await refused(/no Score file is named/, "--environment", "dev");
    });

    it("as JSON, every error with code, hint and place", async () => {
        writeFileSync(join(folder, "bad.yaml"), good.replace("image:", "imgae:"));
        for (const command of ["preview", "render", "resources"]) {
            const environment = command === "resources" ? [] : ["--environment", "dev"];
            const { status, out, err } = await waymarkIn(
                folder,
                command,
                "--format",
                "json",
                ...environment,
                "bad.yaml",
            );
            assert.equal(status, 2);
            const { errors } = JSON.parse(out) as { errors: Record<string, unknown>[] };
            assert.deepEqual(Object.keys(errors[0] ?? {}).sort(), [
                "code",
                "column",
                "file",
                "hint",
                "line",
                "message",
                "pointer",
            ]);
            assert.match(err, /^error: bad\.yaml:6:5: /);
        }
    });

    it("wrong usage", async () => {
        const usage = async (says: RegExp, ...argv: string[]) => {
            const { status, err, out } = await waymarkIn(folder, ...argv);
            assert.deepEqual([status, out], [2, ""]);
            assert.match(err, says);
        };
        await usage(/"xml" is no format/, "preview", "--environment", "dev", "--format", "xml", "good.yaml");
        await usage(
            /--image "web" is not of the form/,
            "preview",
            "--environment",
            "dev",
            "--image",
            "web",
            "good.yaml",
        );
        await usage(
            /an image is given for "wbe"[\s\S]*did you mean "web"/,
            "preview",
            "--environment",
            "dev",
            "--image",
            "wbe=x:1",
            "good.yaml",
        );
        await usage(/Unknown option '--enviroment'[\s\S]*waymark preview --help/, "preview", "--enviroment", "dev");
        await usage(/no command "preveiw"[\s\S]*did you mean "preview"/, "preveiw");
        await usage(/takes no files/, "provisioners", "good.yaml");
        await usage(/no file is named/, "resources");
    });
});
