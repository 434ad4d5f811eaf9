import assert from "node:assert/strict";
import { Provider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { PostgresDatabase, StandardService, TeamNamespace } from "../../index";
import { preview, type EngineResource } from "../../engine";

type Options = pulumi.ComponentResourceOptions;

const common = { environment: "dev", namespace: "shop" };
const makers: Record<string, (opts?: Options) => pulumi.Resource> = {
    StandardService: (opts) =>
        new StandardService(
            "api",
            {
                ...common,
                environment: "prod",
                image: "acme/api:1",
                ports: { http: { port: 80 } },
                secretValues: { A: "b" },
                volumes: { data: { claim: { size: "1Gi" } } },
                autoscaling: { enabled: true },
                connectsTo: { db: { app: "db", ports: [{ port: 1 }] } },
            },
            opts,
        ),
    PostgresDatabase: (opts) => new PostgresDatabase("api", common, opts),
    TeamNamespace: (opts) => new TeamNamespace("api", { environment: "dev" }, opts),
};

/** The component and its children, after a program that also makes what `optionsOf` needs. */
async function made(make: (opts?: Options) => pulumi.Resource, optionsOf: () => Options = () => ({})) {
    const { resources } = await preview(() => void make(optionsOf()));
    const component = resources.find(({ type }) => type.startsWith("waymark:"));
    assert.ok(component);
    const children = resources.filter(({ parent }) => parent === component.urn);
    return { resources, component, children };
}

for (const [name, make] of Object.entries(makers)) {
    describe(`${name} as a Pulumi component`, () => {
        const every = (children: EngineResource[], holds: (child: EngineResource) => boolean): void => {
            assert.ok(children.length > 3);
            assert.deepEqual(
                children.filter((child) => !holds(child)).map(({ urn }) => urn),
                [],
            );
        };

        it("is the parent of everything that it registers, under names that begin with its own", async () => {
            const { resources, component, children } = await made(make);
            assert.equal(component.type, `waymark:index:${name}`);
            assert.equal(children.length, resources.filter(({ custom }) => custom).length);
            every(children, (child) => child.name === "api" || child.name.startsWith("api-"));
        });

        it("hands a provider to its children", async () => {
            const { children } = await made(make, () => ({ providers: [new Provider("cluster", { context: "a" })] }));
            const kubernetes = children.filter(({ type }) => type.startsWith("kubernetes:"));
            every(kubernetes, ({ provider }) => provider?.includes("::cluster") === true);
        });

        it("hands protection and retention to its children, and takes both back where told to", async () => {
            const guarded = await made(make, () => ({ protect: true, retainOnDelete: true }));
            every(guarded.children, ({ options }) => options.protect === true && options.retainOnDelete === true);
            const open = await made(make, () => ({ protect: false }));
            every(open.children, ({ options }) => options.protect !== true && options.retainOnDelete !== true);
        });

        it("runs transformations on its children, which so can get options of their own", async () => {
            const { children } = await made(make, () => ({
                transformations: [
                    ({ props, opts }) => ({ props, opts: { ...opts, ignoreChanges: ["metadata.labels"] } }),
                ],
            }));
            every(children, ({ options }) => options.ignoreChanges?.join() === "metadata.labels");
        });

        it("waits for what it depends on, keeps its aliases and what is to be ignored of itself", async () => {
            const { component } = await made(make, () => ({
                dependsOn: [new TeamNamespace("first", { environment: "dev" })],
                aliases: [{ name: "old" }],
                ignoreChanges: ["team"],
            }));
            assert.ok(component.dependencies.some((urn) => urn.endsWith("Namespace::first")));
            assert.ok(component.options.aliases?.some((alias) => JSON.stringify(alias).includes("old")));
            assert.deepEqual(component.options.ignoreChanges, ["team"]);
        });

        it("can have a parent", async () => {
            class Shop extends pulumi.ComponentResource {}
            const { component } = await made(make, () => ({ parent: new Shop("acme:index:Shop", "shop") }));
            assert.equal(component.urn.split("::")[2], `acme:index:Shop$waymark:index:${name}`);
        });
    });
}
