/* eslint-disable @typescript-eslint/no-require-imports -- the module object itself is looked at */
import deserialize = require("@pulumi/policy/deserialize");
import assert from "node:assert/strict";
import { accelerate } from "../../policies/crossguard/accelerator";

type Deserialize = (properties: object, proxySecrets: boolean) => object;
const sdk = deserialize as unknown as { deserializeProperties: Deserialize };

describe("the accelerator of policy packs", () => {
    const original = sdk.deserializeProperties;
    afterEach(() => {
        sdk.deserializeProperties = original;
    });
    const wire = () => ({ toJavaScript: () => ({ spec: { replicas: 1 } }) });

    it("is on with the SDK that is installed, and passes its own test", async () => {
        assert.equal(await accelerate({}), true);
        assert.notEqual(sdk.deserializeProperties, original);
        const properties = wire();
        assert.equal(sdk.deserializeProperties(properties, false), sdk.deserializeProperties(properties, false));
        assert.notEqual(sdk.deserializeProperties(properties, true), sdk.deserializeProperties(properties, true));
    });

    it("is off where somebody says so", async () => {
        assert.equal(await accelerate({ WAYMARK_POLICY_ACCELERATOR: "off" }), false);
        assert.equal(sdk.deserializeProperties, original);
    });

    it("takes itself back where its test fails", async () => {
        let calls = 0; // an SDK whose reading gives something else each time
        sdk.deserializeProperties = (properties, secrets) => ({ ...original(properties, secrets), calls: calls++ });
        const given = sdk.deserializeProperties;
        assert.equal(await accelerate({}), false);
        assert.equal(sdk.deserializeProperties, given);
    });
});
