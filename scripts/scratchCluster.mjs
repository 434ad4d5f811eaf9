// Which cluster of the user's own the end-to-end suite may use.
import { existsSync, readFileSync } from "node:fs";
import { delimiter } from "node:path";

/** Clusters of kind and k3d are made to be thrown away; in any other the suite has no business. */
const scratchContext = /^(kind|k3d)-/;

/**
 * The kubeconfig whose current context is a scratch cluster, and the context's name; undefined where there is none.
 * As for kubectl, the first file of KUBECONFIG that names a current context counts. Reads no YAML, since it runs before
 * packages are installed; all tools write the context on a line of its own.
 */
export function scratchCluster(variable = process.env.KUBECONFIG ?? "") {
    const files = variable.split(delimiter).filter((file) => file !== "" && existsSync(file));
    const contexts = files.map((kubeconfig) => ({ kubeconfig, context: currentContext(kubeconfig) }));
    const chosen = contexts.find(({ context }) => context !== undefined);
    return chosen !== undefined && scratchContext.test(chosen.context) ? chosen : undefined;
}

function currentContext(file) {
    return /^\s*"?current-context"?:\s*["']?([^"',\s]+)/m.exec(readFileSync(file, "utf8"))?.[1];
}
