import assert from "node:assert/strict";
import { PostgresDatabase, settingsOf, type PostgresDatabaseArgs } from "../../../index";
import { connectionKeys } from "../../../components/postgresDatabase/connection";
import { ProblemError } from "../../../core/problem";
import { postgresVersions } from "../../../environments/tierSettings";
import { findResources, preview, revealSecrets, SecretValue, update, type EngineResource } from "../../../engine";

const minimal: PostgresDatabaseArgs = { environment: "dev", namespace: "shop" };

async function register(args: PostgresDatabaseArgs, run: typeof preview | typeof update = preview, name = "ledger") {
    const result = await run(() => void new PostgresDatabase(name, args), {
        outputsOf: ({ type }) => (type.endsWith("RandomPassword") ? { result: "hunter2" } : {}),
    });
    const one = (type: string): EngineResource => {
        const [found] = findResources(result, { type });
        assert.ok(found, type);
        return found;
    };
    const { spec } = one("StatefulSet").inputs as { spec: ServerSpec };
    return { resources: result.resources, one, spec };
}

interface ServerSpec extends Record<string, unknown> {
    template: { spec: { containers: [Record<string, unknown> & { env: { name: string; value?: string }[] }] } };
    volumeClaimTemplates: { spec: { resources: { requests: { storage: string } } } }[];
}

function found(args: unknown, name = "ledger"): string[] {
    try {
        new PostgresDatabase(name, args as PostgresDatabaseArgs);
    } catch (error) {
        assert.ok(error instanceof ProblemError, String(error));
        assert.ok(error.problems.every(({ message }) => message.startsWith(`PostgresDatabase "${name}": `)));
        return error.problems.map(({ code, pointer }) => `${pointer} ${code}`).sort();
    }
    return [];
}

describe("PostgresDatabase", () => {
    it("registers server, Service, Secret, password and an isolating policy", async () => {
        const { resources, one } = await register(minimal);
        const names = resources
            .filter(({ custom }) => custom)
            .map(({ type, name }) => `${type.split(":").at(-1)} ${name}`);
        assert.deepEqual(names.sort(), [
            "NetworkPolicy ledger",
            "RandomPassword ledger-password",
            "Secret ledger-connection",
            "Service ledger",
            "ServiceAccount ledger",
            "StatefulSet ledger",
        ]);
        assert.deepEqual(one("NetworkPolicy").inputs["spec"], {
            podSelector: { matchLabels: { app: "ledger" } },
            policyTypes: ["Ingress", "Egress"],
        });
        assert.equal((one("Service").inputs["spec"] as { clusterIP: string }).clusterIP, "None");
    });

    it("keeps the connection contract, in the Secret and as Outputs", async () => {
        const { one } = await register(minimal, update);
        const content = one("Secret").inputs["stringData"];
        const userinfo = "ledger:hunter2";
        const uri = `postgresql://${userinfo}@ledger.shop.svc:5432/ledger?sslmode=disable`;
        assert.deepEqual(revealSecrets(content), {
            host: "ledger.shop.svc",
            port: "5432",
            name: "ledger",
            database: "ledger",
            username: "ledger",
            password: "hunter2",
            uri,
            "direct-uri": uri,
            "jdbc-uri": "jdbc:postgresql://ledger.shop.svc:5432/ledger?user=ledger&password=hunter2&sslmode=disable",
            sslmode: "disable",
            ca: "",
        });
        assert.deepEqual(Object.keys(revealSecrets(content) as object).sort(), [...connectionKeys].sort());
        assert.ok(content instanceof SecretValue, "all of it, the public parts too");
    });

    it("keeps the password secret everywhere", async () => {
        const { resources, one } = await register(minimal, update);
        assert.doesNotMatch(JSON.stringify(resources), /hunter2/);
        assert.ok(one("RandomPassword").outputs["result"] instanceof SecretValue);
    });

    it("hands out references and an endpoint", async () => {
        await preview(() => {
            const ledger = new PostgresDatabase("ledger", minimal);
            assert.deepEqual(ledger.secret("password"), { secretName: "ledger-connection", key: "password" });
            assert.deepEqual(ledger.endpoint, { app: "ledger", namespace: "shop", ports: [{ port: 5432 }] });
            assert.equal(Object.keys(ledger.connection).length, connectionKeys.length);
        });
    });

    for (const version of postgresVersions) {
        it(`pins version ${version} down to the minor and the system below`, async () => {
            const { spec } = await register({ ...minimal, version });
            const [{ image }] = spec.template.spec.containers;
            assert.match(String(image), new RegExp(`^docker\\.io/library/postgres:${version}\\.\\d+-bookworm$`));
        });
    }

    it("reads 10GB as 10G", async () => {
        const { spec } = await register({ ...minimal, storage: "10GB" });
        assert.equal(spec.volumeClaimTemplates[0]!.spec.resources.requests.storage, "10G");
    });

    it("gives a database a name that PostgreSQL takes", async () => {
        const nameOf = async (name: string) => {
            const { spec } = await register(minimal, preview, name);
            return spec.template.spec.containers[0].env.find((variable) => variable.name === "POSTGRES_DB")?.value;
        };
        assert.equal(await nameOf("shop-ledger"), "shop_ledger");
        assert.equal(await nameOf("pg-main"), "db_pg_main");
    });

    for (const [environment, protection, expected, whenDeleted] of [
        ["dev", undefined, undefined, "Delete"],
        ["staging", undefined, true, "Retain"],
        ["prod", undefined, true, "Retain"],
        ["prod", "none", undefined, "Delete"],
    ] as const) {
        it(`protects what holds data in ${environment}, protection ${protection}: ${expected}`, async () => {
            const { one, spec } = await register({ ...minimal, environment, protection });
            for (const type of ["StatefulSet", "RandomPassword"]) {
                const { protect, retainOnDelete } = one(type).options;
                assert.deepEqual([protect, retainOnDelete], [expected, expected], type);
            }
            assert.equal(one("Service").options.protect, undefined);
            assert.equal(
                (spec["persistentVolumeClaimRetentionPolicy"] as { whenDeleted: string }).whenDeleted,
                whenDeleted,
            );
        });
    }

    it("says that backups are wanted and not made", async () => {
        const { one } = await register({ ...minimal, environment: "prod" });
        const { annotations } = one("StatefulSet").inputs["metadata"] as { annotations: Record<string, string> };
        assert.equal(annotations["waymark.dev/backup"], "wanted-but-not-made");
    });

    it("records each decision with where it came from", async () => {
        await preview(() => {
            const ledger = new PostgresDatabase("ledger", { ...minimal, environment: "prod", storage: "10GB" });
            const of = (path: string) => settingsOf(ledger).find((setting) => setting.path === path);
            assert.deepEqual([of("storage")?.value, of("storage")?.origin], ["10G", { kind: "args" }]);
            assert.deepEqual(of("version")?.origin, { kind: "tier", detail: "prod" });
            assert.deepEqual(of("size")?.origin, { kind: "default" });
        });
    });

    for (const [what, args, problems] of [
        ["an unknown version", { version: "13" }, ["/version not-allowed"]],
        ["a size that is none", { size: "huge" }, ["/size not-allowed"]],
        ["no room", { storage: "0Gi" }, ["/storage not-allowed"]],
        ["a name that PostgreSQL keeps for itself", { databaseName: "pg_catalog" }, ["/databaseName bad-format"]],
        [
            "everything at once",
            { environment: "qa", acceptsFrom: { a: { ports: [] } } },
            ["/acceptsFrom/a edge-end", "/acceptsFrom/a edge-ports", "/environment unknown-environment"],
        ],
    ] as [string, object, string[]][]) {
        it(`refuses ${what}`, () => assert.deepEqual(found({ ...minimal, ...args }), problems));
    }
});

/** Fields that the Kubernetes provider can only change by making a StatefulSet anew, name and namespace among them. */
const replacing = [
    "metadata.name",
    "metadata.namespace",
    "spec.podManagementPolicy",
    "spec.revisionHistoryLimit",
    "spec.selector",
    "spec.serviceName",
    "spec.volumeClaimTemplates",
];

describe("data of a PostgresDatabase", () => {
    const changes: Record<keyof PostgresDatabaseArgs, Partial<PostgresDatabaseArgs>> = {
        environment: { environment: "prod" },
        tier: { tier: "prod" },
        namespace: { namespace: "other" },
        team: { team: "b" },
        owner: { owner: "b" },
        version: { version: "18" },
        storage: { storage: "20Gi" },
        backup: { backup: true },
        size: { size: "large" },
        databaseName: { databaseName: "b" },
        acceptsFrom: { acceptsFrom: { a: { app: "b", ports: [{ port: 5432 }] } } },
        protection: { protection: "none" },
    };
    const at = (resource: EngineResource, path: string): unknown =>
        path.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], resource.inputs);

    for (const [argument, change] of Object.entries(changes)) {
        const moves = argument === "namespace";
        it(`${moves ? "moves only with the" : "outlives a change of"} ${argument}`, async () => {
            const before = await register(minimal);
            const after = await register({ ...minimal, ...change });
            const server = after.one("StatefulSet");
            const replaced = replacing.filter(
                (path) =>
                    server.options.ignoreChanges?.includes(path) !== true &&
                    JSON.stringify(at(server, path)) !== JSON.stringify(at(before.one("StatefulSet"), path)),
            );
            assert.deepEqual(replaced, moves ? ["metadata.namespace"] : []);
            assert.deepEqual(after.one("RandomPassword").inputs, before.one("RandomPassword").inputs);
            const { env } = after.spec.template.spec.containers[0];
            const folder = env.find(({ name }) => name === "PGDATA")?.value;
            assert.equal(
                folder,
                "/pgdata/data",
                "every version looks where the data is, and refuses what isn't its own",
            );
        });
    }

    it("never blocks the way back from a server that doesn't start", async () => {
        assert.equal((await register(minimal)).spec["podManagementPolicy"], "Parallel");
    });

    it("is protected against a new namespace where it matters", async () => {
        const { one } = await register({ ...minimal, environment: "staging", namespace: "other" });
        assert.equal(one("StatefulSet").options.protect, true);
    });
});
