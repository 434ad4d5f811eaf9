// Says whether package-lock.json is fit for everybody: it names no host, so that each registry can serve it, and it
// holds the optional packages of every platform. npm leaves those of other platforms out when it writes the file from
// an installed tree (npm/cli#4828), and `npm ci` then refuses elsewhere.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./checkout.mjs";

const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));

/** True if a package at `path` would find `name`: in its own node_modules or in one above. */
function isFound(name, path) {
    const inner = path === "" ? "" : `${path}/`;
    if (packages[`${inner}node_modules/${name}`] !== undefined) {
        return true;
    }
    return path !== "" && isFound(name, path.slice(0, Math.max(0, path.lastIndexOf("node_modules/") - 1)));
}

const problems = Object.entries(packages).flatMap(([path, { resolved, optionalDependencies = {} }]) => [
    ...(resolved === undefined ? [] : [`${path} names a host: ${resolved}`]),
    ...Object.keys(optionalDependencies)
        .filter((name) => !isFound(name, path))
        .map((name) => `${path} lacks ${name}`),
]);
if (problems.length > 0) {
    console.error(
        `package-lock.json:\n    ${problems.join("\n    ")}\n` +
            "copy package.json, package-lock.json and .npmrc into an empty folder, run\n" +
            "npm install --package-lock-only there, and copy package-lock.json back",
    );
    process.exitCode = 1;
}
