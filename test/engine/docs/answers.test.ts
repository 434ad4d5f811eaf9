import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random/randomPassword";
import { containsSecret, findResources, preview, revealSecrets, unknownValue, update } from "../../../engine";

class Subnet extends pulumi.CustomResource {
    declare readonly arn: pulumi.Output<string>;

    constructor(name: string, inputs: pulumi.Inputs) {
        super("aws:ec2/subnet:Subnet", name, { ...inputs, arn: undefined });
    }
}

async function program() {
    const { zone } = (await pulumi.runtime.invoke("aws:index/getZone:getZone", {})) as { zone: string };
    const vpc = new pulumi.StackReference("acme/network/prod").requireOutput("vpc") as pulumi.Output<string>;
    const subnet = new Subnet("public", { zone, vpc });
    const password = new RandomPassword("password", { length: 24 });
    return { arn: subnet.arn, password: password.result };
}

const answers = {
    invoke: () => ({ zone: "eu-central-1a" }),
    outputsOf: ({ type }: { type: string }) =>
        type === "pulumi:pulumi:StackReference"
            ? { outputs: { vpc: "vpc-1" }, secretOutputNames: [] }
            : { arn: "arn:aws:ec2:subnet/1" },
};

describe("what the engine can't know", () => {
    it("is unknown in a preview", async () => {
        const { outputs } = await preview(program, { invoke: answers.invoke });
        assert.equal(outputs.arn, unknownValue);
        assert.equal(revealSecrets(outputs.password), unknownValue);
    });

    it("is what the test says", async () => {
        const env = await update(program, answers);
        const [subnet] = findResources(env, { type: "Subnet" });
        assert.deepEqual(subnet?.inputs, { zone: "eu-central-1a", vpc: "vpc-1" });
        assert.equal(env.outputs.arn, "arn:aws:ec2:subnet/1");
        assert.ok(containsSecret(env.outputs.password));
    });
});
