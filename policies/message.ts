import type { ObjectReference } from "./objectReference";
import type { Finding, UnknownVerdict } from "./report";
import type { Rule } from "./rule";
import { ruleErrorId } from "./engineRules";
import { rules } from "./rules";

/**
 * A finding as one message that stands alone:
 * `<object>: container <name>: <fact> at <path>. Why: … Fix: … Ref: … [<rule> <path> fp=<fingerprint>]`; only rules of
 * this package have a page to refer to.
 * The tail in brackets is for programs: the engine's policy events carry nothing but text.
 */
export function formatFinding(finding: Finding, why: string): string {
    return formatFindings([finding], why);
}

/** Findings of one rule about one object folded into one message; there must be at least one. */
export function formatFindings(findings: readonly Finding[], why: string): string {
    const { rule, object } = findings[0]!;
    const facts = findings.map(({ container, message, path }) => {
        const at = path === "" ? "" : ` at ${path}`;
        return `${container === null ? "" : `container ${container}: `}${message}${at}`;
    });
    const fixes = new Set(findings.map(({ fix }) => fix));
    const tails = findings.map(({ path, fingerprint }) =>
        [rule, path, `fp=${fingerprint}`].filter((part) => part !== "").join(" "),
    );
    const tail = tails.map((text) => `[${text}]`).join(" ");
    const text = `${formatObject(object)}: ${facts.join("; ")}. Why: ${why}. Fix: ${[...fixes].join("; ")}.`;
    return `${text}${withPage.has(rule) ? ` Ref: ${rulePage(rule)}` : ""} ${tail}`;
}

const withPage: ReadonlySet<string> = new Set([...rules.map(({ id }) => id), ruleErrorId]);

/** What could not be checked, why, and when it will be. */
export function formatUnknown({ rule, object, paths, source }: UnknownVerdict): string {
    const from =
        source.length === 0 ? "" : ` (from ${source.map((urn) => urn.split("::").slice(2).join(" ")).join(", ")})`;
    const places = `${paths.join(", ")}${from}`;
    return `${formatObject(object)}: not checked, not known yet: ${places}. It is judged again at the update. [${rule} unknown]`;
}

/** `Deployment shop/api`. */
export function formatObject({ kind, type, namespace, name }: ObjectReference): string {
    return `${kind ?? type} ${namespace === null ? "" : `${namespace}/`}${name}`.trim();
}

/** Path of the page of one of this package's rules. */
export function rulePage(id: Rule["id"]): string {
    return `docs/rules/${id}.md`;
}
