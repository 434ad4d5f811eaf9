import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { preview, type EngineResource } from "../../engine";
import { fromManifests, rules, type PolicyOptions, type PolicyResource } from "../../policies";

const folder = join(__dirname, "rules");

interface Expected {
    options?: Partial<PolicyOptions>;
    findings: { object: string; container?: string; path: string }[];
}

/** One file of a rule's folder with what the rule must say about it. */
export interface Fixture {
    rule: string;
    group: string;
    file: string;
    text: string;
    resources: PolicyResource[];
    options: PolicyOptions;
    expected: Expected["findings"];
}

/** Every fixture of every rule; `success.*` expects nothing, `failure.*` what `expected.json` says. */
export function readFixtures(): Fixture[] {
    return rules.flatMap(({ id, group }) => {
        const ruleFolder = join(folder, group, id);
        if (!existsSync(ruleFolder)) {
            return [];
        }
        const expectedFile = join(ruleFolder, "expected.json");
        const expected = JSON.parse(readFileSync(expectedFile, "utf8")) as Record<string, Expected>;
        return readdirSync(ruleFolder)
            .filter((file) => file.endsWith(".yaml"))
            .sort()
            .map((file) => {
                const text = readFileSync(join(ruleFolder, file), "utf8");
                const { resources, problems } = fromManifests(file, text);
                if (problems.length > 0 || resources.length === 0) {
                    throw new Error(`${id}/${file}: ${JSON.stringify(problems)}`);
                }
                const { options = {}, findings } = expected[file] ?? { findings: [] };
                return {
                    rule: id,
                    group,
                    file,
                    text,
                    resources,
                    options: { tier: "prod" as const, rules: [id], ...options },
                    expected: findings,
                };
            });
    });
}

/** A resource of any type, as a provider's SDK would register it. */
class Registered extends pulumi.CustomResource {}

/** What a program registers, in a preview of the offline engine, that makes just these resources. */
export async function registered(resources: readonly PolicyResource[]): Promise<EngineResource[]> {
    const result = await preview(() => {
        for (const [index, { type, name, inputs }] of resources.entries()) {
            new Registered(type, `${name}-${index}`, inputs);
        }
    });
    return result.resources.filter(({ custom }) => custom);
}

/** The same resource as a Pulumi program would register it. */
export function asPulumi(resource: PolicyResource, index: number): PolicyResource {
    const { type, name, inputs } = resource;
    return { urn: `urn:pulumi:stack::project::${type}::${name}-${index}`, type, name, inputs };
}
