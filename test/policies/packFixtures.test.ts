import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { startPack, type EngineResource, type Pack, type PackOptions, type PolicySettings } from "../../engine";
import { evaluate, rules, type PolicyOptions } from "../../policies";
import { buildPacksInto } from "./builtPacks";
import { fingerprintsIn } from "./crossguardHarness";
import { knownFixtures, registered, type Fixture } from "./fixtures";

const folder = resolve(".cache", "packs-of-fixtures");

/** What a pack takes from the stack's configuration, the same for all that it judges. */
type Asked = Pick<PolicyOptions, "tier" | "profile" | "pssLevel" | "pssVersion" | "facts">;

/** A pack as it is asked, with the fixtures that ask it so. */
interface Group {
    pack: "kubernetes" | "aws";
    asked: Asked;
    fixtures: Fixture[];
}

const inPulumi = new Set(rules.filter(({ adapters }) => adapters.includes("pulumi")).map(({ id }) => id));
const groups = groupsOf(knownFixtures().filter(({ rule }) => inPulumi.has(rule)));

function groupsOf(fixtures: readonly Fixture[]): Group[] {
    const found = new Map<string, Group>();
    for (const fixture of fixtures) {
        const { tier, pssLevel, pssVersion, facts } = fixture.options;
        const pack = fixture.group === "aws" ? "aws" : "kubernetes";
        const asked: Asked = { tier, profile: "all", pssLevel, pssVersion, facts };
        const key = JSON.stringify([pack, asked]);
        const group = found.get(key) ?? { pack, asked, fixtures: [] };
        group.fixtures.push(fixture);
        found.set(key, group);
    }
    return [...found.values()];
}

function optionsFor({ tier, ...policy }: Asked): PackOptions {
    return { stack: "shop", config: { "waymark:tier": tier, "waymark:policy": JSON.stringify(policy) } };
}

async function judge(pack: Pack, { rule, options: { params = {} } }: Fixture, resources: readonly EngineResource[]) {
    const settings = Object.entries(params).map(([id, properties]) => [id, { properties }]);
    await pack.configure(Object.fromEntries(settings) as Record<string, PolicySettings>);
    const single = await Promise.all(resources.map((one) => pack.analyze(one)));
    const all = [...single.flat(), ...(await pack.analyzeStack(resources))];
    return all.filter(({ policy }) => policy === rule);
}

describe("every fixture over the Analyzer protocol", function () {
    this.timeout(60_000);

    buildPacksInto(folder);

    for (const { pack: name, asked, fixtures } of groups) {
        const { tier, pssLevel = "", pssVersion = "", facts } = asked;
        const about = [tier, pssLevel, pssVersion, facts === undefined ? "" : "facts"].filter((word) => word !== "");
        it(`waymark-${name} (${about.join(", ")}) judges ${fixtures.length} as the engine of rules does`, async () => {
            const pack = await startPack(join(folder, name), optionsFor(asked));
            try {
                for (const fixture of fixtures) {
                    // The engine takes the marks off secrets before it asks a pack.
                    const open = fixture.resources.map((one) => ({ ...one, secretsOpen: true as const }));
                    const expected = evaluate(open, fixture.options).findings.map(({ fingerprint }) => fingerprint);
                    const said = await judge(pack, fixture, await registered(fixture.resources));
                    assert.deepEqual(fingerprintsIn(said), expected.sort(), `${fixture.rule} ${fixture.file}`);
                }
            } finally {
                await pack.stop();
            }
        });
    }
});
