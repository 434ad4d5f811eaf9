import { isMap, isPair, isScalar, isSeq, parseDocument, stringify, type Document, type Pair, YAMLMap } from "yaml";
import { canonicalJson } from "../core/canonicalJson";
import type { PathStep } from "../core/pointer";
import type { Problem } from "../core/problem";
import { readYaml } from "../core/yamlDocument";
import { normalise } from "./compat";
import { Draft, type Edit } from "./draft";
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
    const source = typeof bytes === "string" ? bytes : new TextDecoder().decode(bytes);
    return {
        text: draft.edits.length === 0 ? source : edited(source, draft),
        errors: [],
        changes: draft.changes,
    };
}

function edited(source: string, draft: Draft): string {
    const document = parseDocument(source, { merge: true });
    try {
        draft.edits.forEach((edit) => applyEdit(document, edit));
        if (canonicalJson(document.toJS()) === canonicalJson(draft.value)) {
            return document.toString(layoutOf(source));
        }
    } catch (error) {
        if (!(error instanceof NoSuchNode)) {
            throw error;
        }
    }
    return stringify(draft.value, layoutOf(source));
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

class NoSuchNode extends Error {}

function applyEdit(document: Document, edit: Edit): void {
    const parentPath = edit.path.slice(0, -1);
    switch (edit.kind) {
        case "set":
            document.setIn(edit.path, document.createNode(edit.value));
            return;
        case "remove":
            document.deleteIn(edit.path);
            return;
        case "rename": {
            const { key } = pairAt(document, edit.path);
            if (!isScalar(key)) {
                throw new NoSuchNode();
            }
            key.value = edit.to;
            return;
        }
        case "move": {
            const pair = pairAt(document, edit.path);
            mapAt(document, parentPath).items = mapAt(document, parentPath).items.filter((other) => other !== pair);
            document.setIn(edit.to, pair.value);
            return;
        }
        case "listToMap": {
            const list = document.getIn(edit.path, true);
            if (!isSeq(list)) {
                throw new NoSuchNode();
            }
            const map = new YAMLMap(document.schema);
            map.commentBefore = list.commentBefore ?? null;
            edit.keys.forEach((key, index) => map.add(document.createPair(key, list.items[index])));
            document.setIn(edit.path, map);
        }
    }
}

function mapAt(document: Document, path: readonly PathStep[]): YAMLMap {
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    if (!isMap(node)) {
        throw new NoSuchNode();
    }
    return node;
}

function pairAt(document: Document, path: readonly PathStep[]): Pair {
    const pair = mapAt(document, path.slice(0, -1)).items.find(
        (item) => isPair(item) && isScalar(item.key) && item.key.value === path.at(-1),
    );
    if (pair === undefined) {
        throw new NoSuchNode();
    }
    return pair;
}
