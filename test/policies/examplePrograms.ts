import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { payments } from "../../examples/typescript/payments";
import { preview } from "../../engine";
import { fromEngine, type PolicyResource, type Tier } from "../../policies";
import { composed } from "../helpers/compose";

/** What the stack configuration of each example says; teams are named, as in the `Pulumi.*.yaml` of the project. */
const values = { team: "payments", owner: "ana", costCenter: "cc-1042", domain: "shop.example" };
const gateway = { name: "public", namespace: "gateways" };

/** What every example registers in an environment, by its name. */
export async function exampleResources(tier: Tier): Promise<ReadonlyMap<string, PolicyResource[]>> {
    const found = new Map<string, PolicyResource[]>();
    for (const example of ["my-service", "payment-worker", "storefront"]) {
        const folder = join("examples", example);
        const files = readdirSync(folder).filter((file) => file.endsWith("score.yaml"));
        const texts = files.map((file) => [file, readFileSync(join(folder, file), "utf8")] as const);
        const { resources } = await composed({
            files: Object.fromEntries(texts),
            stack: tier,
            values: { ...values, gateway },
        });
        found.set(example, resources.map(fromEngine));
    }
    const { resources } = await preview(() => payments(tier, "4.2.0"));
    found.set("typescript", resources.map(fromEngine));
    return found;
}
