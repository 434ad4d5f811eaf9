import type { PathStep } from "../core/pointer";
import type { Draft } from "./draft";
import { asMap, entriesOf } from "./plainData";

/**
 * The four upgrades that Score's own tools make: of files and volumes given as lists, the content written as a list
 * of lines, the list of files, `read_only`, and the list of volumes. Each is a warning.
 */
export function upgrade(draft: Draft): void {
    for (const [name, container] of entriesOf(draft.get(["containers"]))) {
        const path = ["containers", name];
        const { files, volumes } = asMap(container) ?? {};
        if (Array.isArray(files)) {
            files.forEach((file, index) => joinLines(draft, [...path, "files", index], file));
            listToMap(draft, [...path, "files"], { code: "files-list", what: "files" });
        }
        if (Array.isArray(volumes)) {
            volumes.forEach((volume, index) => renameReadOnly(draft, [...path, "volumes", index], volume));
            listToMap(draft, [...path, "volumes"], { code: "volumes-list", what: "volumes" });
        }
    }
}

function joinLines(draft: Draft, path: readonly PathStep[], file: unknown): void {
    const content = asMap(file)?.["content"];
    if (Array.isArray(content) && content.every((line) => typeof line === "string")) {
        const target = [...path, "content"];
        draft.changed(
            target,
            "content-list",
            "a list of lines is read as one text",
            'write "content: |" and the text below',
        );
        draft.set(target, content.join("\n"));
    }
}

function renameReadOnly(draft: Draft, path: readonly PathStep[], volume: unknown): void {
    const map = asMap(volume);
    if (map !== undefined && "read_only" in map && !("readOnly" in map)) {
        const target = [...path, "read_only"];
        draft.changed(target, "read-only-key", '"read_only" is read as "readOnly"', 'write "readOnly"');
        draft.rename(target, "readOnly");
    }
}

/** A list of maps with `target` becomes a map by target; where that can't be done the list stays and errors say why. */
function listToMap(draft: Draft, path: readonly PathStep[], form: { code: string; what: string }): void {
    if (!canBeMap(draft, path, "target")) {
        return;
    }
    draft.changed(
        path,
        form.code,
        `a list of ${form.what} is read as a map`,
        `write a map of ${form.what} by target path`,
    );
    draft.listToMap(path, "target");
}

/** True where each item of a list has a text of its own below `key`; every reason why not is reported. */
export function canBeMap(draft: Draft, path: readonly PathStep[], key: string): boolean {
    const seen = new Map<string, number>();
    const errorsBefore = draft.errors.length;
    const items = draft.get(path) as unknown[];
    items.forEach((item, index) => {
        const value = asMap(item)?.[key];
        const place = [...path, index];
        if (typeof value !== "string" || value === "__proto__") {
            draft.refused(place, "missing-key", `an item without "${key}"`, `write a map with "${key}"`);
        } else if (seen.has(value)) {
            draft.refused(
                [...place, key],
                "duplicate-key",
                `item ${index} has the same "${key}" as item ${seen.get(value)}`,
                "keep one of them",
            );
        } else {
            seen.set(value, index);
        }
    });
    return draft.errors.length === errorsBefore;
}
