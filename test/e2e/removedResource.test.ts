import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { environmentOf, myService } from "./examples";
import type { Environment } from "./harness/environment";
import { dataOf } from "./harness/leftovers";
import { changesOf } from "./harness/steps";
import { until } from "./harness/until";

const database = "my-service-db";
/** A database that somebody else runs, as its stack configuration says. */
const elsewhere = {
    host: "db.example.com",
    port: 5432,
    name: "accounts",
    username: "accounts",
    password: "not-secret",
};

/** Takes the database out of the Score file with what refers to it, and gives the file as it was. */
function removeDatabase(env: Environment): string {
    const before = readFileSync(join(env.folder, myService.file), "utf8");
    env.edit(myService.file, (text) => text.replace(/^ +DB_.*\n/gm, "").replace(/^resources:\n[^]*/m, ""));
    return before;
}

/** The database's own object and the claim that holds its data, as the API server knows them. */
async function databaseIn(env: Environment): Promise<string[]> {
    return (await dataOf(env)).filter((object) => object.includes(database));
}

async function withDatabase(tier: "dev" | "staging" | "prod", suite: string): Promise<Environment> {
    const env = await environmentOf(myService, tier, suite);
    await env.up();
    await until("the database has its claim", 60, async () => (await databaseIn(env)).length === 2);
    return env;
}

describe("a postgres resource that disappears from a Score file", () => {
    it("is deleted in dev", async () => {
        const env = await withDatabase("dev", "removal");
        removeDatabase(env);
        const changes = changesOf(await env.up());
        assert.ok(changes.includes(`delete StatefulSet ${database}`), changes.join());
        const left = await databaseIn(env);
        assert.ok(!left.some((object) => object.startsWith("StatefulSet")), left.join());
    });

    for (const tier of ["staging", "prod"] as const) {
        it(`keeps its data in ${tier}: refused while it is protected, deleted once that is lifted`, async () => {
            const env = await withDatabase(tier, "removal");
            const data = await databaseIn(env);
            const before = removeDatabase(env);
            for (const refused of [await env.preview({ fails: true }), await env.up({ fails: true })]) {
                const said = (refused.stdout + refused.stderr).replace(/\s+/g, " ");
                assert.match(said, /my-service-db" cannot be deleted because it is protected/);
            }
            assert.deepEqual(await databaseIn(env), data);
            // What docs/troubleshooting.md warns of: what is not protected has gone before up refused.
            const services = (await env.objects("v1", "Service")).map(({ metadata }) => metadata.name);
            assert.deepEqual(services, ["my-service"]);

            env.edit(myService.file, () => before);
            env.configure({ protection: "none" });
            await env.up();
            assert.deepEqual(await databaseIn(env), data);
            removeDatabase(env);
            const changes = changesOf(await env.up());
            assert.ok(changes.includes(`delete StatefulSet ${database}`), changes.join());
        });
    }

    it("keeps its data in prod when another database takes over: Pulumi lets go of it without deleting it", async () => {
        const env = await withDatabase("prod", "static");
        const data = await databaseIn(env);
        env.configure({ provisioners: [{ type: "postgres", static: elsewhere }] });
        await env.preview({ fails: true });
        const guarded = (await env.state()).filter(({ urn, protect }) => protect === true && urn.includes(database));
        assert.deepEqual(guarded.map(({ type }) => type.split(":").at(-1)).sort(), ["RandomPassword", "StatefulSet"]);
        for (const { urn } of guarded) {
            await env.command(["state", "unprotect", urn, "--yes"]);
        }
        await env.up();
        const [deployment] = await env.objects("apps/v1", "Deployment");
        assert.match(JSON.stringify(deployment?.spec), /db\.example\.com/);
        assert.deepEqual(await databaseIn(env), data);
        assert.deepEqual(
            (await env.state()).filter(({ urn }) => urn.includes(database)),
            [],
        );
        assert.deepEqual(changesOf(await env.preview()), []);
    });
});
