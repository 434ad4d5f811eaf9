import { dirname } from "node:path";

/**
 * Where the user stands. `npm run` starts scripts in the folder of package.json and says in `INIT_CWD` where it was
 * called; that holds for a script itself, not for what somebody starts from elsewhere while a script runs.
 */
export function workingFolder(): string {
    const { INIT_CWD: called, npm_lifecycle_event: script, npm_package_json: manifest } = process.env;
    const folder = process.cwd();
    if (called === undefined || script === undefined) {
        return folder;
    }
    return manifest !== undefined && dirname(manifest) !== folder ? folder : called;
}
