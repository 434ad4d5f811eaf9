import { isMap, isNode, isScalar, isSeq, Scalar, YAMLMap, type Document, type Node, type Pair } from "yaml";
import type { PathStep } from "../core/pointer";
import type { Edit } from "./draft";

/** Thrown where an edit meets an alias or a merge key: there is no node of its own to change. */
export class NoSuchNode extends Error {}

/** Makes one edit of a draft in a parsed document, so that comments and layout around it stay. */
export function applyEdit(document: Document, edit: Edit): void {
    switch (edit.kind) {
        case "set":
            setValue(document, edit.path, edit.value);
            return;
        case "remove":
            takePair(document, edit.path);
            return;
        case "rename":
            keyOf(pairAt(document, edit.path)).value = edit.to;
            return;
        case "move": {
            const pair = takePair(document, edit.path);
            document.setIn(edit.to, pair.value);
            const moved = pairAt(document, edit.to);
            moved.key = new Scalar(edit.to.at(-1));
            moveComments(keyOf(pair), keyOf(moved));
            return;
        }
        case "listToMap":
            document.setIn(edit.path, mapOfList(document, edit));
    }
}

/** A scalar keeps its node, and with it its quotes and its comment. */
function setValue(document: Document, path: readonly PathStep[], value: unknown): void {
    const current = document.getIn(path, true);
    if (isScalar(current) && typeof value !== "object") {
        current.value = value;
        return;
    }
    const node = document.createNode(value);
    if (isNode(current)) {
        node.comment = current.commentBefore ?? current.comment ?? null;
    }
    document.setIn(path, node);
}

function mapOfList(document: Document, { path, keys, key: by }: Extract<Edit, { kind: "listToMap" }>): YAMLMap {
    const list = document.getIn(path, true);
    if (!isSeq(list)) {
        throw new NoSuchNode();
    }
    const map = new YAMLMap(document.schema);
    map.flow = list.flow ?? false;
    map.comment = list.comment ?? null;
    map.commentBefore = list.commentBefore ?? null;
    keys.forEach((name, index) => {
        const item = list.items[index] as Node;
        const old = takePair(document, [...path, index, by]);
        const key = new Scalar(name);
        moveComments(item, key);
        moveComments(keyOf(old), key);
        addComment(key, isScalar(old.value) ? old.value.comment : undefined);
        map.add(document.createPair(key, item));
    });
    return map;
}

/** Removes a pair and returns it, with the comment above it. */
function takePair(document: Document, path: readonly PathStep[]): Pair {
    const pair = pairAt(document, path);
    const map = mapAt(document, path.slice(0, -1));
    if (map.items[0] === pair && map.flow !== true && path.length > 1) {
        addComment(keyOf(pair), map.commentBefore); // the parser gives it to the map
        map.commentBefore = null;
    }
    map.items.splice(map.items.indexOf(pair), 1);
    return pair;
}

function moveComments(from: Node, to: Scalar): void {
    addComment(to, from.commentBefore);
    to.spaceBefore = to.spaceBefore === true || from.spaceBefore === true;
    from.commentBefore = null;
    from.spaceBefore = false;
}

function addComment(node: Scalar, comment: string | null | undefined): void {
    if (comment) {
        node.commentBefore = node.commentBefore ? `${node.commentBefore}\n${comment}` : comment;
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
    const wanted = String(path.at(-1));
    const pair = mapAt(document, path.slice(0, -1)).items.find(
        ({ key }) => (isScalar(key) ? String(key.value) : key) === wanted,
    );
    if (pair === undefined) {
        throw new NoSuchNode();
    }
    return pair;
}

function keyOf(pair: Pair): Scalar {
    if (!isScalar(pair.key)) {
        throw new NoSuchNode();
    }
    return pair.key;
}
