import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { environmentOf, myService } from "./examples";
import type { Environment } from "./harness/environment";
import { harness } from "./harness/harness";
import { dataOf, leftOf } from "./harness/leftovers";
import { recover, removeEmptySidecars } from "./harness/recovery";
import { seededNumbers } from "./harness/seededNumbers";
import { changesOf } from "./harness/steps";
import { until } from "./harness/until";
import { Faults, type Fault } from "./providers/faults";

/** A fault at the database, which holds data. */
const atDatabase = (strike: Fault["strike"], operation: "create" | "update" = "create"): Faults =>
    new Faults({ operation, type: "kubernetes:apps/v1:StatefulSet", name: "my-service-db", strike });

/** Something to do for every object, and something for the pods of the workload. */
function change(env: Environment): void {
    env.edit(myService.file, (text) => text.replace(...myService.image).replace('"8080"', '"8081"'));
    env.configure({ owner: "somebody-else" });
}

const startUp = (suite: string): Promise<Environment> => environmentOf(myService, "staging", suite);

/** The names of all objects, whatever the namespace is called. */
async function namesIn(env: Environment): Promise<string[]> {
    return (await leftOf(env)).map((name) => name.replace(env.namespace, "NAMESPACE"));
}

describe("faults", () => {
    let whole: string[];
    const calls = { create: 0, update: 0 };

    before(async () => {
        const env = await startUp("faults");
        const count = async (): Promise<number> => {
            const faults = new Faults();
            await env.up({ faults });
            return faults.calls;
        };
        calls.create = await count();
        await until("the database has its claim", 60, async () => (await claimsOf(env)).length === 1);
        whole = await namesIn(env);
        change(env);
        calls.update = await count();
    });

    const claimsOf = (env: Environment) => env.objects("v1", "PersistentVolumeClaim");

    /** Everything is there, nothing else is, nothing is left to do, and what held data before is the same as before. */
    async function assertWhole(env: Environment, data: readonly string[]): Promise<void> {
        // Claims are made by a controller, which takes its time after an outage.
        await until("all objects are there", 60, async () => (await namesIn(env)).length >= whole.length);
        assert.deepEqual(await namesIn(env), whole);
        assert.deepEqual(changesOf(await env.preview()), []);
        const kept = await dataOf(env);
        const gone = data.filter((object) => !kept.includes(object));
        assert.deepEqual(gone, []);
    }

    describe("up killed with SIGKILL at a random point", () => {
        for (const [round, moment] of seededNumbers(10).entries()) {
            const operation = round < 5 ? "create" : "update";
            it(`that ${operation}s, at ${Math.round(moment * 100)} % of its calls: recovers`, async () => {
                const env = await startUp(`kill-${round}`);
                if (operation === "update") {
                    await env.up();
                    change(env);
                }
                const faults = new Faults();
                const killed = await env.up({
                    faults,
                    killWhen: faults.reached(Math.ceil(moment * calls[operation])),
                });
                assert.equal(killed.status, null);
                const data = await dataOf(env);
                await recover(env);
                await assertWhole(env, data);
            });
        }

        it("in the middle of writing the state: goes on once the empty file beside it is removed", async () => {
            const env = await startUp("kill-writing");
            await env.up();
            const data = await dataOf(env);
            const sidecars = readdirSync(env.backend, { recursive: true, encoding: "utf8" }).filter((name) =>
                name.endsWith("staging.json.attrs"),
            );
            assert.ok(sidecars.length > 0);
            sidecars.forEach((name) => writeFileSync(join(env.backend, name), ""));
            const failed = await env.preview({ fails: true });
            assert.match(failed.stdout + failed.stderr, /failed to load checkpoint: EOF/);
            removeEmptySidecars(env.backend);
            await assertWhole(env, data);
        });
    });

    for (const operation of ["create", "update"] as const) {
        /** An environment whose next up strikes the fault: a new one, or one that is up and has something to do. */
        async function place(suite: string): Promise<Environment> {
            const env = await startUp(`${suite}-${operation}`);
            if (operation === "update") {
                await env.up();
                await until("the database has its claim", 60, async () => (await claimsOf(env)).length === 1);
                change(env);
            }
            return env;
        }

        describe(`at the database, which up ${operation}s`, () => {
            it("a provider that fails: up fails and names the resource, and the next up completes it", async () => {
                const env = await place("fail");
                const fails = (): never => {
                    throw new Error("the disk is on fire");
                };
                const data = await dataOf(env);
                const failed = await env.up({ faults: atDatabase(fails, operation), fails: true });
                assert.match(failed.stdout, /StatefulSet \(my-service-db\)[^]*the disk is on fire/);
                await env.up();
                await assertWhole(env, data);
            });

            it("a provider that gives up after its time is up: the next up goes on", async () => {
                const env = await place("timeout");
                const givesUp = async (): Promise<never> => {
                    await pause(1500);
                    throw new Error("timed out waiting for the StatefulSet to be ready");
                };
                const data = await dataOf(env);
                const failed = await env.up({ faults: atDatabase(givesUp, operation), fails: true });
                assert.match(failed.stdout, /timed out waiting/);
                await env.up();
                await assertWhole(env, data);
            });

            it("a provider whose connection breaks: Pulumi's own recovery goes on", async () => {
                const env = await place("drop");
                const data = await dataOf(env);
                const faults = atDatabase(({ drop }) => drop(), operation);
                await env.up({ faults, fails: true });
                assert.ok(faults.spent);
                await recover(env);
                await assertWhole(env, data);
            });

            it("the API server may go away in the middle and come back", async function () {
                const { cluster } = harness();
                if (!cluster.own) {
                    console.log("      skipped: this cluster is not ours to stop");
                    this.skip();
                }
                const env = await place("outage");
                const data = await dataOf(env);
                const faults = atDatabase(() => cluster.stopApiServer(), operation);
                try {
                    const failed = await env.up({ faults, fails: true });
                    assert.match(failed.stdout, /ECONNREFUSED|ECONNRESET|socket hang up/);
                } finally {
                    await cluster.startApiServer();
                }
                await env.up();
                await assertWhole(env, data);
            });

            it("of two ups at once the second is refused by the lock, and the first completes", async () => {
                const env = await place("lock");
                const data = await dataOf(env);
                let goOn: () => void = () => undefined;
                const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
                let first: Promise<unknown> | undefined;
                try {
                    await new Promise<void>((inTheMiddle, reject) => {
                        const waits = (): Promise<void> => {
                            inTheMiddle();
                            return mayGoOn;
                        };
                        first = env.up({ faults: atDatabase(waits, operation) });
                        first.catch(reject);
                    });
                    const second = await env.up({ fails: true });
                    assert.match(second.stderr + second.stdout, /the stack is currently locked/);
                } finally {
                    goOn();
                }
                await first;
                await assertWhole(env, data);
            });
        });
    }
});
