// Prints how the rules judge the cases of other tools (../shared/conformance/policy). With --rules also precision and
// recall per rule, with --skipped why cases were not judged, with --explained the disagreements that have a reason.
import { createRequire } from "node:module";
import { join } from "node:path";
import { register } from "tsx/cjs/api";
import { root } from "./checkout.mjs";

register();
process.chdir(root);
const require = createRequire(import.meta.url);
const { sharedPath } = require(join(root, "test", "helpers", "shared.ts"));
const { scoreTools } = require(join(root, "test", "policies", "scoreboard", "scoreboard.ts"));
const { scoreboardText } = require(join(root, "test", "policies", "scoreboard", "printing.ts"));

const folder = sharedPath("conformance", "policy");
if (folder === undefined) {
    console.error("the conformance files are not beside this project");
    process.exit(1);
}
const wants = (section) => process.argv.includes(`--${section}`);
const sections = { rules: wants("rules"), skipped: wants("skipped"), explained: wants("explained") };
console.log(scoreboardText(scoreTools(folder), sections));
