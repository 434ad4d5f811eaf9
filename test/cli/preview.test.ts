import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Finding } from "../../policies/report";
import { goldenFindings } from "../policies/goldenFindings";
import { builtInProvisioners } from "../../provisioners/registry";
import { waymarkIn } from "./commandHarness";

const root = join(__dirname, "../..");
const waymark = (...argv: string[]) => waymarkIn(root, ...argv);

interface PodOwner {
    template: { spec: { containers: { image: string }[] } };
}

interface PreviewJson {
    environment: string;
    tier: string;
    resources: {
        urn: string;
        type: string;
        name: string;
        parent: string | null;
        inputs: Record<string, unknown>;
        dependencies: string[];
        options: Record<string, unknown>;
    }[];
    findings: Finding[];
    unknown: object[];
    summary: Record<string, number>;
}

/** What the list of our own findings doesn't know. */
function unlisted(findings: readonly Finding[]): Finding[] {
    return findings.filter((finding) => !goldenFindings.some(({ rule }) => rule === finding.rule));
}

describe("waymark preview", () => {
    for (const environment of ["dev", "staging", "prod"]) {
        it(`of storefront in ${environment} needs no other flag and finds nothing mandatory`, async () => {
            const { status, out, err } = await waymark("preview", "--environment", environment, "--format", "json");
            assert.equal(status, 0);
            assert.equal(err, "");
            const json = JSON.parse(out) as PreviewJson;
            assert.deepEqual(Object.keys(json), ["environment", "tier", "resources", "findings", "unknown", "summary"]);
            assert.deepEqual([json.environment, json.tier], [environment, environment]);
            assert.equal(json.summary["workloads"], 5);
            assert.equal(json.summary["mandatory"], 0);
            assert.deepEqual(unlisted(json.findings), []);
            for (const resource of json.resources) {
                assert.deepEqual(Object.keys(resource), [
                    "urn",
                    "type",
                    "name",
                    "parent",
                    "inputs",
                    "dependencies",
                    "options",
                ]);
            }
        });
    }

    it("shows secrets and unknowns as such", async () => {
        const { out } = await waymark("preview", "--environment", "dev", "--format", "json");
        const { resources } = JSON.parse(out) as PreviewJson;
        const secret = resources.find(({ type }) => type === "kubernetes:core/v1:Secret");
        assert.equal(secret?.inputs["stringData"], "[unknown]");
    });

    it("gives the same bytes whatever the order of the files", async () => {
        const files = ["cart", "catalog", "checkout", "mailer", "web"].map(
            (name) => `examples/storefront/${name}.score.yaml`,
        );
        const command = ["preview", "--environment", "dev", "--format", "json"];
        const [a, b] = [await waymark(...command, ...files), await waymark(...command, ...files.reverse())];
        assert.equal(a.out, b.out);
    });

    it("shows a tree, findings, totals and what to do next", async () => {
        const { status, out } = await waymark("preview", "--environment", "prod");
        assert.equal(status, 0);
        assert.match(out, /^Environment prod$/m);
        assert.match(out, /^PostgresDatabase +shop-db$/m);
        assert.match(out, /^├─ StatefulSet +shop-db {2}\(protected, kept on deletion/m);
        assert.match(out, /advisory +medium +plat-container-database +StatefulSet storefront-prod\/shop-db/);
        assert.match(out, /5 workloads, \d+ resources, 0 mandatory, 13 advisory, 0 unknown: it may go ahead/);
        assert.match(
            out,
            /advisory +low +wl-apparmor-set +6 objects\n +no AppArmor[^\n]*\n +Deployment storefront-prod\/cart, /,
        );
        assert.match(out, /Next:\n {2}waymark preview --environment dev/);
        assert.ok(!out.includes("\x1b"), "no colour outside of a terminal");
    });

    it("says next commands that work: called the same way, with the same files and images", async () => {
        const file = "test/cli/files/laterImage.score.yaml";
        const { out } = await waymark("preview", "--environment", "dev", file, "--image", "later=a.example/later:1");
        assert.ok(out.includes(`waymark preview --environment staging --image later=a.example/later:1 ${file}  `), out);
        assert.ok(out.includes(`waymark render --environment dev --image later=a.example/later:1 ${file}  `), out);
    });

    it("exits with 1 at a mandatory finding, and shows it worst first, JSON whole", async () => {
        const files = ["preview", "--environment", "prod", "test/cli/files/literalSecret.score.yaml"];
        const { status, out } = await waymark(...files);
        assert.equal(status, 1);
        assert.match(out, /mandatory critical wl-secret-in-env-literal[\s\S]*advisory/);
        assert.match(out, /may not go ahead: 1 mandatory finding/);
        assert.ok(!out.includes("hunter2"));
        const json = await waymark(...files, "--format", "json");
        assert.equal(json.status, 1);
        const { findings } = JSON.parse(json.out) as PreviewJson;
        assert.equal(findings[0]?.level, "mandatory");
    });

    it("takes images from the command line", async () => {
        const image = "registry.example/my-service:1.0.0@sha256:" + "a".repeat(64);
        const command = [
            "preview",
            "--environment",
            "prod",
            "--format",
            "json",
            "test/cli/files/laterImage.score.yaml",
        ];
        for (const name of ["later", "later/web"]) {
            const { out, status } = await waymark(...command, "--image", `${name}=${image}`);
            assert.equal(status, 0);
            assert.ok(out.includes(`"image": "${image}"`));
        }
        const { status, err } = await waymark(...command);
        assert.equal(status, 2);
        assert.match(err, /laterImage\.score\.yaml:6:16: .*\n.*--image later=REFERENCE/);
    });

    it("refuses a configured image that no workload has, unless files on the command line are some only", async () => {
        const folder = mkdtempSync(join(tmpdir(), "waymark-"));
        try {
            writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\n");
            writeFileSync(
                join(folder, "Pulumi.dev.yaml"),
                "config:\n  waymark:workloads: [web.score.yaml]\n  waymark:images: {wbe: registry.example/web:1.0.0}\n",
            );
            writeFileSync(
                join(folder, "web.score.yaml"),
                'apiVersion: score.dev/v1b1\nmetadata: {name: web}\ncontainers: {web: {image: "registry.example/web:1.0.0"}}\n',
            );
            const all = await waymarkIn(folder, "preview", "--environment", "dev");
            assert.deepEqual([all.status, all.out], [2, ""]);
            assert.match(all.err, /an image is given for "wbe"/);
            assert.equal((await waymarkIn(folder, "preview", "--environment", "dev", "web.score.yaml")).status, 0);
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    it("takes images for several workloads and containers, from configuration and command line", async () => {
        const folder = mkdtempSync(join(tmpdir(), "waymark-images-"));
        const several = (name: string) =>
            `apiVersion: score.dev/v1b1\nmetadata: {name: ${name}}\ncontainers: {main: {image: .}, side: {image: .}}\n`;
        const digest = `sha256:${"0".repeat(64)}`;
        try {
            writeFileSync(join(folder, "aa.yaml"), several("aa"));
            writeFileSync(join(folder, "bb.yaml"), several("bb"));
            writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\n");
            writeFileSync(
                join(folder, "Pulumi.dev.yaml"),
                `config:\n  waymark:images:\n    aa: r.example/aa:1@${digest}\n    aa/side: r.example/side:1@${digest}\n    bb: r.example/bb:1\n`,
            );
            const images = ["--image", "bb/main=r.example/main:2", "--image", "bb=r.example/bb:2"];
            const { status, out } = await waymarkIn(
                folder,
                ...["render", "--environment", "dev", "--format", "json", ...images, "aa.yaml", "bb.yaml"],
            );
            assert.equal(status, 0);
            const { items } = JSON.parse(out) as { items: { kind: string; spec: PodOwner }[] };
            const found = items
                .filter(({ kind }) => kind === "Deployment")
                .flatMap(({ spec }) => spec.template.spec.containers.map(({ image }) => image));
            assert.deepEqual(found, [
                `r.example/aa:1@${digest}`,
                `r.example/side:1@${digest}`,
                "r.example/main:2",
                "r.example/bb:2",
            ]);
            writeFileSync(
                join(folder, "Pulumi.dev.yaml"),
                "config:\n  waymark:images:\n    aa: x:1\n    aa/sdie: x:1\n",
            );
            const wrong = await waymarkIn(folder, "render", "--environment", "dev", "aa.yaml");
            assert.equal(wrong.status, 2);
            assert.match(wrong.err, /Pulumi\.dev\.yaml:4:5: .*"aa\/sdie"[^]*did you mean "aa\/side"/);
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    it("takes overrides for one file only", async () => {
        const folder = mkdtempSync(join(tmpdir(), "waymark-overrides-"));
        try {
            writeFileSync(
                join(folder, "aa.yaml"),
                "apiVersion: score.dev/v1b1\nmetadata: {name: aa}\ncontainers: {main: {image: a:1}}\n",
            );
            writeFileSync(join(folder, "over.yaml"), "containers: {main: {image: a:2}}\n");
            const rest = ["--overrides-file", "over.yaml", "--override-property", "containers.main.args=[fast]"];
            const { status, out, err } = await waymarkIn(folder, "render", "--environment", "dev", ...rest, "aa.yaml");
            assert.equal(status, 0, err);
            assert.match(out, /image: a:2/);
            assert.match(out, /- fast/);
            const secret = "containers.main.variables={A: marker}";
            const next = await waymarkIn(
                folder,
                ...["preview", "--environment", "dev", ...rest, "--override-property", secret, "aa.yaml"],
            );
            assert.equal(next.status, 0, next.err);
            const again = "--overrides-file over.yaml --override-property 'containers.main.args=[fast]'";
            assert.ok(
                next.out.includes(`${again} --override-property containers.main.variables=... aa.yaml`),
                next.out,
            );
            assert.ok(!next.out.includes("marker"));
            const twice = await waymarkIn(folder, "preview", "--environment", "dev", ...rest, "aa.yaml", "aa.yaml");
            assert.equal(twice.status, 2);
            assert.match(twice.err, /overrides go with one file only/);
            const absent = await waymarkIn(folder, "validate", "--overrides-file", "no.yaml", "aa.yaml");
            assert.equal(absent.status, 2);
            assert.match(absent.out, /no\.yaml: there is no such file/);
            const judged = await waymarkIn(
                folder,
                "validate",
                "--override-property",
                "containers.main.imgae=x",
                "aa.yaml",
            );
            assert.equal(judged.status, 1);
            assert.match(judged.out, /--override-property \/containers\/main\/imgae: unknown key "imgae"/);
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    it("finds an edge whose target is not among the files", async () => {
        const { out } = await waymark(
            "preview",
            "--environment",
            "dev",
            "examples/storefront/cart.score.yaml",
            "--format",
            "json",
        );
        const { findings } = JSON.parse(out) as PreviewJson;
        assert.deepEqual(
            unlisted(findings).map(({ rule, level }) => [rule, level]),
            [["plat-open-edge", "advisory"]],
        );
    });
});

describe("waymark resources and provisioners", () => {
    it("list each resource once, with the workloads that use it", async () => {
        const files = ["cart", "catalog", "checkout"].map((name) => `examples/storefront/${name}.score.yaml`);
        const { status, out, err } = await waymark("resources", "--format", "json", ...files);
        assert.deepEqual([status, err], [0, ""]);
        const rows = JSON.parse(out) as { uid: string; workloads: string[]; outputs: { name: string }[] }[];
        const [row] = rows.filter(({ uid }) => uid === "postgres.default#shop-db");
        assert.deepEqual(Object.keys(row ?? {}), ["uid", "type", "class", "id", "workloads", "outputs"]);
        assert.deepEqual(row?.workloads, ["cart", "catalog", "checkout"]);
        assert.ok(row?.outputs.some(({ name }) => name === "direct-uri"));
        assert.match(
            (await waymark("resources", ...files)).out,
            /^postgres\.default#shop-db +cart, catalog, checkout/m,
        );
    });

    it("ask the provisioners of a stack where one is named", async () => {
        const folder = mkdtempSync(join(tmpdir(), "waymark-resources-"));
        const config = "config:\n  waymark:provisioners:\n    - {type: ledger, static: {host: ledger.example}}\n";
        const text =
            "apiVersion: score.dev/v1b1\nmetadata: {name: aa}\ncontainers: {main: {image: a:1}}\nresources: {led: {type: ledger}}\n";
        try {
            writeFileSync(join(folder, "aa.yaml"), text);
            writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\n");
            writeFileSync(join(folder, "Pulumi.dev.yaml"), config);
            const without = await waymarkIn(folder, "resources", "aa.yaml");
            assert.match(without.err, /nothing here provides the resource type "ledger"/);
            for (const option of ["--environment=dev", "--config=Pulumi.dev.yaml"]) {
                const { status, out, err } = await waymarkIn(folder, "resources", option, "aa.yaml");
                assert.deepEqual([status, err], [0, ""]);
                assert.match(out, /ledger\.default#aa\.led +aa +as configured/);
            }
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    it("warn of a type that nothing provides", async () => {
        const { status, err, out } = await waymark("resources", "test/cli/files/unknownType.score.yaml");
        assert.equal(status, 0);
        assert.match(err, /^warning: test\/cli\/files\/unknownType\.score\.yaml:9:15: nothing here provides/);
        assert.match(out, /carrier-pigeon\.default#odd\.cache/);
    });

    it("list types with params and outputs", async () => {
        const { status, out } = await waymark("provisioners", "--format", "json");
        assert.equal(status, 0);
        const rows = JSON.parse(out) as {
            type: string;
            class: string;
            backends: string[];
            params: object[];
            outputs: object[];
        }[];
        assert.deepEqual(
            [...new Set(rows.map(({ type }) => type))],
            builtInProvisioners.map(({ type }) => type),
        );
        const [postgres, byClass] = rows.filter(({ type }) => type === "postgres");
        assert.deepEqual([postgres?.class, postgres?.backends], ["*", ["container"]]);
        assert.deepEqual([byClass?.class, byClass?.backends], ["container", ["container"]]);
        assert.equal(postgres?.outputs.length, 12);
        assert.match((await waymark("provisioners")).out, /^postgres: /m);
    });
});
