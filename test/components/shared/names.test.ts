import assert from "node:assert/strict";
import { PostgresDatabase, StandardService, TeamNamespace } from "../../../index";
import { handOver } from "../../../components/shared/handover";
import { identityOf } from "../../../components/shared/names";
import { sha256Hex } from "../../../core/canonicalJson";
import { findResources, preview } from "../../../engine";

const args = { environment: "dev", namespace: "shop" };
const serviceArgs = { ...args, image: "acme/api:1.0" };

async function messageOf(program: () => void): Promise<string> {
    try {
        await preview(program);
    } catch (error) {
        return (error as Error).message;
    }
    return assert.fail("no error");
}

describe("names of components", () => {
    it("are the logical name, or end with a hash of type token and name", () => {
        const token = "waymark:index:StandardService";
        assert.equal(identityOf(token, "api", {}).physicalName, "api");
        const dotted = identityOf(token, "shop.api", {});
        assert.equal(dotted.uid, `${token}::shop.api`);
        assert.equal(dotted.physicalName, `shop-api-${sha256Hex(dotted.uid).slice(0, 6)}`);
        const long = identityOf(token, "a".repeat(53), {});
        assert.equal(long.physicalName, `${"a".repeat(45)}-${sha256Hex(long.uid).slice(0, 6)}`);
    });

    it("are made from the UID that was handed over", () => {
        const handed = handOver({}, { uid: "postgres.default#shop.db" });
        const { physicalName } = identityOf("waymark:index:PostgresDatabase", "shop.db", handed);
        assert.equal(physicalName, `shop-db-${sha256Hex("postgres.default#shop.db").slice(0, 6)}`);
    });

    it("keep the logical name in Pulumi, whatever Kubernetes gets", async () => {
        const result = await preview(() => void new StandardService("shop.api", serviceArgs));
        const [deployment] = findResources(result, { type: "Deployment", name: "shop.api" });
        const { metadata } = deployment!.inputs as { metadata: { name: string; labels: Record<string, string> } };
        assert.match(metadata.name, /^shop-api-[0-9a-f]{6}$/);
        assert.equal(metadata.labels["app"], metadata.name);
    });

    for (const name of ["1api", "Api", "api-", "my_api", ""]) {
        it(`refuse ${JSON.stringify(name)}, together with everything else that is wrong`, async () => {
            const message = await messageOf(
                () => void new StandardService(name, { ...serviceArgs, environment: "qa" }),
            );
            assert.match(message, /can't be the name of a Kubernetes object/);
            assert.match(message, /Environment must be dev, staging, or prod/);
        });
    }

    it("are told apart by kind: two UIDs with one name are an error that prints both", async () => {
        const message = await messageOf(() => {
            new StandardService("ledger", serviceArgs);
            new PostgresDatabase("ledger", args);
        });
        assert.match(message, /waymark:index:StandardService::ledger/);
        assert.match(message, /waymark:index:PostgresDatabase::ledger/);
    });

    it("may be the same in two namespaces, and in two programs", async () => {
        const program = (namespace: string) => () => {
            new StandardService("ledger", serviceArgs);
            new PostgresDatabase("ledger", { ...args, namespace });
        };
        await preview(program("bank"));
        await preview(program("bank"));
    });

    it("are taken once, also by two components of one type below different parents", async () => {
        const message = await messageOf(() => {
            const team = new TeamNamespace("shop", { environment: "dev" });
            new StandardService("api", { ...serviceArgs, namespace: team.name });
            new StandardService("api", serviceArgs, { parent: team });
        });
        assert.match(message, /would both be named "api" in one namespace/);
    });

    it("of Namespaces are taken once in the cluster", async () => {
        const message = await messageOf(() => {
            new TeamNamespace("shop", { environment: "dev" });
            new TeamNamespace("store", { environment: "dev", namespaceName: "shop" });
        });
        assert.match(message, /TeamNamespace::shop" and "waymark:index:TeamNamespace::store".* in the cluster/);
    });

    it("of policies and headless Services are not those of another service", async () => {
        const db = { app: "db", ports: [{ port: 5432 }] };
        const policy = await messageOf(() => {
            new StandardService("api", { ...serviceArgs, connectsTo: { db } });
            new StandardService("api-to-db", serviceArgs);
        });
        assert.match(policy, /StandardService::api\/to-db" and ".*StandardService::api-to-db" .*NetworkPolicy/);
        const ports = { http: { port: 80 } };
        const volumes = { data: { claim: { size: "1Gi" } } };
        const headless = await messageOf(() => {
            new StandardService("api", { ...serviceArgs, ports, volumes });
            new StandardService("api-headless", { ...serviceArgs, ports });
        });
        assert.match(headless, /StandardService::api\/headless" and ".*StandardService::api-headless" .*Service/);
    });
});
