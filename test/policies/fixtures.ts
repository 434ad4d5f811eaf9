import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { unknownValue } from "../../core/values";
import { preview, type EngineResource } from "../../engine";
import { fromManifests, rules, type PolicyOptions, type PolicyResource } from "../../policies";
import { withMarks } from "../../policies/fixtureMarks";
import { fromFragment } from "./stackFragment";

const folder = join(__dirname, "rules");

interface Expected {
    options?: Partial<PolicyOptions>;
    /** What stays after the rule mended what it can is marked. */
    findings?: { object: string; container?: string; path: string; stays?: true }[];
    unknown?: { object: string; paths: string[] }[];
}

/** One file of a rule's folder with what the rule must say about it. */
export interface Fixture {
    rule: string;
    group: string;
    file: string;
    text: string;
    resources: PolicyResource[];
    options: PolicyOptions;
    expected: Required<Omit<Expected, "options">>;
}

/**
 * Every fixture of every rule: manifests (`.yaml`) or a fragment of a stack export (`.json`). `success.*` expects
 * nothing, `failure.*` and `unknown.*` what `expected.json` says.
 */
export function readFixtures(): Fixture[] {
    return rules.flatMap(({ id, group }) => {
        const ruleFolder = join(folder, group, id);
        if (!existsSync(ruleFolder)) {
            return [];
        }
        const expectations = JSON.parse(readFileSync(join(ruleFolder, "expected.json"), "utf8")) as Record<
            string,
            Expected
        >;
        const files = readdirSync(ruleFolder).filter((file) => /^(success|failure|unknown)\..*(yaml|json)$/.test(file));
        const unused = Object.keys(expectations).filter((file) => !files.includes(file));
        if (unused.length > 0) {
            throw new Error(`${id}/expected.json names files that there aren't: ${unused.join(", ")}`);
        }
        return files.sort().map((file) => {
            const text = readFileSync(join(ruleFolder, file), "utf8");
            const { options = {}, findings = [], unknown = [] } = expectations[file] ?? {};
            return {
                rule: id,
                group,
                file,
                text,
                resources: file.endsWith(".json") ? fromFragment(file, text) : fromYaml(`${id}/${file}`, text),
                options: { tier: "prod" as const, rules: [id], ...options },
                expected: { findings, unknown },
            };
        });
    });
}

function fromYaml(file: string, text: string): PolicyResource[] {
    const { resources, problems } = fromManifests(file, text);
    if (problems.length > 0 || resources.length === 0) {
        throw new Error(`${file}: ${JSON.stringify(problems)}`);
    }
    return resources.map((resource) => ({
        ...resource,
        inputs: withMarks(resource.inputs),
    }));
}

/** The fixtures in which everything is known. */
export function knownFixtures(): Fixture[] {
    return readFixtures().filter(({ file }) => !file.startsWith("unknown."));
}

/** A resource of any type, as a provider's SDK would register it. */
class Registered extends pulumi.CustomResource {}

/**
 * What a program registers, in a preview of the offline engine, that makes just these resources. A fragment of a stack
 * export is registered already: parents, options and where unknowns come from stand in it.
 */
export async function registered(resources: readonly PolicyResource[]): Promise<EngineResource[]> {
    if (resources.every(({ urn }) => urn !== undefined)) {
        return resources.map(asRegistered);
    }
    const result = await preview(() => {
        for (const [index, { type, name, inputs }] of resources.entries()) {
            new Registered(type, `${name}-${index}`, asProgram(inputs) as Record<string, unknown>);
        }
    });
    return result.resources.filter(({ custom }) => custom);
}

/** Plain data as a program holds it: what isn't known yet is Pulumi's own mark of that. */
function asProgram(value: unknown): unknown {
    if (value === unknownValue) {
        return pulumi.unknown;
    }
    if (Array.isArray(value)) {
        return value.map(asProgram);
    }
    return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asProgram(inner)]))
        : value;
}

function asRegistered(resource: PolicyResource): EngineResource {
    const { urn = "", type, name, parent, inputs, propertyDependencies = {} } = resource;
    const { protect, retainOnDelete, ignoreChanges } = resource;
    const options = {
        protect,
        retainOnDelete,
        ...(ignoreChanges === undefined ? {} : { ignoreChanges: [...ignoreChanges] }),
    };
    const none = { custom: true, remote: false, dependencies: [] };
    return { urn, type, name, parent, inputs, outputs: inputs, propertyDependencies, options, ...none };
}

/** The same resource as a Pulumi program would register it. */
export function asPulumi(resource: PolicyResource, index: number): PolicyResource {
    const { type, name, inputs } = resource;
    return { urn: `urn:pulumi:stack::project::${type}::${name}-${index}`, type, name, inputs };
}
