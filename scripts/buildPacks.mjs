// Builds the policy packs into packs/: each a folder with PulumiPolicy.yaml for every CLI, and an executable `pack`
// for those that take one. A pack is one bundled file; only the Pulumi SDKs stay outside and come from node_modules.
// usage: node scripts/buildPacks.mjs [FOLDER]   (default packs/)
import { build } from "esbuild";
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { root } from "./checkout.mjs";

const target = resolve(process.argv[2] ?? join(root, "packs"));
const { version, license } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const packs = [
    { id: "kubernetes", description: "waymark's rules for Kubernetes resources" },
    { id: "aws", description: "waymark's rules for AWS resources" },
];

rmSync(target, { recursive: true, force: true });
for (const { id, description } of packs) {
    const folder = join(target, id);
    const name = `waymark-${id}`;
    mkdirSync(folder, { recursive: true });
    await build({
        absWorkingDir: root, // the bundle's comments name its sources relative to this
        entryPoints: [join(root, "policies", "packs", `${id}.ts`)],
        outfile: join(folder, "index.js"),
        bundle: true,
        platform: "node",
        target: "node20",
        format: "cjs",
        external: ["@pulumi/policy", "@pulumi/pulumi"],
        logLevel: "warning",
    });
    const manifest = { name, version, description, license, private: true, main: "index.js" };
    writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, undefined, 4)}\n`);
    writeFileSync(
        join(folder, "PulumiPolicy.yaml"),
        `description: ${description}
version: ${version}
runtime:
    name: nodejs
    options:
        typescript: false
main: index.js
`,
    );
    copyFileSync(join(root, "scripts", "packStarter.cjs"), join(folder, "pack"));
    chmodSync(join(folder, "pack"), 0o755);
}
