import type { PathStep } from "../../core/pointer";
import type { Place, Problem } from "../../core/problem";
import type { PolicyResource } from "../resource";
import { decodeText } from "./decode";
import { readDocuments } from "./documents";
import { registeredResources } from "./registeredResources";

export interface Manifests {
    resources: PolicyResource[];
    /** What could not be read, each with its place. */
    problems: Problem[];
    /** What is odd, and was read all the same. */
    warnings: Problem[];
    /** The problems are that each of its documents is of something else, as files beside manifests are. */
    isForeign: boolean;
}

/**
 * What a file holds to judge: Kubernetes objects (YAML documents as Kubernetes reads them, JSON, lists flattened), an
 * export of a stack, the output of `pulumi preview --json` or a log of its events. A bad document is a problem and never
 * hides the others; an empty one is nothing.
 *
 * @param file The file as the user named it; findings carry it.
 * @param content Text, or bytes in UTF-8, also compressed with gzip.
 */
export function fromManifests(file: string, content: string | Uint8Array): Manifests {
    const decoded = typeof content === "string" ? { text: content } : decodeText(file, content);
    if ("problem" in decoded) {
        return { resources: [], problems: [decoded.problem], warnings: [], isForeign: false };
    }
    const objects: PolicyResource[] = [];
    // A step of a preview may be told twice (create-replacement, replace): the later one says what will be.
    const registered = new Map<string, PolicyResource>();
    const problems: Problem[] = [];
    const warnings: Problem[] = [];
    let foreign = 0;
    for (const document of readDocuments(file, decoded.text)) {
        if ("problems" in document) {
            problems.push(...document.problems);
            continue;
        }
        warnings.push(...document.warnings);
        const { value, place } = document;
        const resources = registeredResources(value);
        if (resources === undefined) {
            foreign += isForeign(value) ? 1 : 0;
            collectObjects(value, [], { file, objects, problems, place });
            continue;
        }
        resources.found.forEach(({ path, ...resource }) =>
            registered.set(resource.urn, {
                ...resource,
                name: resource.urn.split("::").slice(3).join("::"),
                file,
                place: (inner) => place([...path, ...inner]),
            }),
        );
        problems.push(...resources.wrong.map((path) => ({ ...noResource, ...place(path) })));
    }
    const found = [...objects, ...registered.values()];
    const none = found.length === 0 && foreign > 0 && foreign === problems.length;
    return { resources: found, problems, warnings, isForeign: none };
}

interface Source {
    file: string;
    objects: PolicyResource[];
    problems: Problem[];
    place: (path: readonly PathStep[]) => Place;
}

/** @param typed Kind and version of the items of a typed list (`PodList`), which the API leaves out of them. */
function collectObjects(value: unknown, prefix: readonly PathStep[], source: Source, typed: object = {}): void {
    const object = isMap(value) ? { ...typed, ...value } : {};
    const { apiVersion, kind, items, metadata } = object as Record<string, unknown>;
    if (value === null && prefix.length === 0) {
        return; // a document that says nothing
    }
    if (
        !isMap(value) ||
        typeof apiVersion !== "string" ||
        typeof kind !== "string" ||
        apiVersion === "" ||
        kind === ""
    ) {
        source.problems.push({ ...noObject, ...source.place(prefix) });
    } else if (kind.endsWith("List") && Array.isArray(items)) {
        const ofItems = kind === "List" ? {} : { apiVersion, kind: kind.slice(0, -"List".length) };
        items.forEach((item, index) => collectObjects(item, [...prefix, "items", index], source, ofItems));
    } else {
        const named = isMap(metadata) ? (metadata["name"] ?? metadata["generateName"]) : undefined;
        source.objects.push({
            type: `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`,
            name: typeof named === "string" ? named : "",
            inputs: object,
            file: source.file,
            place: (path) => source.place([...prefix, ...path]),
        });
    }
}

const noObject = {
    code: "no-kubernetes-object",
    message: "this is no Kubernetes object",
    hint: "a Kubernetes object has the keys apiVersion and kind",
};

/** Whether nothing in a document looks like a part of an object, or it is a Score file. */
function isForeign(document: unknown): boolean {
    if (!isMap(document)) {
        return document !== null;
    }
    const { apiVersion } = document;
    const isScore = typeof apiVersion === "string" && apiVersion.startsWith("score.dev/");
    return isScore || !["kind", "metadata", "spec"].some((key) => key in document);
}

const noResource = {
    code: "no-resource",
    message: "this entry of a stack's resources is no resource",
    hint: "a resource has the keys urn and type, and its inputs",
};

function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
