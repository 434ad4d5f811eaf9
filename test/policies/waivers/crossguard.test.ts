import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rules, type PolicyResource } from "../../../policies";
import { crossguardPolicies, packWaivers, projectWaivers } from "../../../policies/crossguard";
import { dayAfter, toDay } from "../../../policies/waivers/days";
import { approvers, waiver } from "./samples";

const now = toDay(new Date());
const current = (changes: object = {}) =>
    waiver({ approvedAt: dayAfter(now, -1), expires: dayAfter(now, 20), ...changes });

/** A folder for one test with a project named shop. */
function projectWith(...waivers: unknown[]): string {
    const folder = mkdtempSync(join(tmpdir(), "waymark-"));
    mkdirSync(join(folder, "waivers"));
    mkdirSync(join(folder, "app"));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    writeFileSync(join(folder, "waivers/approvers.yaml"), approvers.content);
    writeFileSync(join(folder, "waivers/all.yaml"), JSON.stringify(waivers));
    return folder;
}

const pod: PolicyResource = {
    urn: "urn:pulumi:prod::shop::kubernetes:core/v1:Pod::api",
    type: "kubernetes:core/v1:Pod",
    name: "api",
    inputs: {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "api", namespace: "shop" },
        spec: { containers: [{ name: "app", image: "x" }] },
    },
};

interface Said {
    message: string;
    level: string;
}

/** What the policy of a rule says of the pod; a plain text has the policy's own level. */
function said(rule: string, waivers: ReturnType<typeof packWaivers> | undefined): Said[] {
    const policies = crossguardPolicies({ tier: "prod" }, rules, waivers);
    const policy = policies.find(({ name }) => name === rule);
    const reports: Said[] = [];
    const report = (violation: string | { message: string; enforcementLevel?: string }): void => {
        const { message, enforcementLevel } =
            typeof violation === "string" ? { message: violation, enforcementLevel: undefined } : violation;
        reports.push({ message, level: enforcementLevel ?? policy?.enforcementLevel ?? "" });
    };
    const { type, urn, name, inputs: props } = pod;
    const args = { type, urn, name, props, opts: {}, getConfig: () => ({}), resources: [] };
    if (policy !== undefined && "validateStack" in policy) {
        void policy.validateStack(args as never, report);
    } else if (policy !== undefined && typeof policy.validateResource === "function") {
        void policy.validateResource(args as never, report);
    }
    return reports;
}

describe("waivers in a policy pack", () => {
    const folders: string[] = [];
    const project = (...waivers: unknown[]): string => {
        folders.push(projectWith(...waivers));
        return folders.at(-1)!;
    };
    after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));
    const context = { project: "shop", stack: "prod", tier: "prod" } as const;

    it("make a finding advice that says who allows it, with the same fingerprint", () => {
        const waivers = packWaivers(join(project(current()), "waivers"), context);
        const [open] = said("img-tag-mutable", undefined);
        const [waived] = said("img-tag-mutable", waivers);
        assert.deepEqual([open!.level, waived!.level], ["mandatory", "advisory"]);
        assert.ok(waived!.message.includes(`(waiver W-1 until ${dayAfter(now, 20)}: the vendor has no tags)`));
        const fingerprint = /fp=[0-9a-f]{16}\]$/.exec(open!.message)![0];
        assert.ok(waived!.message.endsWith(fingerprint));
        assert.deepEqual(said("plat-waiver-hygiene", waivers), []);
        assert.deepEqual(said("plat-waiver-hygiene", undefined), []);
    });

    it("know the project and the stack", () => {
        const scope = { name: "api", project: "shop", stacks: ["prod"] };
        const folder = join(project(current({ scope })), "waivers");
        assert.equal(said("img-tag-mutable", packWaivers(folder, context))[0]!.level, "advisory");
        assert.equal(said("img-tag-mutable", packWaivers(folder, { ...context, stack: "dev" }))[0]!.level, "mandatory");
    });

    it("that are invalid, or expire soon, are said once", () => {
        const invalid = current({ id: "W-2", approvedBy: ["api-team@example.com"] });
        const soon = current({ id: "W-3", expires: dayAfter(now, 2) });
        const waivers = packWaivers(join(project(invalid, soon), "waivers"), context);
        const remarks = said("plat-waiver-hygiene", waivers);
        assert.deepEqual(
            remarks.map(({ level }) => level),
            ["mandatory", "advisory"],
        );
        assert.match(remarks[0]!.message, /Waiver W-2: ignored: nobody approved it/);
        assert.match(remarks[1]!.message, /Waiver W-3: expires in 2 days/);
    });

    it("are found beside the Pulumi.yaml of the project, from where pulumi was called", () => {
        const root = project(current());
        const env = { PULUMI_NODEJS_PROJECT: "shop", PULUMI_NODEJS_STACK: "prod", PWD: join(root, "app") };
        assert.equal(projectWaivers(env, rules)!.set.waivers.length, 1);
        assert.equal(projectWaivers({ ...env, PULUMI_NODEJS_PROJECT: "other" }, rules), undefined);
        const config = (waivers: string) => JSON.stringify({ "waymark:policy": JSON.stringify({ waivers }) });
        assert.equal(projectWaivers({ ...env, PULUMI_CONFIG: config("./waivers") }, rules)!.set.waivers.length, 1);
        const missing = projectWaivers({ ...env, PULUMI_CONFIG: config("elsewhere") }, rules);
        assert.equal(said("img-tag-mutable", missing)[0]!.level, "mandatory");
        assert.match(
            said("plat-waiver-hygiene", missing)[0]!.message,
            /the folder of waivers can't be read \(ENOENT\)/,
        );
    });
});
