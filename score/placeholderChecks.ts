import { suggest } from "../core/nearest";
import { getIn, type PathStep } from "../core/pointer";
import { ProblemError } from "../core/problem";
import type { Report } from "./checks";
import { asMap, entriesOf, stringsIn } from "./plainData";
import { lookupIn } from "./substitute";
import { parseTemplate } from "./template";

/** Two or more steps of letters, digits, `_`, `-`, `/` and escaped dots. */
const wellFormed = /^(?:[A-Za-z0-9_/-]|\\\.)+(?:\.(?:[A-Za-z0-9_/-]|\\\.)+)+$/;

/** A text in which placeholders are expanded. */
interface ExpandedText {
    path: PathStep[];
    text: string;
    /** Where `${resources.NAME}` without a key is fine. */
    isVolumeSource: boolean;
    /** Params of a resource with an id: their `${metadata...}` may come from another workload. */
    isShared: boolean;
}

/** Judges every placeholder that a document holds, as far as the document alone can tell. Takes any data. */
export function checkPlaceholders(document: unknown, report: Report): void {
    const names = Object.keys(asMap(getIn(document, ["resources"])) ?? {});
    for (const found of expandedTexts(document)) {
        if (found.text.includes("${")) {
            checkText(found, { document, names }, report);
        }
    }
}

/** What placeholders may speak of: a document, and the names of its resources, gathered once. */
interface Surroundings {
    document: unknown;
    names: readonly string[];
}

function checkText(found: ExpandedText, around: Surroundings, report: Report): void {
    const seen = new Set<string>();
    for (const part of parseTemplate(found.text)) {
        if (part.kind === "reference" && !seen.has(part.raw)) {
            seen.add(part.raw);
            checkReference(part.raw, part.path, found, around, report);
        }
    }
}

function checkReference(
    raw: string,
    path: readonly string[],
    found: ExpandedText,
    { document, names }: Surroundings,
    report: Report,
): void {
    const [root, name = "", ...keys] = path;
    if (!wellFormed.test(raw)) {
        // What stands there may be anything, a password with ${ in it too, so it is not printed.
        const hint = "write ${metadata.KEY} or ${resources.NAME.OUTPUT}, and $${ where the text itself is meant";
        report(found.path, "placeholder-malformed", "a placeholder is malformed", hint);
    } else if (root === "metadata") {
        if (!found.isShared) {
            checkMetadata(raw, path, found, document, report);
        }
    } else if (root !== "resources") {
        const hint = 'placeholders begin with "metadata." or "resources."; write $${ where the text itself is meant';
        report(found.path, "placeholder-root", `\${${raw}} begins with something unknown`, hint);
    } else {
        const resources = getIn(document, ["resources"]);
        const known = resources === undefined ? {} : asMap(resources); // not a map: the schema says so
        if (known !== undefined && !Object.hasOwn(known, name)) {
            const hint = names.length === 0 ? `declare "${name}" below resources` : suggest(name, names);
            report(found.path, "unknown-resource", `\${${raw}}: there is no resource "${name}"`, hint);
        } else if (keys.length === 0 && !found.isVolumeSource) {
            const hint = `write \${resources.${name}.OUTPUT}; only the source of a volume names a resource as a whole`;
            report(found.path, "placeholder-without-output", `\${${raw}} names no output of the resource`, hint);
        }
    }
}

function checkMetadata(
    raw: string,
    path: readonly string[],
    found: ExpandedText,
    document: unknown,
    report: Report,
): void {
    try {
        const metadata = getIn(document, ["metadata"]);
        if (asMap(metadata) !== undefined) {
            lookupIn(metadata, path.slice(1), path);
        }
    } catch (error) {
        const [problem] = error instanceof ProblemError ? error.problems : [];
        if (problem === undefined) {
            throw error;
        }
        report(found.path, problem.code, problem.message, problem.hint ?? `mend \${${raw}}`);
    }
}

function* expandedTexts(document: unknown): Generator<ExpandedText> {
    const root = asMap(document);
    for (const [name, container] of entriesOf(root?.["containers"])) {
        yield* containerTexts(["containers", name], container);
    }
    for (const [name, resource] of entriesOf(root?.["resources"])) {
        const map = asMap(resource);
        for (const { path, text } of stringsIn(map?.["params"], ["resources", name, "params"])) {
            yield { path, text, isVolumeSource: false, isShared: map?.["id"] !== undefined };
        }
    }
}

function* containerTexts(path: PathStep[], container: unknown): Generator<ExpandedText> {
    const map = asMap(container);
    const plain = { isVolumeSource: false, isShared: false };
    for (const [name, text] of entriesOf(map?.["variables"])) {
        if (typeof text === "string") {
            yield { path: [...path, "variables", name], text, ...plain };
        }
    }
    for (const [target, file] of entriesOf(map?.["files"])) {
        const { content, noExpand } = asMap(file) ?? {};
        if (typeof content === "string" && noExpand !== true) {
            yield { path: [...path, "files", target, "content"], text: content, ...plain };
        }
    }
    for (const [target, volume] of entriesOf(map?.["volumes"])) {
        const source = asMap(volume)?.["source"];
        if (typeof source === "string") {
            yield { path: [...path, "volumes", target, "source"], text: source, ...plain, isVolumeSource: true };
        }
    }
}
