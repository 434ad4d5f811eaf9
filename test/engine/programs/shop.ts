/** A program as the language host runs it: resources are created while it is loaded, exports are the outputs. */
import * as pulumi from "@pulumi/pulumi";

class Thing extends pulumi.CustomResource {
    constructor(name: string, inputs: pulumi.Inputs = {}, options?: pulumi.CustomResourceOptions) {
        super("cloud:index:Thing", name, inputs, options);
    }
}

const config = new pulumi.Config();
const group = new pulumi.ComponentResource("cloud:index:Group", "group", {}, { protect: true });
const first = new Thing("first", { token: config.requireSecret("token") }, { parent: group });
setTimeout(() => new Thing("from-timer", { of: first.id }), 20);

if (config.get("twice") === "yes") {
    new Thing("first", {}, { parent: group });
}
if (config.get("fail") === "yes") {
    throw new Error("the shop is closed");
}
void pulumi.log.debug("plaintext-of-a-secret");

/** The folder of Pulumi.yaml, as the program sees it. */
export const root: string = pulumi.getRootDirectory();
/** The process that runs the program. */
export const pid: number = process.pid;
/** A secret output. */
export const token: pulumi.Output<string> = config.requireSecret("token");
