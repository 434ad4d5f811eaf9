import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Deployment } from "@pulumi/kubernetes/apps/v1/deployment";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import type { Input } from "@pulumi/pulumi";
import { RandomBytes } from "@pulumi/random/randomBytes";
import { StandardService } from "../..";
import { dayAfter, toDay } from "../../policies/waivers/days";
import { goldenFindings } from "../policies/goldenFindings";
import { environmentOf, myService } from "./examples";
import { Environment } from "./harness/environment";
import { harness } from "./harness/harness";
import type { PulumiResult } from "./harness/pulumi";

const folder = resolve(__dirname, "../../packs/kubernetes");
const pack = ["--policy-pack", resolve(folder, "pack")];

/** A program that writes its manifest by hand, past all components; what could be mandatory in it is runAsNonRoot alone. */
function handWritten(runAsNonRoot: (bytes: RandomBytes) => Input<boolean>): () => void {
    return () => {
        const bytes = new RandomBytes("bytes", { length: 4 });
        new NetworkPolicy("closed", {
            metadata: { name: "closed", namespace: "default" },
            spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
        });
        const labels = { app: "bare", environment: "dev", team: "accounts", owner: "accounts-team" };
        new Deployment("bare", {
            metadata: { name: "bare", namespace: "default", labels },
            spec: {
                selector: { matchLabels: { app: "bare" } },
                template: {
                    metadata: { labels },
                    spec: {
                        securityContext: {
                            runAsNonRoot: runAsNonRoot(bytes),
                            seccompProfile: { type: "RuntimeDefault" },
                        },
                        containers: [
                            {
                                name: "bare",
                                image: "ghcr.io/acme/bare:1.0.0",
                                resources: { limits: { memory: "64Mi" } },
                                securityContext: {
                                    allowPrivilegeEscalation: false,
                                    readOnlyRootFilesystem: true,
                                    capabilities: { drop: ["ALL"] },
                                },
                            },
                        ],
                    },
                },
            },
        });
    };
}

function project(name: string, program: () => void, config: Record<string, unknown> = {}): Promise<Environment> {
    return Environment.create({ project: name, stack: "dev", files: [], config, program });
}

function findingsOf({ events }: PulumiResult): { rule: string; level: string; message: string }[] {
    return events.flatMap(({ policyEvent }) =>
        policyEvent === undefined
            ? []
            : [
                  {
                      rule: policyEvent.policyName,
                      level: policyEvent.enforcementLevel,
                      message: policyEvent.message,
                  },
              ],
    );
}

describe("policy pack as an executable", () => {
    it("a mandatory violation fails the preview and names the rule and the fix", async () => {
        const env = await project(
            "violation",
            handWritten(() => false),
        );
        const result = await env.preview({ args: pack, fails: true });
        const found = findingsOf(result).find(({ rule }) => rule === "pss-run-as-non-root");
        assert.equal(found?.level, "mandatory");
        assert.match(result.stdout, /\[mandatory\].*pss-run-as-non-root/);
        // The tier is the stack's: in prod this one would be mandatory.
        assert.equal(findingsOf(result).find(({ rule }) => rule === "rel-cpu-request")?.level, "advisory");
        assert.match(result.stdout, /Fix: set .*runAsNonRoot/);
    });

    it("judges by the tier and the parameters in stack configuration", async () => {
        const policy = { profile: "baseline" };
        const env = await project(
            "configured",
            handWritten(() => true),
            { tier: "prod", policy },
        );
        assert.deepEqual(findingsOf(await env.preview({ args: pack })), []);
        env.configure({ policy: undefined });
        const found = findingsOf(await env.preview({ args: pack, fails: true }));
        assert.equal(found.find(({ rule }) => rule === "rel-cpu-request")?.level, "mandatory");
    });

    it("an advisory violation is printed and fails nothing", async () => {
        const env = await environmentOf(myService, "staging", "packs");
        const result = await env.preview({ args: pack });
        const said = findingsOf(result).map(({ rule, level }) => `${level} ${rule}`);
        assert.deepEqual(
            [...new Set(said)].sort(),
            goldenFindings.map(({ rule }) => `advisory ${rule}`),
        );
    });

    it("what an argument of a component weakens is found once, at the component", async () => {
        const env = await project("gate", () => {
            const own = { environment: "dev", namespace: "default", team: "accounts" };
            new StandardService("api", { ...own, image: "ghcr.io/acme/api:latest", defaultProbes: false });
        });
        const found = findingsOf(await env.preview({ args: pack }));
        for (const rule of ["img-tag-mutable", "plat-no-probe"]) {
            const messages = found.filter((finding) => finding.rule === rule).map(({ message }) => message);
            assert.equal(messages.length, 1, messages.join("\n"));
            assert.match(messages[0]!, /waymark:index:StandardService default\/api: /);
        }
    });

    it("a value that is not known yet is reported in the preview and judged at up", async () => {
        const env = await project(
            "unknown",
            handWritten((bytes) => bytes.hex.apply((text) => text === "")),
        );
        const preview = await env.preview({ args: pack });
        const unknown = findingsOf(preview).find(({ rule }) => rule === "pss-run-as-non-root");
        assert.equal(unknown?.level, "advisory");
        assert.match(unknown.message, /not known|unknown/);
        const up = await env.up({ args: pack, fails: true });
        const judged = findingsOf(up).find(({ rule }) => rule === "pss-run-as-non-root");
        assert.equal(judged?.level, "mandatory");
        assert.deepEqual(
            (await env.state()).filter(({ type }) => type.endsWith(":Deployment")),
            [],
        );
        await env.destroy();
    });
});

/** Puts one waiver of runAsNonRoot beside the project's Pulumi.yaml, and who may approve it. */
function allow(env: Environment, changes: Record<string, unknown>): void {
    const today = toDay(new Date());
    const waiver = {
        ...{ id: "W-1", rules: ["pss-run-as-non-root"], scope: { name: "bare", namespace: "default" } },
        ...{ reason: "the vendor's image wants root", requestedBy: "accounts-team", approvedBy: ["security"] },
        ...{ approvedAt: dayAfter(today, -10), expires: dayAfter(today, 20) },
        ...changes,
    };
    const folder = join(env.folder, "waivers");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "approvers.yaml"), JSON.stringify({ approvers: { security: ["high", "medium"] } }));
    writeFileSync(join(folder, "accounts.yaml"), JSON.stringify([waiver]));
}

describe("waivers beside a project", () => {
    it("pass the gate until they expire, and not for the asking", async () => {
        const env = await project(
            "waived",
            handWritten(() => false),
        );
        const judged = async (fails: boolean) => {
            const found = findingsOf(await env.preview({ args: pack, fails }));
            const about = (rule: string) => found.filter((finding) => finding.rule === rule);
            return { root: about("pss-run-as-non-root")[0], hygiene: about("plat-waiver-hygiene")[0] };
        };
        const today = toDay(new Date());
        assert.equal((await judged(true)).root?.level, "mandatory");

        allow(env, {});
        const passed = await judged(false);
        assert.equal(passed.root?.level, "advisory");
        assert.match(passed.root.message, /\(waiver W-1 until .*: the vendor's image wants root\)/);
        assert.equal(passed.hygiene, undefined);

        allow(env, { expires: dayAfter(today, -1) });
        const expired = await judged(true);
        assert.equal(expired.root?.level, "mandatory");
        assert.match(expired.hygiene?.message ?? "", /W-1.*expired/s);

        allow(env, { approvedBy: ["accounts-team"] });
        const selfMade = await judged(true);
        assert.equal(selfMade.root?.level, "mandatory");
        assert.equal(selfMade.hygiene?.level, "mandatory");
        assert.match(selfMade.hygiene.message, /W-1/);

        // What preview lets pass, up does too.
        allow(env, {});
        await env.up({ args: pack });
        await env.destroy();
    });
});

describe("policy pack as a folder", () => {
    it("says what it says as an executable", async function () {
        if (!harness().tools.languageHost) {
            console.log("      skipped: it needs Pulumi's language host, and no pulumi-language-nodejs is on PATH");
            this.skip();
        }
        const env = await project(
            "folder",
            handWritten(() => false),
        );
        const executable = await env.preview({ args: pack, fails: true });
        const asFolder = await env.preview({ args: ["--policy-pack", folder], fails: true });
        assert.ok(
            findingsOf(asFolder).some(({ rule, level }) => `${level} ${rule}` === "mandatory pss-run-as-non-root"),
        );
        assert.deepEqual(sorted(findingsOf(asFolder)), sorted(findingsOf(executable)));
    });
});

function sorted(findings: readonly object[]): string[] {
    return findings.map((finding) => JSON.stringify(finding)).sort();
}
