import assert from "node:assert/strict";
import fc from "fast-check";
import { maxNameLength, physicalName } from "../../core/physicalName";

describe("core/physicalName", () => {
    it("leaves a good name alone, whatever its uid", () => {
        assert.equal(physicalName("payments-api", "a"), "payments-api");
        assert.equal(physicalName("payments-api", "b"), "payments-api");
    });

    it("keeps 52 characters, cuts 53 and ends with six hex digits of the uid's hash", () => {
        assert.equal(physicalName("a".repeat(maxNameLength), "u"), "a".repeat(maxNameLength));
        const cut = physicalName("a".repeat(maxNameLength + 1), "u");
        assert.equal(cut.length, maxNameLength);
        assert.match(cut, /^a+-0bfe93$/); // sha256("u") begins 0bfe93
    });

    it("tells apart a dotted name and its dashed twin", () => {
        assert.notEqual(physicalName("shop.db", "postgres.default#shop.db"), "shop-db");
        assert.match(physicalName("shop.db", "postgres.default#shop.db"), /^shop-db-[0-9a-f]{6}$/);
    });

    for (const bad of ["1web", "", "Web", "web-", "-web", "web_1"]) {
        it(`refuses ${JSON.stringify(bad)}`, () => assert.throws(() => physicalName(bad, "u"), /can't be the name/));
    }

    it("always gives a DNS-1035 name of at most 52 characters", () => {
        const names = fc.stringMatching(/^[a-z]([a-z0-9.-]{0,80}[a-z0-9])?$/);
        fc.assert(
            fc.property(names, fc.string(), (name, uid) => {
                const physical = physicalName(name, uid);
                assert.match(physical, /^[a-z]([-a-z0-9]*[a-z0-9])?$/);
                assert.ok(physical.length <= maxNameLength);
            }),
        );
    });
});
