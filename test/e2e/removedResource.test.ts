import assert from "node:assert/strict";
import { environmentOf, myService } from "./examples";
import type { Environment } from "./harness/environment";
import { dataOf } from "./harness/leftovers";
import { changesOf } from "./harness/steps";
import { until } from "./harness/until";

const database = "my-service-db";

/** Takes the database out of the Score file, and what refers to it. */
function removeDatabase(env: Environment): void {
    env.edit(myService.file, (text) => text.replace(/^ +DB_.*\n/gm, "").replace(/^resources:\n[^]*/m, ""));
}

/** The database's own object and the claim that holds its data, as the API server knows them. */
async function databaseIn(env: Environment): Promise<string[]> {
    return (await dataOf(env)).filter((object) => object.includes(database));
}

async function withDatabase(tier: "dev" | "staging" | "prod"): Promise<Environment> {
    const env = await environmentOf(myService, tier, "removal");
    await env.up();
    await until("the database has its claim", 60, async () => (await databaseIn(env)).length === 2);
    return env;
}

describe("a postgres resource that disappears from a Score file", () => {
    it("is deleted in dev", async () => {
        const env = await withDatabase("dev");
        removeDatabase(env);
        const changes = changesOf(await env.up());
        assert.ok(changes.includes(`delete StatefulSet ${database}`), changes.join());
        assert.deepEqual(
            (await databaseIn(env)).filter((object) => object.startsWith("StatefulSet")),
            [],
        );
    });

    for (const tier of ["staging", "prod"] as const) {
        describe(`in ${tier}`, () => {
            let env: Environment;
            let data: string[];

            before(async () => {
                env = await withDatabase(tier);
                data = await databaseIn(env);
                removeDatabase(env);
            });

            it("keeps its data: up refuses, names the database and says that it is protected", async () => {
                for (const refused of [await env.preview({ fails: true }), await env.up({ fails: true })]) {
                    assert.match(refused.stdout + refused.stderr, /my-service-db[^]*cannot be deleted[^]*protect/);
                }
                assert.deepEqual(await databaseIn(env), data);
            });

            it("goes once its protection is lifted and the change is applied, as docs/score.md says", async () => {
                env.edit(myService.file, (text) => `${text}resources: { db: { type: postgres } }\n`);
                env.configure({ protection: "none" });
                await env.up();
                assert.deepEqual(await databaseIn(env), data);
                removeDatabase(env);
                const changes = changesOf(await env.up());
                assert.ok(changes.includes(`delete StatefulSet ${database}`), changes.join());
            });
        });
    }
});
