import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { RandomBytes } from "@pulumi/random/randomBytes";
import { RandomPassword } from "@pulumi/random/randomPassword";
import {
    containsSecret,
    preview,
    revealSecrets,
    SecretValue,
    unknownValue,
    update,
    type EngineOptions,
    type EngineResource,
    type EngineResult,
} from "../../engine";

type Plain = Record<string, unknown>;

class Thing extends pulumi.CustomResource {
    readonly made!: pulumi.Output<string>;

    constructor(name: string, inputs: pulumi.Inputs = {}, options?: pulumi.CustomResourceOptions) {
        super("cloud:index:Thing", name, { ...inputs, made: undefined }, options);
    }
}

class Group extends pulumi.ComponentResource {
    constructor(name: string, options?: pulumi.ComponentResourceOptions) {
        super("cloud:index:Group", name, {}, options);
    }
}

/** Uses every option the engine reports, secrets, unknowns, dependencies and three levels of parents. */
async function everything(): Promise<Plain> {
    const config = new pulumi.Config("shop");
    const outer = new Group("outer", { protect: true });
    const inner = new Group("inner", { parent: outer });
    const first = new Thing("first", { list: [1, null, "x"], empty: {} }, { parent: inner, retainOnDelete: true });
    const second = new Thing(
        "second",
        {
            of: first.id,
            made: first.made,
            token: config.requireSecret("token"),
            deep: { key: pulumi.secret("hidden") },
        },
        {
            dependsOn: first,
            ignoreChanges: ["of"],
            replaceOnChanges: ["deep"],
            aliases: [{ name: "former" }, "urn:pulumi:old::old::cloud:index:Thing::older"],
            additionalSecretOutputs: ["made"],
            deleteBeforeReplace: true,
            customTimeouts: { create: "5m" },
            deletedWith: first,
            version: "1.2.3",
        },
    );
    const password = new RandomPassword("password", { length: 20 });
    const bytes = new RandomBytes("bytes", { length: 8 });
    new Thing("uses", { password: password.result, hex: bytes.hex });
    await pulumi.log.warn("look here");
    await pulumi.log.debug("plaintext-of-a-secret");
    return { word: config.require("word"), token: config.requireSecret("token"), urn: second.urn };
}

const options: EngineOptions = {
    project: "shop",
    stack: "dev",
    config: { "shop:word": "plain", "shop:token": "hidden-token" },
    secretConfig: ["shop:token"],
};

/** Everything a caller can see, secrets told apart from plain values. */
function visible(result: EngineResult): unknown {
    const show = (value: unknown): unknown => {
        if (value instanceof SecretValue) {
            return { "(secret)": show(value.reveal()) };
        }
        if (value === unknownValue) {
            return "(unknown)";
        }
        if (Array.isArray(value)) {
            return value.map(show);
        }
        return typeof value === "object" && value !== null
            ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, show(inner)]))
            : value;
    };
    return show({ resources: result.resources, outputs: result.outputs, diagnostics: result.diagnostics });
}

function named(result: EngineResult, name: string): EngineResource {
    const found = result.resources.find((resource) => resource.name === name);
    assert.ok(found, `no resource ${name}`);
    return found;
}

describe("engine: transports", () => {
    for (const [mode, run] of Object.entries({ preview, update })) {
        it(`${mode}: every registration is the same over both`, async () => {
            const direct = await run(everything, { ...options, transport: "in-process" });
            const remote = await run(everything, { ...options, transport: "grpc" });
            assert.equal(direct.transport, "in-process");
            assert.equal(remote.transport, "grpc");
            assert.equal(direct.resources.length, 8);
            assert.deepEqual(visible(remote), visible(direct));
        });
    }

    it("auto takes plain calls with the installed SDK and has nothing to note", async () => {
        const result = await preview(everything, options);
        assert.equal(result.transport, "in-process");
        assert.deepEqual(result.notes, []);
    });
});

describe("engine: what a run shows", () => {
    it("URNs, parents and inherited options", async () => {
        const result = await preview(everything, options);
        const first = named(result, "first");
        assert.equal(first.urn, "urn:pulumi:dev::shop::cloud:index:Group$cloud:index:Group$cloud:index:Thing::first");
        assert.equal(first.parent, named(result, "inner").urn);
        assert.equal(first.options.protect, true);
        assert.equal(first.options.retainOnDelete, true);
    });

    it("all options of a registration", async () => {
        const result = await preview(everything, options);
        const first = named(result, "first");
        const { aliases, ...rest } = named(result, "second").options;
        assert.deepEqual(rest, {
            ignoreChanges: ["of"],
            replaceOnChanges: ["deep"],
            additionalSecretOutputs: ["made"],
            deleteBeforeReplace: true,
            customTimeouts: { create: "5m" },
            deletedWith: first.urn,
            version: "1.2.3",
        });
        assert.equal(aliases?.length, 2);
        assert.deepEqual(named(result, "second").dependencies, [first.urn]);
        assert.deepEqual(named(result, "second").propertyDependencies.of, [first.urn]);
    });

    it("a preview knows no ids and nothing that a provider makes", async () => {
        const result = await preview(everything, options);
        assert.equal(named(result, "first").id, undefined);
        assert.equal(named(result, "second").inputs.of, unknownValue);
        assert.ok(containsSecret(named(result, "password").outputs.result));
        assert.equal(revealSecrets(named(result, "password").outputs.result), unknownValue);
    });

    it("an update invents the same ids and values each time, secret where they shall be", async () => {
        const one = await update(everything, options);
        const two = await update(everything, options);
        assert.deepEqual(visible(one), visible(two));
        assert.equal(named(one, "second").inputs.of, named(one, "first").id);
        assert.ok(named(one, "first").id);
        const password = named(one, "password").outputs.result;
        assert.ok(password instanceof SecretValue);
        assert.equal(String(password.reveal()).length, 20);
        assert.match(String(revealSecrets(named(one, "bytes").outputs.hex)), /^[0-9a-f]{16}$/);
        assert.ok(containsSecret(named(one, "uses").inputs.password));
    });

    it("secrets stay secret on the way in and out, and debug messages are dropped", async () => {
        const result = await preview(everything, options);
        assert.ok(result.outputs.token instanceof SecretValue);
        assert.equal(result.outputs.word, "plain");
        assert.ok(containsSecret(named(result, "second").inputs.deep));
        const text = JSON.stringify(result);
        assert.ok(!text.includes("hidden"));
        assert.ok(!text.includes("plaintext-of-a-secret"));
        assert.deepEqual(
            result.diagnostics.map(({ severity, message }) => [severity, message]),
            [["warning", "look here"]],
        );
    });

    it("onResource sees inherited options and may replace inputs", async () => {
        const result = await update(everything, {
            ...options,
            onResource: (resource) => {
                if (resource.name === "first") {
                    assert.equal(resource.options.protect, true);
                    resource.inputs = { ...resource.inputs, added: 1 };
                }
            },
        });
        assert.equal(named(result, "first").outputs.added, 1);
    });
});
