/** A program that uses everything the engine models; its runs over both transports are compared with each other. */
import * as pulumi from "@pulumi/pulumi";
import { RandomBytes } from "@pulumi/random/randomBytes";
import { RandomPassword } from "@pulumi/random/randomPassword";
import type { EngineOptions, FunctionCall } from "../../../engine";

/** A custom resource with one property that only its provider knows. */
export class Thing extends pulumi.CustomResource {
    declare readonly made: pulumi.Output<string>;

    constructor(name: string, inputs: pulumi.Inputs = {}, options?: pulumi.CustomResourceOptions) {
        super("cloud:index:Thing", name, { ...inputs, made: undefined }, options);
    }

    /** A thing that exists already. */
    static existing(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): Thing {
        return new Thing(name, {}, { ...options, id });
    }
}

/** A custom resource of another package. */
class Stranger extends pulumi.CustomResource {
    constructor(name: string, inputs: pulumi.Inputs, options: pulumi.CustomResourceOptions) {
        super("other:index:Thing", name, inputs, options);
    }
}

/** A component that does nothing but be a parent. */
export class Group extends pulumi.ComponentResource {
    constructor(name: string, options?: pulumi.ComponentResourceOptions, inputs: pulumi.Inputs = {}) {
        super("cloud:index:Group", name, inputs, options);
    }
}

/** A component whose children are made by a plugin. */
export class RemoteGroup extends pulumi.ComponentResource {
    declare readonly made: pulumi.Output<string>;

    constructor(name: string, inputs: pulumi.Inputs, options?: pulumi.ComponentResourceOptions) {
        super("cloud:index:RemoteGroup", name, { ...inputs, made: undefined }, options, true);
    }
}

/** The provider of package `cloud`. */
export class CloudProvider extends pulumi.ProviderResource {
    constructor(name: string) {
        super("cloud", name, { region: "somewhere" });
    }
}

/** What the program has to be run with. */
export const everythingOptions: EngineOptions = {
    project: "shop",
    stack: "dev",
    config: { "shop:word": "plain", "shop:token": "hidden-token" },
    secretConfig: ["shop:token"],
    invoke: ({ token, args }: FunctionCall) => ({ answer: `${token} for ${String(args.question)}` }),
};

/** Registers the resources; gives the stack's outputs. */
export async function everything(): Promise<Record<string, unknown>> {
    const config = new pulumi.Config("shop");
    const outer = new Group("outer", { protect: true });
    const inner = new Group("inner", { parent: outer });
    const first = new Thing("first", { list: [1, null, "x"], empty: {} }, { parent: inner, retainOnDelete: true });
    const second = new Thing(
        "second",
        {
            of: first.id,
            from: first.made,
            token: config.requireSecret("token"),
            deep: { key: pulumi.secret("hidden") },
        },
        {
            dependsOn: first,
            ignoreChanges: ["of"],
            replaceOnChanges: ["deep"],
            aliases: [{ name: "former" }, { parent: outer }, "urn:pulumi:old::old::cloud:index:Thing::older"],
            additionalSecretOutputs: ["made"],
            deleteBeforeReplace: true,
            customTimeouts: { create: "5m" },
            deletedWith: first,
            replaceWith: [first],
            version: "1.2.3",
        },
    );
    randomness();
    inheritance(first);
    references(first, inner);
    const answer: unknown = await pulumi.runtime.invoke("cloud:index:ask", { question: "why" });
    await pulumi.log.warn("look here");
    await pulumi.log.debug("plaintext-of-a-secret");
    return { word: config.require("word"), token: config.requireSecret("token"), urn: second.urn, answer };
}

function randomness(): void {
    const password = new RandomPassword("password", { length: 20 });
    const bytes = new RandomBytes("bytes", { length: 8 });
    new Thing("uses", { password: password.result, hex: bytes.hex });
}

/** What children take over from a parent, and what not. */
function inheritance(first: Thing): void {
    const provider = new CloudProvider("cloud");
    const parent = new Group("parent", {
        providers: [provider],
        protect: true,
        retainOnDelete: true,
        deletedWith: first,
        aliases: [{ name: "former-parent" }],
    });
    new Thing("heir", {}, { parent });
    new Thing("rebel", {}, { parent, protect: false, retainOnDelete: false, deletedWith: parent });
    new Group("branch", { parent });
    new Stranger("stranger", {}, { parent });
}

/** Resources as inputs of others, remote components, what exists already, hooks. */
function references(first: Thing, group: Group): void {
    const hook = new pulumi.ResourceHook("hook", () => undefined);
    new Thing("hooked", {}, { hooks: { beforeCreate: [hook], afterDelete: [hook] }, hideDiffs: ["made"] });
    new Thing("refers", { one: first, group, list: [{ first }] });
    const remote = new RemoteGroup("remote", { of: first.id, secret: pulumi.secret("hidden"), group, plain: [1] });
    new Thing("after-remote", { from: remote.made }, { dependsOn: remote });
    const existing = Thing.existing("existing", "known-id");
    Thing.existing("existing-unknown", first.id);
    const stack = new pulumi.StackReference("organization/network/dev");
    new Thing("uses-existing", { existing: existing.id, subnet: stack.getOutput("subnet") });
    new Thing("component-args", {}, { parent: new Group("with-args", {}, { secret: pulumi.secret("hidden") }) });
}
