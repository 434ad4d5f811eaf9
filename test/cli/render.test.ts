import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { waymarkIn } from "./commandHarness";

const root = join(__dirname, "../..");
const files = ["cart", "catalog", "checkout", "mailer", "web"].map((name) => `examples/storefront/${name}.score.yaml`);

interface KubernetesObject {
    apiVersion: string;
    kind: string;
    metadata: { name: string; namespace?: string };
}

describe("waymark render", () => {
    it("gives objects in an order in which they can be applied, no Secret, and names those that must exist", async () => {
        const { status, out, err } = await waymarkIn(root, "render", "--environment", "prod");
        assert.deepEqual([status, err], [0, ""]);
        assert.match(
            out,
            /^# Secrets that must exist.*\n# {3}storefront-prod\/shop-db-connection: password, uri\n---\n/,
        );
        const objects = parseAllDocuments(out, { version: "1.1" }).map(
            (document) => document.toJS() as KubernetesObject,
        );
        const kinds = objects.map(({ kind }) => kind);
        assert.equal(kinds[0], "Namespace");
        assert.ok(!kinds.includes("Secret"));
        assert.ok(kinds.indexOf("ServiceAccount") < kinds.indexOf("Deployment"));
        assert.ok(kinds.indexOf("ConfigMap") < kinds.indexOf("Deployment"));
        assert.ok(objects.every(({ apiVersion, metadata }) => apiVersion !== "" && metadata.name !== ""));
        const preview = await waymarkIn(root, "preview", "--environment", "prod", "--format", "json");
        const { resources } = JSON.parse(preview.out) as { resources: { type: string }[] };
        const previewed = resources.filter(({ type }) => type.startsWith("kubernetes:") && !type.endsWith(":Secret"));
        assert.equal(objects.length, previewed.length);
    });

    it("gives the same bytes whatever the order of the files", async () => {
        const command = ["render", "--environment", "dev"];
        const [a, b] = [
            await waymarkIn(root, ...command, ...files),
            await waymarkIn(root, ...command, ...[...files].reverse()),
        ];
        assert.equal(a.out, b.out);
    });

    it("as JSON is one list, with the comment on stderr", async () => {
        const { out, err } = await waymarkIn(root, "render", "--environment", "dev", "--format", "json");
        const list = JSON.parse(out) as { apiVersion: string; kind: string; items: KubernetesObject[] };
        assert.deepEqual([list.apiVersion, list.kind], ["v1", "List"]);
        assert.ok(list.items.length > 40);
        assert.match(err, /Secrets that must exist[\s\S]*storefront-dev\/shop-db-connection/);
    });

    it("quotes what YAML 1.1 would take for something else", async () => {
        const folder = mkdtempSync(join(tmpdir(), "waymark-"));
        try {
            writeFileSync(
                join(folder, "a.yaml"),
                `apiVersion: score.dev/v1b1
metadata: {name: web}
containers:
  web:
    image: registry.example/web:1.0.0
    variables: {A: "on", B: "0123", C: "1e3", D: "null", E: "no", F: "12:30:45"}
`,
            );
            const { out } = await waymarkIn(folder, "render", "--environment", "dev", "a.yaml");
            for (const [name, value] of Object.entries({
                A: "on",
                B: "0123",
                C: "1e3",
                D: "null",
                E: "no",
                F: "12:30:45",
            })) {
                assert.ok(out.includes(`- name: "${name}"\n`) || out.includes(`- name: ${name}\n`), name);
                assert.ok(out.includes(`value: "${value}"\n`), `${name}\n${out}`);
            }
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    it("writes a folder, one file per object, and takes away what is no longer there", async () => {
        const folder = mkdtempSync(join(tmpdir(), "waymark-"));
        const render = (...names: string[]) =>
            waymarkIn(
                root,
                "render",
                "--environment",
                "dev",
                "--output",
                folder,
                ...names.map((name) => `examples/storefront/${name}.score.yaml`),
            );
        try {
            const foreign = ["kustomization.yaml", "00-namespace-mine.yaml", "09-deployment-mine.yaml"];
            foreign.forEach((name) => writeFileSync(join(folder, name), "resources: []\n"));
            const { status, out, err } = await render("cart", "catalog");
            assert.deepEqual([status, out], [0, ""]);
            assert.match(err, /\d+ files written to/);
            assert.ok(readdirSync(folder).includes("09-deployment-cart.yaml"));
            assert.match(
                readFileSync(join(folder, "00-namespace-storefront-dev.yaml"), "utf8"),
                /^apiVersion: v1\nkind: Namespace\n/,
            );
            await render("catalog");
            const left = readdirSync(folder);
            assert.ok(!left.some((name) => name.includes("cart")), left.join());
            assert.deepEqual(
                foreign.filter((name) => !left.includes(name)),
                [],
                "files that no rendering wrote are left alone",
            );
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    it("refuses a value that only an update knows, with object, field and source", async () => {
        const folder = mkdtempSync(join(tmpdir(), "waymark-"));
        try {
            writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\n");
            writeFileSync(join(folder, "Pulumi.dev.yaml"), "config:\n  waymark:provisioners: [./id.cjs]\n");
            writeFileSync(
                join(folder, "id.cjs"),
                `const { z } = require(${JSON.stringify(require.resolve("zod"))});
const { RandomId } = require(${JSON.stringify(require.resolve("@pulumi/random/randomId"))});
module.exports = {
    type: "id", description: "an id", backends: ["random"], params: z.object({}),
    outputs: { hex: { description: "hex digits" } },
    provision: ({ resource }) => ({ outputs: { hex: new RandomId(resource.logicalName, { byteLength: 4 }).hex } }),
};
`,
            );
            writeFileSync(
                join(folder, "a.yaml"),
                `apiVersion: score.dev/v1b1
metadata: {name: web}
containers:
  web:
    image: registry.example/web:1.0.0
    variables: {ID: "\${resources.id.hex}"}
resources:
  id: {type: id}
`,
            );
            const { status, out, err } = await waymarkIn(folder, "render", "--environment", "dev", "a.yaml");
            assert.deepEqual([status, out], [2, ""]);
            assert.match(
                err,
                /Deployment "web": spec.* is known during an update only; it comes from RandomId "web-id"/,
            );
            assert.equal((await waymarkIn(folder, "preview", "--environment", "dev", "a.yaml")).status, 0);
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    describe("of a platform team's own objects", () => {
        let folder: string;

        beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "waymark-"))));
        afterEach(() => rmSync(folder, { recursive: true }));

        /** Renders a workload with a resource that registers ConfigMaps with such metadata. */
        function render(metadata: readonly object[], ...options: string[]) {
            writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\n");
            writeFileSync(join(folder, "Pulumi.dev.yaml"), "config:\n  waymark:provisioners: [./own.cjs]\n");
            writeFileSync(
                join(folder, "own.cjs"),
                `const { z } = require(${JSON.stringify(require.resolve("zod"))});
const { ConfigMap } = require(${JSON.stringify(require.resolve("@pulumi/kubernetes/core/v1/configMap"))});
module.exports = {
    type: "own", description: "ConfigMaps", backends: ["own"], params: z.object({}), outputs: {},
    provision: () => {
        ${JSON.stringify(metadata)}.forEach((metadata, index) => new ConfigMap("own-" + index, { metadata }));
        return { outputs: {} };
    },
};
`,
            );
            writeFileSync(
                join(folder, "a.yaml"),
                `apiVersion: score.dev/v1b1
metadata: {name: web}
containers:
  web: {image: "registry.example/web:1.0.0"}
resources:
  own: {type: own}
`,
            );
            return waymarkIn(folder, "render", "--environment", "dev", "a.yaml", ...options);
        }

        it("writes each into a file of its own, also where two have one name", async () => {
            const metadata = ["one", "two"].map((namespace) => ({ name: "same", namespace }));
            const { status } = await render(metadata, "--output", "out");
            assert.equal(status, 0);
            const names = readdirSync(join(folder, "out")).filter((name) => name.includes("configmap"));
            assert.deepEqual(names, ["05-configmap-v1_one_same.yaml", "05-configmap-v1_two_same.yaml"]);
        });

        it("refuses one that only an update gives a name", async () => {
            const { status, out, err } = await render([{ name: "named" }, { generateName: "x-" }, {}]);
            assert.deepEqual([status, out], [2, ""]);
            assert.match(err, /ConfigMap "own-1": metadata\.name is known during an update only/);
            assert.match(err, /ConfigMap "own-2": metadata\.name/);
        });
    });

    it("refuses an empty --output", async () => {
        const { status, err } = await waymarkIn(root, "render", "--environment", "dev", "--output", "");
        assert.equal(status, 2);
        assert.match(err, /--output is empty/);
    });
});
