import { z } from "zod";
import { suggest } from "../core/nearest";
import { check, strictMap } from "../core/schema";
import { factsSchema } from "./facts";
import { evaluate } from "./evaluate";
import { withMarks } from "./fixtureMarks";
import { fromManifests } from "./manifests/fromManifests";
import { formatObject } from "./message";
import type { Rule } from "./rule";

/** Options of a fixture that differ from the usual ones: this rule alone, tier prod. */
const optionsSchema = strictMap({
    tier: z.enum(["dev", "staging", "prod"]).optional(),
    pssLevel: z.enum(["privileged", "baseline", "restricted"]).optional(),
    pssVersion: z.string().optional(),
    facts: factsSchema.optional(),
    params: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
const finding = strictMap({
    object: z.string(),
    container: z.string().optional(),
    path: z.string(),
    /** The rule's remediation can't mend it. */
    stays: z.literal(true).optional(),
});

/** `expected.json` beside the fixtures: by file, what the rule finds in it. */
const expectedSchema = z.record(
    z.string(),
    strictMap({
        options: optionsSchema.optional(),
        findings: z.array(finding).default([]),
        unknown: z.array(strictMap({ object: z.string(), paths: z.array(z.string()) })).default([]),
    }),
);

type ExpectedFinding = Omit<z.infer<typeof finding>, "stays">;

/** The files of a folder that is named after a rule. */
export interface RuleFolder {
    rule: string;
    /** By name: `success.note.yaml`, `failure.note.yaml`, `unknown.note.yaml`, `expected.json`. */
    files: ReadonlyMap<string, Uint8Array>;
}

/** How a fixture was judged. */
export interface RuleTestRow {
    rule: string;
    file: string;
    passed: boolean;
    /** Expected, and not found. */
    missing: ExpectedFinding[];
    /** Found, and not expected. */
    unexpected: ExpectedFinding[];
    /** What kept it from being judged. */
    errors: string[];
}

/** Judges every fixture of a folder by the rule that it is named after. */
export function testRule(folder: RuleFolder, rules: readonly Rule[]): RuleTestRow[] {
    const fail = (file: string, ...errors: string[]): RuleTestRow => ({
        rule: folder.rule,
        file,
        passed: false,
        missing: [],
        unexpected: [],
        errors,
    });
    const ids = rules.map(({ id }) => id);
    if (!ids.includes(folder.rule)) {
        return [fail("", `there is no rule "${folder.rule}": ${suggest(folder.rule, ids)}`)];
    }
    const { expected, errors } = readExpected(folder.files.get("expected.json"));
    const names = [...folder.files.keys()]
        .filter((name) => /^(success|failure|unknown)\..*(ya?ml|json)$/.test(name))
        .sort();
    const strange = Object.keys(expected).filter((name) => !names.includes(name));
    const others = [...folder.files.keys()].filter((name) => name !== "expected.json" && !names.includes(name)).sort();
    return [
        ...others.map((name) => fail(name, "no fixture: the name of one begins with success., failure. or unknown.")),
        ...errors.map((error) => fail("expected.json", error)),
        ...strange.map((name) => fail(name, "expected.json names it, and there is no such file")),
        ...(names.length === 0 ? [fail("", "there is no success.*.yaml, failure.*.yaml or unknown.*.yaml")] : []),
        ...names.map((name) => testFile(folder, name, expected[name], rules)),
    ];
}

function testFile(
    { rule, files }: RuleFolder,
    file: string,
    expected: z.infer<typeof expectedSchema>[string] | undefined,
    rules: readonly Rule[],
): RuleTestRow {
    const { resources, problems } = fromManifests(file, files.get(file)!);
    const judged = resources.map((resource) => ({ ...resource, inputs: withMarks(resource.inputs) }));
    const report = evaluate(judged, { tier: "prod", rules: [rule], ...expected?.options }, rules);
    const found = report.findings.map(({ object, container, path }) => ({
        object: formatObject(object),
        ...(container === null ? {} : { container }),
        path,
    }));
    const isFailure = file.startsWith("failure.");
    const wanted = expected?.findings ?? [];
    const without = (list: readonly ExpectedFinding[], other: readonly ExpectedFinding[]) =>
        list.filter((one) => !other.some((same) => sameFinding(one, same)));
    const free = isFailure && expected === undefined; // any finding will do
    const missing = without(wanted, found);
    const unexpected = free ? [] : without(found, wanted);
    const gaps = report.unknown.map(({ object, paths }) => JSON.stringify([formatObject(object), paths]));
    const wantedGaps = (expected?.unknown ?? []).map(({ object, paths }) => JSON.stringify([object, paths]));
    const isOpen = file.startsWith("unknown.") && expected === undefined && gaps.length > 0; // any of them will do
    const gapsDiffer = !isOpen && JSON.stringify(gaps.sort()) !== JSON.stringify(wantedGaps.sort());
    const errors = [
        ...(gapsDiffer
            ? [`not known yet: ${gaps.join(", ") || "nothing"}; expected: ${wantedGaps.join(", ") || "nothing"}`]
            : []),
        ...[...problems, ...report.errors].map(({ line, message }) => (line ? `line ${line}: ${message}` : message)),
        ...(report.summary.notConfigured.length > 0 ? ["the rule lacks parameters: give them in expected.json"] : []),
        ...(isFailure && found.length === 0 && missing.length === 0 ? ["nothing was found"] : []),
        ...(found.length !== wanted.length && !free && missing.length + unexpected.length === 0
            ? [`${found.length} findings instead of ${wanted.length}`]
            : []),
    ];
    const passed = missing.length + unexpected.length + errors.length === 0;
    return { rule, file, passed, missing, unexpected, errors };
}

function sameFinding(a: ExpectedFinding, b: ExpectedFinding): boolean {
    return a.object === b.object && a.container === b.container && a.path === b.path;
}

function readExpected(bytes: Uint8Array | undefined): { expected: z.infer<typeof expectedSchema>; errors: string[] } {
    if (bytes === undefined) {
        return { expected: {}, errors: [] };
    }
    try {
        const { value = {}, problems } = check(expectedSchema, JSON.parse(Buffer.from(bytes).toString()));
        const errors = problems.map(({ message, pointer = "" }) => `${pointer} ${message}`.trim());
        return { expected: value, errors };
    } catch {
        return { expected: {}, errors: ["this is no JSON"] };
    }
}
