import assert from "node:assert/strict";
import { trafficAmong, type Party } from "../../engine";
import { environmentOf, examples, tiers, unprotect, type Example } from "./examples";
import { declaredOpenings, openingsOfPayments } from "./harness/declaredOpenings";
import type { Environment } from "./harness/environment";
import { harness } from "./harness/harness";
import type { KubeObject } from "./harness/kubeClient";
import { networkOfPods, networkOfWorkloads } from "./harness/networkObjects";
import { until } from "./harness/until";

/** DNS, the gateways, and somebody who must get nowhere: pods elsewhere that look like ours, and machines. */
const others: Party[] = [
    { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } },
    { namespace: "gateway-system" },
    { namespace: "default" },
    { namespace: "shop-prod", labels: { app: "checkout" } },
    { namespace: "elsewhere", labels: { app: "web" } },
    { namespace: "elsewhere", labels: { app: "shop-db" } },
    { namespace: "kube-system", labels: { app: "web" } },
    { ip: "203.0.113.7" },
    { ip: "10.0.0.7" },
    { ip: "169.254.169.254" },
    { ip: "2001:db8::7" },
];

/** An environment that is up, and what may pass there by what the example declares. */
interface Place {
    env: Environment;
    declared: string[];
}

describe("traffic of every example in every tier, side by side in one cluster", () => {
    const places = new Map<string, Place>();
    const cases = examples.flatMap((example) =>
        tiers.map((tier) => ({ example, tier, name: `${example.name} in ${tier}` })),
    );
    let stored: KubeObject[];

    before(async function () {
        this.timeout(600_000);
        for (const { example, tier, name } of cases) {
            const env = await environmentOf(example, tier, "traffic");
            places.set(name, { env, declared: declaredBy(example, env) });
            unprotect(example, env); // lets everything go again; no policy depends on it
            await env.up();
        }
        stored = await networkOfWorkloads();
    });

    after(async function () {
        this.timeout(600_000);
        await Promise.all(allOf(places).map((env) => env.destroy()));
    });

    for (const { name } of cases) {
        it(`${name}: what it declares is open, and nothing else`, () => {
            const { env, declared } = places.get(name)!;
            assert.deepEqual(openingsAt(stored, [env]), declared);
        });
    }

    it("no environment reaches another", () => {
        assert.deepEqual(openingsAt(stored, allOf(places)), declaredIn(places));
    });

    it("the pods that the controllers have made may do what their workloads may", async () => {
        const apps = (objects: readonly KubeObject[], kinds: RegExp): string[] => {
            const ours = new Set(allOf(places).map(({ namespace }) => namespace));
            const found = objects.filter(
                ({ kind, metadata }) => kinds.test(kind) && ours.has(metadata.namespace ?? ""),
            );
            return [...new Set(found.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`))].sort();
        };
        const wanted = apps(stored, /^(Deployment|StatefulSet)$/);
        const objects = await until("every workload has a pod", 60, async () => {
            const now = await networkOfPods();
            return apps(now, /^Pod$/).join() === wanted.join() ? now : undefined;
        });
        assert.deepEqual(openingsAt(objects, allOf(places)), declaredIn(places));
    });

    it("each policy that opens something is missed where it is left out", () => {
        for (const { env, declared } of places.values()) {
            const ofPlace = stored.filter(({ kind, metadata: { name, namespace } }) =>
                kind === "Namespace" ? name === env.namespace : namespace === env.namespace,
            );
            const policies = ofPlace.filter(({ kind, spec }) => kind === "NetworkPolicy" && opens(spec as PolicySpec));
            assert.ok(policies.length > 0);
            for (const policy of policies) {
                const without = ofPlace.filter((object) => object !== policy);
                assert.notDeepEqual(openingsAt(without, [env]), declared, policy.metadata.name);
            }
        }
    });

    it("what somebody takes away or opens on the API server is seen", async () => {
        const { client } = harness().cluster;
        const { env, declared } = places.get("storefront in prod")!;
        const place = env.namespace;
        const apiVersion = "networking.k8s.io/v1";
        const policy = (name: string) => ({ apiVersion, kind: "NetworkPolicy", metadata: { name, namespace: place } });
        await client.delete(policy("cart-to-catalog-ingress"));
        const from = [{ ipBlock: { cidr: "203.0.113.0/24" } }];
        const spec = { podSelector: { matchLabels: { app: "mailer" } }, ingress: [{ from, ports: [{ port: 25 }] }] };
        await client.apply({ ...policy("added"), spec }, { manager: "somebody" });
        try {
            const now = openingsAt(await networkOfWorkloads(), [env]);
            const changed = {
                closed: declared.filter((line) => !now.includes(line)),
                opened: now.filter((line) => !declared.includes(line)),
            };
            assert.deepEqual(changed, {
                closed: [`${place}/cart -> ${place}/catalog TCP 8080`],
                opened: [`203.0.113.7 -> ${place}/mailer TCP 25`],
            });
        } finally {
            await client.delete(policy("added"));
        }
    });
});

function declaredBy(example: Example, env: Environment): string[] {
    return example.program === undefined ? declaredOpenings(env, example.files) : openingsOfPayments(env);
}

interface PolicySpec {
    ingress?: unknown[];
    egress?: unknown[];
}

function opens({ ingress = [], egress = [] }: PolicySpec): boolean {
    return ingress.length + egress.length > 0;
}

/** All that may pass with a pod of the environments at one end at least. */
function openingsAt(objects: readonly object[], environments: readonly Environment[]): string[] {
    const lines = trafficAmong(objects).openings(others);
    return lines.filter((line) => environments.some(({ namespace }) => line.includes(`${namespace}/`)));
}

function allOf(places: ReadonlyMap<string, Place>): Environment[] {
    return [...places.values()].map(({ env }) => env);
}

function declaredIn(places: ReadonlyMap<string, Place>): string[] {
    return [...places.values()].flatMap(({ declared }) => declared).sort();
}
