#!/usr/bin/env node
// The command line from a checkout: builds what is stale (quietly), then runs the built command in this same process.
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "./checkout.mjs";
import { refresh } from "./refresh.mjs";

// How the command names itself in hints. From a checkout nothing is on the PATH.
process.env.WAYMARK_COMMAND ??= "npm run -s waymark --";

if (refresh()) {
    createRequire(import.meta.url)(join(root, "dist", "cli", "bin.js"));
} else {
    process.exitCode = 3; // not the command's verdict: there is no command to run
}
