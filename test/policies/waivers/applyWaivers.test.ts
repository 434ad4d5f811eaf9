import assert from "node:assert/strict";
import { dayAfter } from "../../../policies/waivers/days";
import { SecretValue } from "../../../core/values";
import { approvers, asFile, deployment, judged, judgedResources, waivedBy, waiver } from "./samples";

const none = { app: null, proxy: null };
const both = { app: "W-1", proxy: "W-1" };

/** Which containers' findings a waiver of this scope covers. */
function covered(scope: object, run = {}, text = deployment()): Record<string, string | null> {
    return waivedBy(judged(asFile(waiver({ scope })), run, text).images);
}

describe("waivers that cover", () => {
    it("leave the finding, as advice that says who allows it until when", () => {
        const { images, hygiene, summary } = judged(asFile(waiver()));
        assert.deepEqual(
            images.map(({ level, waived }) => [level, waived]),
            Array(2).fill(["advisory", { id: "W-1", expires: "2026-12-01", reason: "the vendor has no tags" }]),
        );
        assert.deepEqual(hygiene, []);
        assert.deepEqual([summary.mandatory, summary.advisory, summary.waived], [0, 0, 2]);
    });

    for (const [what, scope, expected] of [
        ["by name", { name: "api" }, both],
        ["by a pattern of the name", { name: "a?*" }, both],
        ["not by another name", { name: "api2" }, none],
        ["not by a part of the name", { name: "ap" }, none],
        ["not by a name in other letters", { name: "API" }, none],
        ["by namespace", { namespace: "sh*" }, both],
        ["only where every key matches", { name: "api", namespace: "other" }, none],
        ["by kind", { name: "api", kind: "Deployment" }, both],
        ["by group and kind", { name: "api", kind: "apps/Deployment" }, both],
        ["not by another group", { name: "api", kind: "batch/Deployment" }, none],
        ["not by another kind", { name: "api", kind: "StatefulSet" }, none],
        ["by type, whatever its version", { name: "api", type: "kubernetes:apps/v1beta1:Deployment" }, both],
        ["not by a type of another group", { name: "api", type: "kubernetes:extensions/v1:Deployment" }, none],
        ["by container", { name: "api", container: "app" }, { app: "W-1", proxy: null }],
        [
            "by the path",
            { name: "api", paths: ["spec.template.spec.containers[name=proxy].image"] },
            { app: null, proxy: "W-1" },
        ],
        ["by what stands above the path", { name: "api", paths: ["spec.template.spec.containers"] }, both],
        ["not by a path that only begins alike", { name: "api", paths: ["spec.template.spec.container"] }, none],
        ["by a pattern of the path", { name: "api", paths: ["spec.*[name=app].image"] }, { app: "W-1", proxy: null }],
        ["by the value there", { name: "api", values: ["x"] }, { app: "W-1", proxy: null }],
        ["not by another value", { name: "api", values: ["z", 3] }, none],
        ["a dot is a dot", { name: "a.i" }, none],
    ] as const) {
        it(what, () => assert.deepEqual(covered(scope), expected));
    }

    it("by tier, project and stack", () => {
        const scope = { name: "api", tier: "prod", project: "sh*", stacks: ["dev", "prod-*"] };
        const known = { project: "shop", stack: "prod-eu" };
        assert.deepEqual(covered(scope, known), both);
        for (const other of [{ project: "x" }, { stack: "staging" }, { tier: "dev" as const }]) {
            assert.deepEqual(covered(scope, { ...known, ...other }), none);
        }
    });

    it("not where project, stack or parent isn't known, and say so", () => {
        for (const scope of [{ project: "shop" }, { stacks: ["prod"] }, { parent: "acme:*" }]) {
            const { images, hygiene } = judged(asFile(waiver({ scope: { name: "api", ...scope } })));
            assert.deepEqual(waivedBy(images), none);
            const [key] = Object.keys(scope);
            assert.deepEqual(
                hygiene.map(({ message, level }) => [message, level]),
                [[`not applied: ${key} can't be decided here`, "advisory"]],
            );
        }
    });

    it("by component and Pulumi's name, and never a secret value", () => {
        const urn = "urn:pulumi:prod::shop::acme:agents:Agent$kubernetes:core/v1:Pod::agent";
        const resource = (image: unknown) => ({
            urn,
            type: "kubernetes:core/v1:Pod",
            name: "agent",
            inputs: { metadata: { name: "agent-1a2b" }, spec: { containers: [{ name: "app", image }] } },
        });
        const by = (scope: object, image: unknown = "x") =>
            waivedBy(judgedResources(asFile(waiver({ scope })), [resource(image)]).images);
        assert.deepEqual(by({ parent: "acme:agents:*" }), { app: "W-1" });
        assert.deepEqual(by({ name: "agent" }), { app: "W-1" });
        assert.deepEqual(by({ name: "agent-1a2b", values: ["x"] }), { app: "W-1" });
        assert.deepEqual(by({ parent: "kubernetes:core/v1:Pod" }), { app: null });
        assert.deepEqual(by({ name: "agent", values: ["x"] }, new SecretValue("x")), { app: null });
    });

    it("of the ones that match, the one that counts longest", () => {
        const later = waiver({ id: "W-2", expires: "2026-12-02" });
        assert.deepEqual(waivedBy(judged(asFile(waiver(), later)).images), { app: "W-2", proxy: "W-2" });
    });

    it("only where the object refers to them, where a rule asks for that", () => {
        const run = { requireReference: ["img-tag-mutable"] };
        assert.deepEqual(waivedBy(judged(asFile(waiver()), run).images), none);
        const refers = deployment().replace(
            "namespace: shop",
            'namespace: shop, annotations: {waymark.dev/waivers: "W-0,W-1"}',
        );
        const { images, hygiene } = judged(asFile(waiver(), waiver({ id: "W-0" })), run, refers);
        assert.deepEqual(waivedBy(images), { app: "W-0", proxy: "W-0" });
        assert.deepEqual(hygiene, []);
    });

    it("not where the object that has to refer to them isn't among what was judged", () => {
        const run = { requireReference: ["img-tag-mutable"], resources: [] };
        assert.deepEqual(waivedBy(judged(asFile(waiver()), run).images), none);
    });

    it("a wrong reference names the object as Kubernetes does, else as Pulumi does", () => {
        const about = (metadata: object): string | null => {
            const annotations = { "waymark.dev/waivers": "W-9" };
            const inputs = { metadata: { ...metadata, annotations } };
            const pod = { type: "kubernetes:core/v1:Pod", name: "logical", urn: "urn:pulumi:a::b::c::logical", inputs };
            return judgedResources(asFile(waiver()), [pod]).hygiene[0]!.object.name;
        };
        assert.deepEqual([about({ name: "api" }), about({})], ["api", "logical"]);
    });

    it("a reference to a waiver that there isn't is a finding at its line", () => {
        const refers = deployment().replace("{name: api,", "{annotations: {waymark.dev/waivers: W-9}, name: api,");
        const { hygiene } = judged(asFile(waiver()), {}, refers);
        assert.deepEqual(
            hygiene.map(({ level, severity, line, file, object }) => [level, severity, line, file, object.name]),
            [["mandatory", "high", 3, "a.yaml", "api"]],
        );
    });
});

describe("the days of a waiver", () => {
    // Approved 2026-09-15, expires 2026-12-01.
    for (const [day, counts, notice] of [
        ["2026-09-15", true, undefined],
        ["2026-11-16", true, undefined],
        ["2026-11-17", true, "expires in 14 days, on 2026-12-01"],
        ["2026-11-30", true, "expires in 1 day, on 2026-12-01"],
        ["2026-12-01", true, "expires at the end of today"],
        ["2026-12-02", false, "expired 1 day ago and has no effect"],
        ["2027-12-01", false, "expired 365 days ago and has no effect"],
    ] as const) {
        it(`on ${day} it ${counts ? "counts" : "does not count"}`, () => {
            const { images, hygiene } = judged(asFile(waiver()), { today: day });
            assert.deepEqual(waivedBy(images), counts ? both : none);
            assert.deepEqual(
                hygiene.map(({ message, level, line }) => [message, level, line]),
                notice === undefined ? [] : [[notice, "advisory", 2]],
            );
        });
    }

    it("an expired one is named in the finding, which has its full level again", () => {
        const [finding] = judged(asFile(waiver()), { today: "2026-12-04" }).images;
        assert.equal(finding!.level, "mandatory");
        assert.ok(finding!.message.endsWith("(waiver W-1 expired 3 days ago, asked for by api-team@example.com)"));
    });

    it("an unused one is named where everything was judged, and only there", () => {
        const unused = asFile(waiver({ scope: { name: "nobody" } }));
        assert.deepEqual(
            judged(unused).hygiene.map(({ message, level }) => [message, level]),
            [["covers nothing that was found", "advisory"]],
        );
        assert.deepEqual(judged(unused, { complete: false }).hygiene, []);
        assert.deepEqual(judged(asFile(waiver({ scope: { name: "nobody", tier: "dev" } }))).hygiene, []);
    });

    it("fingerprints of notices don't hang on the day", () => {
        const prints = ["2026-11-20", "2026-11-21"].map(
            (day) => judged(asFile(waiver()), { today: day }).hygiene[0]!.fingerprint,
        );
        assert.equal(prints[0], prints[1]);
    });
});

describe("waivers that are ignored", () => {
    const approvedFor = (rules: string[], days: number) => waiver({ rules, expires: dayAfter("2026-09-15", days) });
    for (const [what, changes, message] of [
        ["without an end", { expires: undefined }, '"expires" is required'],
        ["with a date of another form", { expires: "01.12.2026" }, "this is no date"],
        ["with a rule that there isn't", { rules: ["img-tag-mutabel"] }, 'there is no rule "img-tag-mutabel"'],
        ["with a pattern for rules", { rules: ["img-*"] }, 'there is no rule "img-*"'],
        ["for all rules", { rules: ["all"] }, 'there is no rule "all"'],
        ["for no rule", { rules: [] }, "must be at least 1"],
        ["without an object", { scope: { kind: "Deployment" } }, "the scope names no object"],
        ["for every name", { scope: { name: "*" } }, "the pattern matches everything"],
        ["for every namespace", { scope: { namespace: "*?*" } }, "the pattern matches everything"],
        ["with an unknown key", { scope: { name: "api", contaner: "app" } }, 'unknown key "contaner"'],
        [
            "that nobody else approved",
            { approvedBy: ["API-team@example.com "] },
            "nobody approved it but who asked for it",
        ],
        ["approved by nobody", { approvedBy: [] }, "must be at least 1"],
        [
            "approved by a stranger",
            { approvedBy: ["x@example.com"] },
            "nobody who approved it may approve waivers of img-tag-mutable, which is high",
        ],
        [
            "approved by who may not",
            { approvedBy: ["lead@example.com"] },
            "nobody who approved it may approve waivers of img-tag-mutable, which is high",
        ],
        [
            "approved in the future",
            { approvedAt: "2026-10-02", expires: "2026-10-03" },
            "it was approved in the future",
        ],
        ["that ends before it begins", { expires: "2026-09-14" }, "it expires before it was approved"],
        [
            "that counts too long",
            { expires: dayAfter("2026-09-15", 91) },
            "it counts for 91 days; its rules allow 90 days from the approval",
        ],
    ] as const) {
        it(what, () => {
            const { images, hygiene } = judged(asFile(waiver(changes)));
            assert.deepEqual(waivedBy(images), none);
            assert.deepEqual(
                hygiene.map((one) => [one.level, one.severity, one.message, one.object.name, one.file]),
                [["mandatory", "high", `ignored: ${message}`, "W-1", "waivers/all.yaml"]],
            );
        });
    }

    it("the longest time is that of the strictest rule, to the day", () => {
        for (const [rules, days] of [
            [["img-tag-mutable"], 90],
            [["rel-cpu-request"], 180],
            [["plat-no-probe"], 365],
            [["plat-no-probe", "rel-cpu-request"], 180],
            [["wl-secret-in-env-literal", "plat-no-probe"], 30],
        ] as const) {
            assert.equal(
                judged(asFile(approvedFor([...rules], days)), { complete: false, today: "2026-09-15" }).hygiene.filter(
                    ({ level }) => level === "mandatory",
                ).length,
                0,
            );
            assert.equal(
                judged(asFile(approvedFor([...rules], days + 1)), { complete: false, today: "2026-09-15" }).hygiene
                    .length,
                1,
            );
        }
    });

    it("the day of the approval may be its last", () => {
        const file = asFile(waiver({ approvedAt: "2026-10-01", expires: "2026-10-01" }));
        const { images, hygiene } = judged(file, { today: "2026-10-01" });
        assert.deepEqual(waivedBy(images), both);
        assert.ok(hygiene.every(({ level }) => level === "advisory"));
    });

    it("several rules need approval for each", () => {
        const rules = ["img-tag-mutable", "rel-cpu-request"];
        const lead = judged(asFile(waiver({ rules, approvedBy: ["lead@example.com"] })));
        assert.deepEqual(waivedBy(lead.images), none);
        const two = judged(asFile(waiver({ rules, approvedBy: ["lead@example.com", "security@example.com"] })));
        assert.deepEqual(waivedBy(two.images), both);
    });

    it("without approvers.yaml, or with a wrong one, nobody may approve", () => {
        assert.deepEqual(waivedBy(judged([asFile(waiver())]).images), none);
        const wrong = { ...approvers, content: "approvers: {security@example.com: [all]}" };
        const { images, hygiene } = judged([asFile(waiver()), wrong]);
        assert.deepEqual(waivedBy(images), none);
        assert.deepEqual(hygiene.map(({ object }) => object.name).sort(), ["W-1", "waivers/approvers.yaml"]);
    });

    it("two of one id, both of them, and none of the others", () => {
        const other = waiver({ id: "W-2", scope: { name: "api", container: "app" } });
        const { images, hygiene } = judged(asFile(waiver(), waiver({ expires: "2026-11-30" }), other));
        assert.deepEqual(waivedBy(images), { app: "W-2", proxy: null });
        assert.deepEqual(
            hygiene.map(({ message }) => message),
            Array(2).fill("ignored: another waiver has the same id"),
        );
    });

    for (const [what, content] of [
        ["a file that is none", "hello"],
        ["a map", "id: W-1"],
        ["broken YAML", "- id: ["],
        ["binary data", new Uint8Array([0xff, 0xfe])],
        ["a list of texts", "- W-1"],
    ] as const) {
        it(`${what} is one finding, and the other file counts`, () => {
            const { images, hygiene } = judged([{ file: "waivers/0.yaml", content }, asFile(waiver()), approvers]);
            assert.deepEqual(waivedBy(images), both);
            assert.deepEqual(
                hygiene.map(({ object, file }) => [object.name, file]),
                [["waivers/0.yaml", "waivers/0.yaml"]],
            );
        });
    }
});
