// Writes schemas/, the JSON Schemas for editors, from the schemas that the code itself checks with. With --check it only
// says whether they are up to date.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { register } from "tsx/cjs/api";
import { root } from "./checkout.mjs";

register();
const require = createRequire(import.meta.url);
const { environmentJsonSchema } = require(join(root, "environments", "jsonSchema.ts"));
const { policyJsonSchema, waiversJsonSchema } = require(join(root, "policies", "jsonSchema.ts"));
const { scoreJsonSchema } = require(join(root, "score", "jsonSchema.ts"));

const folder = join(root, "schemas");
const schemas = {
    "environment.json": environmentJsonSchema(),
    "policy.json": policyJsonSchema(),
    "score.json": scoreJsonSchema(),
    "waivers.json": waiversJsonSchema(),
};

mkdirSync(folder, { recursive: true });
const there = readdirSync(folder);
const style = { ...(await resolveConfig(join(folder, "score.json"))), parser: "json" };
const wrong = there.filter((file) => !Object.hasOwn(schemas, file)).map((file) => `${file} comes from nowhere`);
for (const [file, schema] of Object.entries(schemas)) {
    const text = await format(JSON.stringify(schema, undefined, 4), style);
    if (there.includes(file) && readFileSync(join(folder, file), "utf8") === text) {
        continue;
    }
    if (process.argv.includes("--check")) {
        wrong.push(`${file} is stale`);
    } else {
        writeFileSync(join(folder, file), text);
    }
}
if (wrong.length > 0) {
    console.error(`schemas/: ${wrong.join(", ")}: run npm run schema, and remove files that it doesn't write`);
    process.exitCode = 1;
}
