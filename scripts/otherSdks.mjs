// The unit suites on the other SDKs that a user may have. In a scratch copy of the installed tree, so that nothing here
// changes. The project is developed on Node 20 with the last Pulumi SDK for that.
// usage: node scripts/otherSdks.mjs newest   Node 22 and the newest Pulumi SDK, which needs it
//        node scripts/otherSdks.mjs oldest   this Node and the lowest version of each peer that package.json allows
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, relative, resolve } from "node:path";
import { root, testFolders } from "./checkout.mjs";
import { refresh } from "./refresh.mjs";

const { peerDependencies, peerDependenciesMeta } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
/** The npm package that carries Node's binary for this platform. */
const nodePackage = `node-${process.platform}-${process.arch}`;

const packages = {
    newest: () => ["@pulumi/pulumi@latest", `${nodePackage}@22`],
    oldest: () =>
        Object.entries(peerDependencies)
            .filter(([name]) => peerDependenciesMeta[name]?.optional !== true)
            .map(([name, range]) => `${name}@${range.replace("^", "")}`),
}[process.argv[2]];

const leftOut = new Set([".git", ".cache", "coverage"]);
const scratch = realpathSync(mkdtempSync(join(tmpdir(), "waymark-sdks-")));
const copy = join(scratch, "waymark");

/** Runs a program in the copy, with the copy's own Node where it has one, and returns whether it succeeded. */
function runs(command, args) {
    const node = join(copy, "node_modules", nodePackage, "bin");
    const env = { ...process.env, PATH: [node, process.env.PATH].join(delimiter) };
    return spawnSync(command, args, { cwd: copy, stdio: "inherit", env }).status === 0;
}

const versions = `
    const pulumi = require("@pulumi/pulumi/package.json").version;
    const kubernetes = require("@pulumi/kubernetes/package.json").version;
    console.log("Node", process.version, "@pulumi/pulumi", pulumi, "@pulumi/kubernetes", kubernetes);`;

function test() {
    cpSync(root, copy, {
        recursive: true,
        verbatimSymlinks: true,
        filter: (path) => !leftOut.has(relative(root, path)),
    });
    // The conformance suites look beside the checkout.
    symlinkSync(resolve(root, "..", "shared"), join(scratch, "shared"));
    const options = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    return (
        runs("npm", ["install", ...options, ...packages()]) &&
        runs("node", ["-e", versions]) &&
        runs("node", [join("node_modules", "mocha", "bin", "mocha.js"), ...testFolders])
    );
}

if (packages === undefined) {
    console.error("usage: node scripts/otherSdks.mjs newest|oldest");
    process.exit(2);
}
try {
    process.exitCode = refresh() && test() ? 0 : 1;
} finally {
    rmSync(scratch, { recursive: true, force: true });
}
