// Whether node_modules holds what package-lock.json asks for, and how to make it so.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root, runs } from "./checkout.mjs";

const wantedFile = join(root, "package-lock.json");
/** npm's own record of what it put into node_modules. */
const installedFile = join(root, "node_modules", ".package-lock.json");

/**
 * True if every package is there in the version asked for. By content, not by time: changing branches touches the lock
 * file's time without changing what it asks for. Optional packages may be missing, they are for other platforms.
 */
export function isInstalled() {
    if (!existsSync(installedFile)) {
        return false;
    }
    const wanted = JSON.parse(readFileSync(wantedFile, "utf8")).packages;
    const installed = JSON.parse(readFileSync(installedFile, "utf8")).packages;
    const isAsWanted = (path) => installed[path]?.version === wanted[path].version;
    return Object.keys(wanted)
        .filter((path) => path !== "")
        .every((path) => isAsWanted(path) || (installed[path] === undefined && wanted[path].optional === true));
}

/** Installs exactly what the lock file names. Nothing here needs the packages' install scripts, so none is run. */
export function install() {
    console.error("installing dependencies ...");
    // The level is named because `npm run -s` hands its silence down, and a failure must say what is wrong.
    return runs("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
}
