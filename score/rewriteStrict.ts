import { parseDocument, stringify } from "yaml";
import { canonicalJson } from "../core/canonicalJson";
import type { Problem } from "../core/problem";
import { readYaml } from "../core/yamlDocument";
import { applyEdit, NoSuchNode } from "./applyEdits";
import { normalise } from "./compat";
import { Draft } from "./draft";
import { judge } from "./judge";

/** A Score file in strict v1b1. */
export interface StrictText {
    /** Absent where the file can't be made valid. */
    text?: string;
    errors: Problem[];
    /** What was changed; none where the text is the file as it was. */
    changes: Problem[];
}

/**
 * Writes a Score file of an older or loose form in strict v1b1. Comments and layout stay as far as the changes leave
 * them a place; where a change touches aliases or merge keys they are written out and comments are lost.
 */
export function rewriteStrict(file: string, bytes: string | Uint8Array): StrictText {
    const { document, problems } = readYaml(file, bytes);
    if (document === undefined) {
        return { errors: [...problems], changes: [] };
    }
    const draft = new Draft(document);
    normalise(draft);
    const { errors } = judge(file, draft);
    if (errors.length > 0) {
        return { errors, changes: draft.changes };
    }
    const source = typeof bytes === "string" ? bytes : new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    return { text: draft.edits.length === 0 ? source : strictText(source, draft), errors: [], changes: draft.changes };
}

function strictText(source: string, draft: Draft): string {
    const due = canonicalJson(draft.value);
    for (const write of [asJson, asEditedYaml, asPlainYaml, asQuotedYaml]) {
        const text = inLineEndsOf(source, write(source, draft) ?? "");
        if (canonicalJson(readYaml("", text, { maxBytes: Infinity }).document?.value) === due) {
            return text;
        }
    }
    throw new Error("no text says what the document says"); // the last way writes any plain data
}

/** JSON stays JSON. */
function asJson(source: string, { value }: Draft): string | undefined {
    try {
        JSON.parse(source);
    } catch {
        return undefined;
    }
    const indent = /\n([ \t]+)"/.exec(source)?.[1];
    return `${JSON.stringify(value, null, indent)}${source.endsWith("\n") ? "\n" : ""}`;
}

function asEditedYaml(source: string, { edits }: Draft): string | undefined {
    const document = parseDocument(source, { merge: true, uniqueKeys: false });
    try {
        edits.forEach((edit) => applyEdit(document, edit));
        return document.toString(layoutOf(source));
    } catch (error) {
        if (error instanceof NoSuchNode) {
            return undefined;
        }
        throw error;
    }
}

function asPlainYaml(source: string, { value }: Draft): string {
    return stringify(value, { ...layoutOf(source), aliasDuplicateObjects: false });
}

/** With every key and text in quotes, so that a key `<<` is no merge key. */
function asQuotedYaml(_: string, { value }: Draft): string {
    return `${JSON.stringify(value, null, 2)}\n`;
}

/** The writer's habits, where they can be told from the text. */
function layoutOf(source: string) {
    return {
        lineWidth: 0,
        indent: /^( +)\S/m.exec(source)?.[1]?.length ?? 2,
        indentSeq: !/^( *)[^\s#-].*:\s*\n\1- /m.test(source),
        flowCollectionPadding: /[[{] /.test(source),
    };
}

function inLineEndsOf(source: string, text: string): string {
    return source.includes("\r\n") ? text.replaceAll(/\r?\n/g, "\r\n") : text;
}
