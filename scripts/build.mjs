// npm run build: dist/ and packs/, whatever is stale. It is also what `npm pack` starts with.
import { join } from "node:path";
import { root, runs } from "./checkout.mjs";
import { refresh } from "./refresh.mjs";

export function build() {
    return refresh() && runs(process.execPath, [join(root, "scripts", "buildPacks.mjs")]);
}

if (import.meta.filename === process.argv[1]) {
    process.exitCode = build() ? 0 : 1;
}
