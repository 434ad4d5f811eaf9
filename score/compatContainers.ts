import type { PathStep } from "../core/pointer";
import type { Draft } from "./draft";
import { asMap, entriesOf } from "./plainData";

const timings = ["initialDelaySeconds", "periodSeconds", "timeoutSeconds", "failureThreshold", "successThreshold"];
const httpGetKeys = ["path", "port", "host", "scheme", "httpHeaders"];

/** Forms of containers that Score never had or has no more: files by `path`, `probes`, flat probes, their timings. */
export function normaliseContainers(draft: Draft): void {
    for (const [name, container] of entriesOf(draft.get(["containers"]))) {
        if (asMap(container) === undefined) {
            continue;
        }
        renamePaths(draft, ["containers", name, "files"]);
        takeProbesOut(draft, name);
        for (const kind of ["liveness", "readiness"]) {
            const path = ["containers", name, `${kind}Probe`];
            nestHttpGet(draft, path);
            raiseScheme(draft, [...path, "httpGet", "scheme"]);
            takeTimingsOut(draft, path, ["metadata", "waymark", "probes", name, kind]);
        }
    }
}

function renamePaths(draft: Draft, path: readonly PathStep[]): void {
    const files = draft.get(path);
    if (!Array.isArray(files)) {
        return;
    }
    files.forEach((file, index) => {
        const map = asMap(file);
        if (map !== undefined && "path" in map && !("target" in map)) {
            const target = [...path, index, "path"];
            draft.changed(
                target,
                "files-path",
                '"path" of a file is read as "target"',
                "write a map of files by target path",
            );
            draft.rename(target, "target");
        }
    });
}

/** `probes: {liveness, readiness}`; `startup` has a place in `metadata.waymark` only. */
function takeProbesOut(draft: Draft, container: string): void {
    const path = ["containers", container, "probes"];
    const probes = asMap(draft.get(path));
    if (probes === undefined) {
        return;
    }
    for (const kind of Object.keys(probes)) {
        const from = [...path, kind];
        if (kind === "startup" && draft.canHold(["metadata", "waymark", "probes", container, kind])) {
            nestHttpGet(draft, from);
            raiseScheme(draft, [...from, "httpGet", "scheme"]);
            const place = `metadata.waymark.probes.${container}.startup`;
            draft.changed(from, "probes-map", `"probes.startup" is read as ${place}`, `write ${place}`);
            draft.move(from, ["metadata", "waymark", "probes", container, kind]);
        } else if (kind === "liveness" || kind === "readiness") {
            const key = `${kind}Probe`;
            if (draft.get(["containers", container, key]) === undefined) {
                draft.changed(from, "probes-map", `"probes.${kind}" is read as "${key}"`, `write "${key}"`);
                draft.move(from, ["containers", container, key]);
            } else {
                draft.refused(from, "given-twice", `"probes.${kind}" beside "${key}"`, `keep "${key}"`);
            }
        }
    }
    if (Object.keys(asMap(draft.get(path)) ?? {}).length === 0) {
        draft.remove(path);
    }
}

/** A probe with `path` and `port` right below it. */
function nestHttpGet(draft: Draft, path: readonly PathStep[]): void {
    const probe = asMap(draft.get(path));
    if (probe === undefined || "httpGet" in probe || !("path" in probe || "port" in probe)) {
        return;
    }
    draft.changed(path, "flat-probe", "a probe without httpGet is read as one", 'write "httpGet" above path and port');
    for (const key of httpGetKeys.filter((candidate) => candidate in probe)) {
        draft.move([...path, key], [...path, "httpGet", key]);
    }
}

function raiseScheme(draft: Draft, path: readonly PathStep[]): void {
    const scheme = draft.get(path);
    if (scheme === "http" || scheme === "https") {
        const upper = scheme.toUpperCase();
        draft.changed(path, "lower-case-scheme", `"${scheme}" is read as "${upper}"`, `write "${upper}"`);
        draft.set(path, upper);
    }
}

/** Score has no timings; `metadata.waymark.probes` has. */
function takeTimingsOut(draft: Draft, path: readonly PathStep[], to: readonly string[]): void {
    const probe = asMap(draft.get(path));
    for (const key of timings.filter((candidate) => probe !== undefined && candidate in probe)) {
        const target = [...to, key];
        if (draft.canHold(target)) {
            const place = target.join(".");
            draft.changed([...path, key], "probe-timing", `"${key}" is read as ${place}`, `write ${place}`);
            draft.move([...path, key], target);
        }
    }
}
