// Brings the checkout up to date: installs and compiles what is stale, and nothing where all is fresh.
// As a program (node scripts/refresh.mjs) it is what commands that need node_modules and dist/ start with.
import { compile, isCompiled } from "./compilation.mjs";
import { install, isInstalled } from "./installation.mjs";
import { withLock } from "./lock.mjs";

/** Returns whether all is up to date now; what is wrong stands on stderr. */
export function refresh() {
    const isFresh = () => isInstalled() && isCompiled();
    // Asked again under the lock: another process may have done it while this one waited.
    return isFresh() || withLock(() => (isInstalled() || install()) && (isCompiled() || compile()));
}

if (import.meta.filename === process.argv[1]) {
    process.exitCode = refresh() ? 0 : 1;
}
