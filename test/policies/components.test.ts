import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { PostgresDatabase, StandardService, TeamNamespace } from "../..";
import { preview, update, type Program } from "../../engine";
import {
    defaultPodSecurityVersion,
    evaluate,
    formatObject,
    fromEngine,
    type Finding,
    type PolicyReport,
    type Tier,
} from "../../policies";
import { fingerprintsIn, runCrossguard } from "./crossguardHarness";
import { goldenFindings } from "./goldenFindings";

const tiers = ["dev", "staging", "prod"] as const;
const ports = { http: { port: 80, targetPort: 8080 } };

/** What the rules say of what a program registers in a preview. */
async function judge(program: Program, tier: Tier): Promise<PolicyReport> {
    const { resources } = await preview(program);
    return evaluate(resources.map(fromEngine), { tier });
}

/** Rule and object of each finding. */
function said({ findings }: { findings: readonly Finding[] }): string[] {
    return findings.map(({ rule, object }) => `${rule} ${formatObject(object)}`);
}

/** What the list of our own findings doesn't know. */
function unlisted({ findings }: PolicyReport): string[] {
    const known = new Set(goldenFindings.map(({ rule }) => rule));
    return said({ findings: findings.filter(({ rule }) => !known.has(rule)) });
}

function only(report: PolicyReport, rule: string): Finding[] {
    return report.findings.filter((finding) => finding.rule === rule);
}

/** Namespace, database and a service that uses it: what a team has after ten lines. */
function goldenPath(environment: string): Program {
    return () => {
        const own = { environment, team: "payments", owner: "ana" };
        const team = new TeamNamespace("payments", { ...own, costCenter: "cc-1042" });
        const ledger = new PostgresDatabase("ledger", { ...own, namespace: team.name });
        new StandardService("payments-api", {
            ...own,
            ...{ namespace: team.name, image: "registry.example/payments-api:4.2.0", ports },
            variables: { LOG_LEVEL: "info", DB_HOST: ledger.connection.host },
            secretVariables: { DB_PASSWORD: ledger.secret("password") },
            secretValues: { API_TOKEN: pulumi.secret("given-by-the-team") },
            connectsTo: { ledger: ledger.endpoint },
        });
    };
}

describe("what the components register, judged", () => {
    for (const tier of tiers) {
        it(`the golden path in ${tier} has no finding but those of the list`, async () => {
            const report = await judge(goldenPath(tier), tier);
            assert.deepEqual(unlisted(report), []);
            assert.equal(report.summary.mandatory, 0);
            assert.ok(report.summary.objects >= 15);
            assert.deepEqual(report.unknown, []);
        });

        it(`the golden path in ${tier} is judged the same in an update and through CrossGuard`, async () => {
            const report = await judge(goldenPath(tier), tier);
            const updated = (await update(goldenPath(tier))).resources.map(fromEngine);
            assert.deepEqual(evaluate(updated, { tier }).findings, report.findings);
            const all = evaluate(updated, { tier, profile: "all" }).findings;
            const reported = runCrossguard(updated, { tier });
            assert.deepEqual(fingerprintsIn(reported), all.map(({ fingerprint }) => fingerprint).sort());
        });

        it(`arguments that are required alone have no mandatory finding in ${tier}`, async () => {
            const report = await judge(() => {
                const team = new TeamNamespace("shop", { environment: tier });
                new PostgresDatabase("db", { environment: tier, namespace: team.name });
                new StandardService("api", { environment: tier, namespace: team.name, image: "acme/api:1.0", ports });
            }, tier);
            assert.equal(report.summary.mandatory, 0);
            const rules = new Set(unlisted(report).map((text) => text.split(" ")[0]));
            assert.deepEqual([...rules], ["plat-unassigned"]);
        });
    }
});

describe("the version of the Pod Security Standards", () => {
    it("that is judged is the one that namespaces are labelled with", async () => {
        const { resources } = await preview(() => void new TeamNamespace("shop", { environment: "prod" }));
        const namespace = resources.find(({ type }) => type === "kubernetes:core/v1:Namespace");
        const { labels } = namespace?.inputs.metadata as { labels: Record<string, string> };
        assert.equal(labels["pod-security.kubernetes.io/enforce-version"], `v${defaultPodSecurityVersion}`);
        assert.equal(labels["pod-security.kubernetes.io/enforce"], "restricted");
    });
});

describe("plat-unassigned on components", () => {
    it("is said once, at the namespace, with the arguments to give", async () => {
        const report = await judge(() => {
            const team = new TeamNamespace("shop", { environment: "dev", team: "shop" });
            new StandardService("api", { environment: "dev", namespace: team.name, image: "acme/api:1.0", ports });
        }, "dev");
        const [finding, ...others] = only(report, "plat-unassigned");
        assert.deepEqual(others, []);
        assert.equal(finding?.path, "metadata.labels.cost-center");
        assert.match(finding.fix, /^set `team` or `owner` or `costCenter` of waymark\.TeamNamespace "shop" to who/);
    });

    it("is said at the workload where the namespace is somebody else's", async () => {
        const report = await judge(() => {
            new StandardService("api", { environment: "dev", namespace: "shop", image: "acme/api:1.0", ports });
        }, "dev");
        const findings = only(report, "plat-unassigned");
        assert.deepEqual(
            findings.map(({ path }) => path),
            ["metadata.labels.owner", "metadata.labels.team"],
        );
        assert.match(findings[0]!.fix, /^set `team` or `owner` of waymark\.StandardService "api" to who answers/);
    });

    it("takes a namespace that is only read for somebody else's", async () => {
        const { resources } = await preview(() => {
            const team = new TeamNamespace("shop", { environment: "dev", team: "shop" });
            new StandardService("api", { environment: "dev", namespace: team.name, image: "acme/api:1.0", ports });
        });
        const read = resources.map((resource) =>
            resource.type.endsWith(":Namespace") ? { ...resource, external: true as const } : resource,
        );
        const report = evaluate(read.map(fromEngine), { tier: "dev", rules: ["plat-unassigned"] });
        assert.deepEqual(said(report), ["plat-unassigned Deployment shop/api", "plat-unassigned Deployment shop/api"]);
    });
});

describe("plat-no-probe on components", () => {
    const noProbe = async (args: object): Promise<Finding[]> =>
        only(
            await judge(() => {
                new StandardService("api", { environment: "dev", namespace: "shop", image: "acme/api:1.0", ...args });
            }, "dev"),
            "plat-no-probe",
        );

    it("is found where neither a port nor a probe is", async () => {
        const [finding] = await noProbe({ defaultProbes: false });
        assert.equal(finding?.path, "defaultProbes");
        assert.match(finding.fix, /^set `livenessProbe` or `readinessProbe` of waymark\.StandardService "api"/);
    });

    it("is not found where one is declared, or comes by default", async () => {
        const readinessProbe = { exec: { command: ["ready"] } };
        assert.deepEqual(await noProbe({ defaultProbes: false, readinessProbe }), []);
        assert.deepEqual(await noProbe({ ports }), []);
    });
});

describe("plat-open-edge on components", () => {
    const base = { environment: "prod", image: "acme/api:1.0", ports };
    const edge = (app: string, namespace?: string) => ({ next: { app, namespace, ports: [{ port: 80 }] } });
    const openEdges = async (program: Program): Promise<string[]> =>
        said({ findings: only(await judge(program, "prod"), "plat-open-edge") });

    it("is found where the name is misspelt, with the argument to look at", async () => {
        const report = await judge(() => {
            new StandardService("cart", { ...base, namespace: "shop" });
            new StandardService("web", { ...base, namespace: "shop", connectsTo: edge("card") });
        }, "prod");
        const [finding, ...others] = only(report, "plat-open-edge");
        assert.deepEqual(others, []);
        assert.equal(finding?.object.name, "web-to-next");
        assert.equal(finding.path, "spec.egress[0].to[0].podSelector.matchLabels.app");
        assert.match(finding.fix, /^set `connectsTo` of waymark\.StandardService "web"/);
        assert.equal(report.summary.mandatory, 0);
    });

    it("is not found for a service or a database that is there, in this namespace or another", async () => {
        const program = (): void => {
            const shop = new TeamNamespace("shop", { environment: "prod" });
            const cart = new StandardService("cart", { ...base, namespace: shop.name });
            const db = new PostgresDatabase("db", { environment: "prod", namespace: shop.name });
            new StandardService("web", {
                ...{ ...base, namespace: shop.name },
                connectsTo: { cart: cart.endpoint, db: db.endpoint },
            });
            new StandardService("audit", { ...base, namespace: "audit", connectsTo: edge("cart", "shop") });
        };
        assert.deepEqual(await openEdges(program), []);
    });

    it("is found where the target lives in another namespace than the edge says", async () => {
        const program = (): void => {
            new StandardService("cart", { ...base, namespace: "shop" });
            new StandardService("web", { ...base, namespace: "web", connectsTo: edge("cart") });
        };
        assert.deepEqual(await openEdges(program), ["plat-open-edge NetworkPolicy web/web-to-next"]);
    });

    it("says nothing of addresses and host names", async () => {
        const connectsTo = {
            office: { cidr: "10.0.0.0/8", ports: [{ port: 443 }] },
            bank: { host: "api.bank.example", ports: [{ port: 443 }] },
        };
        assert.deepEqual(
            await openEdges(() => void new StandardService("web", { ...base, namespace: "shop", connectsTo })),
            [],
        );
    });
});

describe("other rules on components", () => {
    it("a movable tag is advised against in dev, and the component's argument is named", async () => {
        const args = { environment: "dev", namespace: "shop", image: "acme/api:latest", ports };
        const [finding] = only(await judge(() => void new StandardService("api", args), "dev"), "img-tag-mutable");
        assert.equal(finding?.level, "advisory");
        assert.match(finding.fix, /^set `image` of waymark\.StandardService "api" to a reference with a version/);
    });

    it("a credential under variables is mandatory in every tier, names secretValues and is not shown", async () => {
        const variables = { DB_PASSWORD: "swordfish-1" };
        for (const tier of tiers) {
            const args = { environment: tier, namespace: "shop", image: "acme/api:1.0", ports, variables };
            const report = await judge(() => void new StandardService("api", args), tier);
            const [finding] = only(report, "wl-secret-in-env-literal");
            assert.equal(finding?.level, "mandatory");
            assert.match(finding.fix, /^set `secretVariables` or `secretValues` of waymark\.StandardService "api"/);
            assert.ok(!JSON.stringify(report).includes("swordfish"));
        }
    });
});
