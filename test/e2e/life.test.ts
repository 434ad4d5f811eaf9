import assert from "node:assert/strict";
import { editsOf, environmentOf, examples, tiers, unprotect, type Example, type Tier } from "./examples";
import { differences } from "./harness/comparison";
import type { Environment } from "./harness/environment";
import { harness } from "./harness/harness";
import { leakedSecrets } from "./harness/leaks";
import { dataOf, leftOf } from "./harness/leftovers";
import { offlineResources } from "./harness/offline";
import { Registrations } from "./harness/registrations";
import { lowestReplicas, replicasOf, scaleAsAutoscaler } from "./harness/replicas";
import { changesOf, stepsOf } from "./harness/steps";

for (const example of examples) {
    for (const tier of tiers) {
        describe(`life of ${example.name} in ${tier}`, () => life(example, tier));
    }
}

function life(example: Example, tier: Tier): void {
    const { file, workload, kind } = example;
    const reference = () => ({ apiVersion: "apps/v1", kind, metadata: { name: workload, namespace: env.namespace } });
    const edits = editsOf(example);
    const registrations = new Registrations();
    let env: Environment;
    let warnings: number;

    before(async () => {
        warnings = harness().cluster.client.warnings.length;
        env = await environmentOf(example, tier, "life");
    });

    it("preview creates everything, and up does it", async () => {
        const planned = await env.preview();
        assert.deepEqual(new Set(stepsOf(planned).map(({ op }) => op)), new Set(["create"]));
        const done = await env.up({ registrations });
        assert.deepEqual(changesOf(done), changesOf(planned));
        const [namespace] = (await harness().cluster.client.list("v1", "Namespace")).filter(
            ({ metadata }) => metadata.name === env.namespace,
        );
        assert.equal(namespace?.metadata.labels?.["pod-security.kubernetes.io/enforce"], "restricted");
    });

    it("has the resources that the offline engine shows", async () => {
        const stored = await env.state({ showSecrets: true });
        assert.deepEqual(differences(stored, registrations, await offlineResources(env, stored)), []);
    });

    it("shows no secret outside Secrets", async () => {
        assert.deepEqual(await leakedSecrets(env), []);
    });

    it("a second preview finds everything the same", async () => {
        assert.deepEqual(changesOf(await env.preview()), []);
    });

    it("a refresh finds no drift", async () => {
        const refreshed = await env.refresh();
        assert.deepEqual(driftOf(refreshed), []);
        assert.deepEqual(changesOf(await env.preview()), []);
    });

    it("a new image changes that workload and nothing else", async () => {
        const before = await generations(env);
        env.edit(file, (text) => text.replace(...example.image));
        const expected = [`update ${kind} ${workload}`, `update StandardService ${workload}`];
        assert.deepEqual(changesOf(await env.up()), expected.sort());
        const after = await generations(env);
        const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
        assert.deepEqual(changed, [`${kind}/${workload}`]);
    });

    it("scales", async () => {
        edits.set(env, file, "replicas: 4");
        await env.up();
        assert.equal(await replicasOf(reference()), 4);
        assert.deepEqual(changesOf(await env.preview()), []);
    });

    it("autoscaling takes over from the number of pods, which never drops", async () => {
        edits.set(env, file, "autoscaling: { minReplicas: 2, maxReplicas: 9 }");
        const lowest = await lowestReplicas(reference(), () => env.up());
        assert.equal(lowest, 4);
        await scaleAsAutoscaler(reference(), 7);
        env.edit(file, (text) => text.replace(example.image[1], `${example.image[1]}-next`));
        assert.equal(await lowestReplicas(reference(), () => env.up()), 7);
        assert.deepEqual(changesOf(await env.preview()), []);
    });

    it("a workload joins and leaves, and touches no other", async () => {
        edits.add(env, file);
        const joined = changesOf(await env.up());
        assert.ok(joined.length > 3 && joined.every((step) => /^create \S+ visitor(-\S+)?$/.test(step)), joined.join());
        edits.remove(env, file);
        const left = changesOf(await env.up());
        assert.deepEqual(left, joined.map((step) => step.replace("create", "delete")).sort());
    });

    if (example.program !== undefined) {
        it("a new version in its configuration changes the workload that takes it and nothing else", async () => {
            env.configure({ "payments:version": "4.4.0" });
            const expected = ["update Deployment settlement", "update StandardService settlement"];
            assert.deepEqual(changesOf(await env.up()), expected);
        });
    }

    it("is destroyed to the last object, and what holds data only once it is no longer protected", async () => {
        if (tier !== "dev") {
            // Pulumi takes away what is not protected before it refuses; what counts is that the data stays.
            const before = await dataOf(env);
            const refused = await env.destroy({ fails: true });
            assert.match(refused.stdout + refused.stderr, /cannot be deleted[^]*protect/);
            assert.deepEqual(await dataOf(env), before);
            await env.up();
            assert.deepEqual(await dataOf(env), before);
            unprotect(example, env);
            await env.up();
        }
        await env.destroy();
        assert.deepEqual(await leftOf(env), []);
        assert.deepEqual(await env.state(), []);
    });

    it("has made the API server warn of nothing", () => {
        assert.deepEqual(harness().cluster.client.warnings.slice(warnings), []);
    });
}

/** What a refresh found to be other than the state says. */
function driftOf(refreshed: Awaited<ReturnType<Environment["refresh"]>>): string[] {
    return refreshed.events.flatMap(({ resOutputsEvent }) => {
        const { op, urn } = resOutputsEvent?.metadata ?? {};
        return urn === undefined || op === "refresh" || op === "same" ? [] : [`${op} ${urn}`];
    });
}

/** Generation of each workload's controller: it grows with every change of its wish. */
async function generations(env: Environment): Promise<Record<string, unknown>> {
    const kinds = ["Deployment", "StatefulSet"] as const;
    const objects = (await Promise.all(kinds.map((kind) => env.objects("apps/v1", kind)))).flat();
    return Object.fromEntries(objects.map(({ kind, metadata }) => [`${kind}/${metadata.name}`, metadata.generation]));
}
