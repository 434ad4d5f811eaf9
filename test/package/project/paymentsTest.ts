// The team's own test of its program, with nothing but what the package exports.
import assert from "node:assert/strict";
import { test } from "node:test";
import { preview } from "waymark/testing";
import { payments } from "./payments";

void test("payments-api runs in three copies or more, beside its database", async () => {
    const { resources } = await preview(() => void payments(), { project: "payments", stack: "prod" });
    const ofType = (type: string) => resources.filter((resource) => resource.type === type);
    assert.deepEqual(
        ofType("waymark:index:StandardService").map(({ name }) => name),
        ["payments-api"],
    );
    const [autoscaler] = ofType("kubernetes:autoscaling/v2:HorizontalPodAutoscaler");
    assert.equal((autoscaler?.inputs.spec as { minReplicas?: number } | undefined)?.minReplicas, 3);
    assert.equal(ofType("kubernetes:apps/v1:StatefulSet").length, 1);
});
