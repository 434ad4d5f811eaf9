import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { ProblemError } from "../../core/problem";
import {
    containsSecret,
    preview,
    revealSecrets,
    SecretValue,
    unknownText,
    unknownValue,
    update,
    type EngineResource,
    type EngineResult,
} from "../../engine";
import { Deployment } from "../../engine/deployment";
import { inheritFromParent } from "../../engine/inheritance";
import { settingsOfRun } from "../../engine/options";
import { everything, everythingOptions as options, Thing } from "./programs/everything";
import { named, visible } from "./visible";

describe("engine: what a run shows", () => {
    let previewed: EngineResult;
    let updated: EngineResult;

    before(async () => {
        previewed = await preview(everything, options);
        updated = await update(everything, options);
    });

    const optionsOf = (name: string) => named(previewed, name).options;

    it("URNs with the types of all parents but the stack", () => {
        const first = named(previewed, "first");
        assert.equal(first.urn, "urn:pulumi:dev::shop::cloud:index:Group$cloud:index:Group$cloud:index:Thing::first");
        assert.equal(first.parent, named(previewed, "inner").urn);
        assert.equal(named(previewed, "outer").parent, previewed.resources[0]?.urn);
        assert.equal(previewed.resources[0]?.urn, "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev");
    });

    it("every parent before its children, brothers and sisters by URN", () => {
        const { resources } = previewed;
        const at = (urn: string | undefined): number => resources.findIndex((resource) => resource.urn === urn);
        for (const [index, { parent, urn }] of resources.entries()) {
            assert.ok(parent === undefined ? index === 0 : at(parent) < index, urn);
            const sisters = resources.filter((other) => other.parent === parent).map((other) => other.urn);
            assert.deepEqual(sisters, [...sisters].sort());
        }
    });

    it("all options of a registration", () => {
        const first = named(previewed, "first");
        const { aliases, ...rest } = optionsOf("second");
        assert.deepEqual(rest, {
            ignoreChanges: ["of"],
            replaceOnChanges: ["deep"],
            additionalSecretOutputs: ["made"],
            deleteBeforeReplace: true,
            customTimeouts: { create: "5m" },
            deletedWith: first.urn,
            replaceWith: [first.urn],
            version: "1.2.3",
        });
        const stack = previewed.resources[0]?.urn;
        assert.deepEqual(aliases, [
            { name: "former", parent: stack },
            { parent: named(previewed, "outer").urn },
            "urn:pulumi:old::old::cloud:index:Thing::older",
        ]);
        assert.deepEqual(optionsOf("hooked"), {
            hideDiffs: ["made"],
            hooks: { beforeCreate: ["hook"], afterDelete: ["hook"] },
        });
    });

    it("what is inherited: protect, retainOnDelete, deletedWith and the provider of the same package", () => {
        const first = named(previewed, "first").urn;
        const inherited = { protect: true, retainOnDelete: true, deletedWith: first };
        assert.deepEqual(optionsOf("first"), { protect: true, retainOnDelete: true });
        assert.deepEqual(optionsOf("heir"), inherited);
        assert.deepEqual(optionsOf("branch"), inherited);
        assert.deepEqual(optionsOf("stranger"), inherited);
        assert.deepEqual(optionsOf("rebel"), {
            protect: false,
            retainOnDelete: false,
            deletedWith: named(previewed, "parent").urn,
        });
        const { urn, id } = named(updated, "cloud");
        assert.equal(named(updated, "heir").provider, `${urn}::${id}`);
        assert.equal(named(updated, "stranger").provider, undefined);
    });

    it("dependencies, of the whole and of each property", () => {
        const first = named(previewed, "first").urn;
        const { dependencies, propertyDependencies } = named(previewed, "second");
        assert.deepEqual([dependencies, propertyDependencies], [[first], { from: [first], of: [first] }]);
        assert.deepEqual(named(previewed, "after-remote").dependencies, [named(previewed, "remote").urn]);
    });

    it("a preview knows no ids and nothing that a provider makes", () => {
        assert.equal(named(previewed, "first").id, undefined);
        assert.equal(named(previewed, "second").inputs.of, unknownValue);
        assert.equal(named(previewed, "uses-existing").inputs.subnet, unknownValue);
        const password = named(previewed, "password").outputs.result;
        assert.ok(containsSecret(password));
        assert.equal(revealSecrets(password), unknownValue);
    });

    it("an update invents the same ids and values each time, secret where they shall be", async () => {
        assert.deepEqual(visible(await update(everything, options)), visible(updated));
        assert.ok(named(updated, "first").id);
        assert.equal(named(updated, "second").inputs.of, named(updated, "first").id);
        const password = named(updated, "password").outputs.result;
        assert.ok(password instanceof SecretValue);
        assert.equal(String(password.reveal()).length, 20);
        assert.match(String(revealSecrets(named(updated, "bytes").outputs.hex)), /^[0-9a-f]{16}$/);
        assert.ok(named(updated, "uses").inputs.password instanceof SecretValue);
    });

    it("secrets stay secret on the way in and out, and debug messages are dropped", () => {
        assert.ok(previewed.outputs.token instanceof SecretValue);
        assert.equal(previewed.outputs.word, "plain");
        assert.ok(containsSecret(named(previewed, "second").inputs.deep));
        assert.ok(named(previewed, "with-args").inputs.secret instanceof SecretValue);
        for (const result of [previewed, updated]) {
            assert.doesNotMatch(JSON.stringify(result), /hidden|plaintext-of-a-secret/);
            assert.deepEqual(
                result.diagnostics.map(({ severity, message }) => [severity, message]),
                [["warning", "look here"]],
            );
        }
    });

    it("references to resources, and what a remote component is given", () => {
        const { urn, id } = named(updated, "first");
        const group = named(updated, "inner").urn;
        assert.deepEqual(named(updated, "refers").inputs, { one: id, group, list: [{ first: id }] });
        assert.equal(named(previewed, "refers").inputs.one, unknownValue);
        const remote = named(updated, "remote");
        const { secret, ...inputs } = remote.inputs;
        assert.deepEqual(inputs, { of: id, group, plain: [1] });
        assert.ok(secret instanceof SecretValue);
        assert.deepEqual([remote.remote, remote.custom, remote.dependencies], [true, false, [urn]]);
        assert.equal(named(previewed, "remote").inputs.of, unknownValue);
    });

    it("what exists already and is only read", () => {
        const { external, id, custom } = named(previewed, "existing");
        assert.deepEqual([external, id, custom], [true, "known-id", true]);
        assert.equal(named(previewed, "existing-unknown").id, undefined);
        assert.equal(named(updated, "existing-unknown").id, named(updated, "first").id);
        assert.ok(!("external" in named(previewed, "first")));
    });

    it("what `outputsOf` and `invoke` answer for providers", async () => {
        const outputsOf = ({ type, name }: EngineResource): Record<string, unknown> =>
            type.endsWith(":StackReference")
                ? { outputs: { subnet: "subnet-1", key: "k" }, secretOutputNames: ["key"] }
                : { made: `made for ${name}`, id: `id of ${name}` };
        const result = await preview(everything, { ...options, outputsOf });
        assert.equal(named(result, "uses-existing").inputs.subnet, "subnet-1");
        assert.equal(named(result, "second").inputs.from, "made for first");
        assert.equal(named(result, "second").inputs.of, unknownValue);
        assert.equal(named(await update(everything, { ...options, outputsOf }), "second").inputs.of, "id of first");
        assert.deepEqual(result.outputs.answer, { answer: "cloud:index:ask for why" });
    });

    it("onResource sees inherited options and may replace inputs", async () => {
        const result = await update(everything, {
            ...options,
            onResource: (resource) => {
                if (resource.name === "first") {
                    assert.deepEqual([resource.options.protect, resource.outputs], [true, {}]);
                    resource.inputs = { ...resource.inputs, added: 1 };
                }
            },
        });
        assert.equal(named(result, "first").outputs.added, 1);
    });

    it("a function of a provider and a method of a remote component that nobody answers fail the run", async () => {
        const codeOf = async (program: () => unknown): Promise<unknown> =>
            preview(program).then(
                () => assert.fail("the run did not fail"),
                (error: ProblemError) => error.problems[0]?.code,
            );
        assert.equal(await codeOf(() => pulumi.runtime.invoke("cloud:index:ask", {})), "unsupported-function");
        assert.equal(await codeOf(() => ({ said: pulumi.runtime.call("cloud:index:say", {}) })), "unsupported-method");
    });
});

describe("engine: the memory of one run", () => {
    const deployment = (): Deployment => new Deployment(settingsOfRun({}, true));
    const described = { type: "cloud:index:Thing", name: "a", custom: true, remote: false, dependencies: [] };
    const registration = { resource: { ...described, propertyDependencies: {}, options: {} }, inputs: {} };

    it("refuses outputs of a resource that was never registered", () => {
        assert.throws(() => deployment().registerOutputs("urn:x", {}), /no resource with the URN urn:x/);
    });

    it("refuses a parent that was never registered", async () => {
        const resource = { ...registration.resource, parent: "urn:pulumi:s::p::a:b:C::gone" };
        await assert.rejects(deployment().register({ ...registration, resource }), /parent that was never registered/);
    });

    it("lets a name hold the separator of URNs", async () => {
        const run = deployment();
        const parent = await run.register({ ...registration, resource: { ...registration.resource, name: "a::b$c" } });
        const resource = { ...registration.resource, name: "child", parent: parent.urn };
        const { urn } = await run.register({ ...registration, resource });
        assert.equal(urn, "urn:pulumi:stack::project::cloud:index:Thing$cloud:index:Thing::child");
    });

    it("hands a provider down to components and to its own package only", () => {
        const provider = "urn:pulumi:s::p::pulumi:providers:cloud::own::id";
        const heirOf = (type: string, custom: boolean, own?: string): string | undefined => {
            const resource: EngineResource = {
                ...registration.resource,
                ...{ urn: "urn:child", type, custom, provider: own, inputs: {}, outputs: {} },
            };
            inheritFromParent(resource, { ...resource, urn: "urn:parent", provider });
            return resource.provider;
        };
        assert.equal(heirOf("cloud:index:Thing", true), provider);
        assert.equal(heirOf("acme:index:Group", false), provider);
        assert.equal(heirOf("other:index:Thing", true), undefined);
        assert.equal(heirOf("cloud:index:Thing", true, "urn:other::id"), "urn:other::id");
    });

    it("inherits nothing else", () => {
        const parent: EngineResource = {
            ...registration.resource,
            ...{ urn: "urn:parent", inputs: {}, outputs: {} },
            options: { ignoreChanges: ["a"], replaceOnChanges: ["b"], customTimeouts: { create: "1m" }, version: "1" },
        };
        const child: EngineResource = { ...parent, urn: "urn:child", options: {} };
        inheritFromParent(child, parent);
        assert.deepEqual(child.options, {});
    });
});

describe("engine: text that stands for an unknown", () => {
    it("is an unknown wherever it arrives, also inside a longer text", async () => {
        const config = { "shop:secret": unknownText };
        const program = (): void => {
            const plain: string = new pulumi.Config("shop").require("secret");
            const value = new pulumi.Config("shop").requireSecret("secret");
            new Thing("a", { plain, longer: pulumi.interpolate`x${value}` });
        };
        const { inputs } = named(await preview(program, { config, secretConfig: ["shop:secret"] }), "a");
        assert.equal(inputs.plain, unknownValue);
        assert.equal(revealSecrets(inputs.longer), unknownValue);
        assert.ok(containsSecret(inputs.longer));
    });
});
