// Whether dist/ is what the sources compile to, and how to make it so.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, runs } from "./checkout.mjs";

const dist = join(root, "dist");
/** Holds the signature of the sources that dist/ was compiled from. */
const stamp = join(dist, ".sources");
const configuration = ["tsconfig.build.json", "tsconfig.json", "package-lock.json"];

/** The entries of tsconfig.build.json's `include`: folders and files. */
function sources() {
    return JSON.parse(readFileSync(join(root, "tsconfig.build.json"), "utf8")).include;
}

/** Every file at or below a path, relative to the checkout. */
function filesBelow(path) {
    const entry = statSync(join(root, path), { throwIfNoEntry: false });
    if (entry === undefined) {
        return [];
    }
    return entry.isDirectory()
        ? readdirSync(join(root, path)).flatMap((name) => filesBelow(`${path}/${name}`))
        : [path];
}

/** Path, size and time of every source file: changes whenever a build might. */
function signature() {
    const lines = [...configuration, ...sources()].flatMap(filesBelow).map((path) => {
        const { size, mtimeMs } = statSync(join(root, path));
        return `${path} ${size} ${mtimeMs}`;
    });
    return createHash("sha256").update(lines.sort().join("\n")).digest("hex");
}

export function isCompiled() {
    return existsSync(stamp) && readFileSync(stamp, "utf8") === signature();
}

/** Removes what was compiled from sources that are gone, which the compiler leaves: it would still be found. */
function removeOrphans() {
    for (const path of filesBelow("dist")) {
        const source = /^dist\/([^.].*)\.(?:js|js\.map|d\.ts)$/.exec(path)?.[1];
        if (source !== undefined && !existsSync(join(root, `${source}.ts`))) {
            rmSync(join(root, path));
        }
    }
}

/** Compiles what changed; says what is wrong on stderr and returns false where it can't. */
export function compile() {
    console.error("building ...");
    const before = signature(); // a source that changes meanwhile makes the next build
    const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
    if (!runs(process.execPath, [compiler, "--project", "tsconfig.build.json"])) {
        return false;
    }
    removeOrphans();
    writeFileSync(stamp, before);
    return true;
}
