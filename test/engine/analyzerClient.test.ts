import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { preview, revealSecrets, SecretValue, startPack, type EngineResource, type Pack } from "../../engine";

class Thing extends pulumi.CustomResource {
    constructor(name: string, inputs: pulumi.Inputs, options?: pulumi.CustomResourceOptions) {
        super("cloud:index:Thing", name, inputs, options);
    }
}

/** A pack that judges sizes, mends labels, counts the stack and throws when it is told to. */
const source = `
const { PolicyPack } = require(${JSON.stringify(require.resolve("@pulumi/policy"))});
const configSchema = { properties: { most: { type: "number", default: 5 } } };
new PolicyPack("tiny", {
    policies: [
        {
            name: "size", description: "not too large", enforcementLevel: "mandatory", configSchema,
            validateResource: (args, report) => {
                const { most } = args.getConfig();
                if (args.props.size > most) {
                    report(args.name + " is larger than " + most + (args.opts.protect ? ", protected" : ""));
                }
                if (args.props.size < 0) {
                    throw new Error("negative size");
                }
            },
        },
        {
            name: "label", description: "has a label", enforcementLevel: "remediate",
            remediateResource: (args) => {
                if (args.props.label === undefined) {
                    args.props.label = "mended";
                    return args.props;
                }
            },
        },
        {
            name: "count", description: "few resources", enforcementLevel: "advisory",
            validateStack: (args, report) => {
                const withParent = args.resources.filter((resource) => resource.parent !== undefined).length;
                report(args.resources.length + " resources, " + withParent + " with a parent");
            },
        },
    ],
});
`;

async function things(): Promise<EngineResource[]> {
    const result = await preview(() => {
        new Thing("small", { size: 1, label: "own" });
        new Thing("large", { size: 9, secret: pulumi.secret("hidden") }, { protect: true });
        new Thing("broken", { size: -1 });
    });
    return result.resources;
}

function named(resources: EngineResource[], name: string): EngineResource {
    const found = resources.find((resource) => resource.name === name);
    assert.ok(found);
    return found;
}

describe("engine: a real policy pack", function () {
    this.timeout(60_000);
    let folder: string;
    let pack: Pack;
    let resources: EngineResource[];

    before(async () => {
        folder = mkdtempSync(join(tmpdir(), "pack-"));
        writeFileSync(
            join(folder, "package.json"),
            JSON.stringify({ name: "tiny", version: "1.2.3", main: "index.js" }),
        );
        writeFileSync(join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
        writeFileSync(join(folder, "index.js"), source);
        resources = await things();
        pack = await startPack(folder);
    });

    after(async () => {
        await pack.stop();
        rmSync(folder, { recursive: true });
    });

    beforeEach(() => pack.configure({}));

    it("tells its name, version, policies and default levels", () => {
        assert.equal(pack.info.name, "tiny");
        assert.equal(pack.info.version, "1.2.3");
        assert.deepEqual(
            pack.info.policies.map(({ name, level }) => [name, level]),
            [
                ["size", "mandatory"],
                ["label", "remediate"],
                ["count", "advisory"],
            ],
        );
    });

    it("judges a registration with the defaults of its configuration", async () => {
        assert.deepEqual(await pack.analyze(named(resources, "small")), []);
        const [finding, ...others] = await pack.analyze(named(resources, "large"));
        assert.equal(finding?.policy, "size");
        assert.equal(finding.level, "mandatory");
        assert.match(finding.message, /large is larger than 5, protected/);
        assert.deepEqual(others, []);
    });

    it("judges by the configuration it is given", async () => {
        await pack.configure({ size: { level: "advisory", properties: { most: 0 } } });
        const [finding] = await pack.analyze(named(resources, "small"));
        assert.equal(finding?.level, "advisory");
        assert.match(finding.message, /larger than 0/);
        await pack.configure({ size: { level: "disabled" } });
        assert.deepEqual(await pack.analyze(named(resources, "large")), []);
    });

    it("remediates inputs, and secrets stay secret", async () => {
        assert.deepEqual(await pack.remediate(named(resources, "small")), { policies: [] });
        const { inputs, policies } = await pack.remediate(named(resources, "large"));
        assert.deepEqual(policies, ["label"]);
        assert.equal(inputs?.label, "mended");
        assert.ok(inputs.secret instanceof SecretValue);
        assert.equal(revealSecrets(inputs.secret), "hidden");
    });

    it("judges the whole stack", async () => {
        const [finding] = await pack.analyzeStack(resources);
        assert.equal(finding?.policy, "count");
        assert.match(finding.message, /4 resources, 3 with a parent/);
    });

    it("a policy that throws is an error", async () => {
        await assert.rejects(pack.analyze(named(resources, "broken")), /negative size/);
    });

    it("starts as an executable file too", async () => {
        const file = join(folder, "pack");
        const main = `process.argv.splice(2, 2, "127.0.0.1:0", __dirname);\nprocess.chdir(__dirname);\n`;
        writeFileSync(file, `#!/usr/bin/env node\n${main}require("./index.js");\n`);
        chmodSync(file, 0o755);
        const started = await startPack(file);
        try {
            assert.equal((await started.analyze(named(resources, "large")))[0]?.policy, "size");
        } finally {
            await started.stop();
        }
    });

    it("says what a pack printed that does not start", async () => {
        const broken = mkdtempSync(join(tmpdir(), "pack-"));
        try {
            writeFileSync(join(broken, "package.json"), JSON.stringify({ name: "broken", main: "index.js" }));
            writeFileSync(join(broken, "index.js"), 'throw new Error("no pack here");');
            await assert.rejects(startPack(broken), /did not start[^]*no pack here/);
        } finally {
            rmSync(broken, { recursive: true });
        }
    });
});
