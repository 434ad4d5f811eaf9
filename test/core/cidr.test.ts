import assert from "node:assert/strict";
import { isCidr, parseCidr } from "../../core/cidr";

describe("core/cidr", () => {
    it("tells ranges from other text", () => {
        for (const text of ["10.0.0.0/8", "0.0.0.0/0", "2001:db8::/32", "::1/128"]) {
            assert.ok(isCidr(text), text);
        }
        for (const text of ["10.0.0.0", "10.0.0.0/33", "10.0.0/8", "::/129", "a/8", "10.0.0.0/8/8", "10.0.0.0/"]) {
            assert.ok(!isCidr(text), text);
        }
    });

    it("takes a range apart", () => {
        assert.deepEqual(parseCidr("10.0.0.0/8"), { address: "10.0.0.0", length: 8, family: "ipv4" });
        assert.deepEqual(parseCidr("2001:db8::/32"), { address: "2001:db8::", length: 32, family: "ipv6" });
    });
});
