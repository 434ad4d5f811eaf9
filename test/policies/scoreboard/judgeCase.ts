import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import {
    evaluate,
    fromManifests,
    rules,
    type Finding,
    type PolicyOptions,
    type PolicyResource,
    type Rule,
} from "../../../policies";
import { fromCloudFormation } from "./cloudFormation";
import { caseOptions, chosenRules, optionsFor } from "./caseOptions";
import type { Case, ObjectName } from "./cases";
import { mendingDifferences, type Difference } from "./mending";
import type { MappedRule } from "./ruleMap";

/** What our rules say of one case. */
export interface Verdict {
    case: Case;
    outcome: "agree" | "disagree" | "not mapped" | "skipped" | "rule missing";
    /** Why it was not judged. */
    reason?: string;
    /** The rules that judged it. */
    judged: readonly string[];
    /** Those of them that found something in the objects that the case is about. */
    found: readonly string[];
    differences: readonly Difference[];
}

const byId = new Map(rules.map((rule) => [rule.id, rule]));

/** Judges a case with the rules that the other tool's check is mapped to. */
export function judgeCase(folder: string, one: Case, mapped: readonly MappedRule[]): Verdict {
    const silent = { case: one, judged: [], found: [], differences: [] };
    if (mapped.length === 0) {
        return { ...silent, outcome: "not mapped" };
    }
    const read = readResources(join(folder, one.tool), one);
    if (typeof read === "string") {
        return { ...silent, outcome: "skipped", reason: read };
    }
    const chosen = chosenRules(
        one,
        mapped.map(({ id }) => id),
    );
    const asked = mapped.filter(({ id }) => chosen.includes(id));
    const missing = asked.filter(({ id }) => !byId.has(id)).map(({ id }) => id);
    const known = asked.filter(({ id }) => byId.has(id));
    const options = caseOptions(one);
    const answers = known.map((rule) => ({ ...rule, ...judge(read, byId.get(rule.id)!, options) }));
    const judged = answers.filter(({ configured }) => configured).map(({ id }) => id);
    const found = answers.filter(({ findings }) => concernsCase(one, findings)).map(({ id }) => id);
    const verdict = { ...silent, judged, found };
    const open = (reason: string): Verdict =>
        missing.length > 0
            ? { ...verdict, outcome: "rule missing", reason: missing.join(", ") }
            : { ...verdict, outcome: "skipped", reason };
    const decide = (differences: readonly Difference[]): Verdict => ({
        ...verdict,
        differences,
        outcome: differences.length === 0 ? "agree" : "disagree",
    });
    if (one.expect === "mutated") {
        return judged.length < asked.length
            ? open("no rule is configured for it")
            : decide(mendingDifferences(folder, one, read, judged));
    }
    if (one.expect === "fail") {
        const together = answers.flatMap(({ findings }) => findings);
        return found.length > 0 || concernsCase(one, together)
            ? decide([])
            : judged.length < asked.length
              ? open(`not configured: ${known.map(({ id }) => id).join(", ")}`)
              : decide([{ rule: judged[0]!, how: "finds nothing" }]);
    }
    const tooMuch = answers.filter(({ id, partial }) => found.includes(id) && !partial);
    return tooMuch.length > 0 || judged.length === asked.length
        ? decide(tooMuch.map(({ id }) => ({ rule: id, how: "finds something" })))
        : open(`not configured: ${known.map(({ id }) => id).join(", ")}`);
}

/** What the rule says of the resources at the Pod Security level at which it is in force. */
function judge(resources: readonly PolicyResource[], rule: Rule, { params = {}, ...asked }: Partial<PolicyOptions>) {
    const own = Object.hasOwn(params, rule.id) ? { params: { [rule.id]: params[rule.id]! } } : {};
    const { findings, errors, summary } = evaluate(resources, { ...optionsFor(rule), ...asked, ...own });
    if (errors.length > 0) {
        throw new Error(JSON.stringify(errors));
    }
    return { findings, configured: summary.notConfigured.length === 0 };
}

/**
 * Whether findings are what a "fail" of the case means: about its object, or about as many of the file's objects as
 * fail, whichever they are: of a binding and its role another tool names the one, and we the other. Where a tool counts
 * reports and not objects, as many findings in different places are the same.
 */
function concernsCase(
    { expect, file, object, passing, failing, reports }: Case,
    findings: readonly Finding[],
): boolean {
    const own = findings.filter((finding) => finding.file === file);
    if (object !== undefined) {
        return own.some((finding) => isAbout(finding, object));
    }
    const failed = own.filter((finding) => !passing.some((one) => isAbout(finding, one)));
    const names = new Set(failed.map((finding) => JSON.stringify(finding.object)));
    if (expect !== "fail") {
        return names.size > 0;
    }
    const places = new Set(failed.map((finding) => finding.fingerprint));
    return names.size >= failing || (reports > 1 && places.size >= reports);
}

function isAbout({ object }: Finding, { apiVersion, kind, namespace, name }: ObjectName): boolean {
    return (
        object.apiVersion === apiVersion &&
        object.kind === kind &&
        (object.namespace ?? null) === namespace &&
        object.name === (name ?? "")
    );
}

/** The objects that a case is about together with those around it, or why they can't be judged. */
function readResources(folder: string, one: Case): PolicyResource[] | string {
    const file = one.mutates ?? one.file;
    if (!existsSync(join(folder, file))) {
        return "the file is not there";
    }
    if (one.needsConfig) {
        return "a template of the tool's own, which takes parameters";
    }
    const text = readFileSync(join(folder, file), "utf8");
    if (one.format === "cloudformation") {
        return fromCloudFormation(file, text);
    }
    if (/^kind: AdmissionReview$/m.test(text) && parseAllDocuments(text).length === 1) {
        return "a request to admission: who asks, and what was there before, is nothing that we see";
    }
    const own = fromManifests(one.file, text);
    if (own.resources.length === 0) {
        return `no objects: ${own.problems[0]?.message ?? "an empty file"}`;
    }
    const others = one.inventory.flatMap(
        (other) => fromManifests(other, readFileSync(join(folder, other), "utf8")).resources,
    );
    return [...own.resources, ...others];
}
