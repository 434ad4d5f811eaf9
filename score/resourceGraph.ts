import { canonicalJson } from "../core/canonicalJson";
import type { Problem } from "../core/problem";
import type { ScoreResource } from "./documentSchema";
import type { ScoreWorkload } from "./workload";
import { stringsIn } from "./plainData";
import { parseTemplate } from "./template";
import { topologicalOrder } from "../core/topologicalOrder";

/** One resource, however many workloads use it. */
export interface ResourceNode {
    /** `type.class#id`. */
    uid: string;
    type: string;
    /** `default` where the file names none. */
    class: string;
    /** The id as written, or `<workload>.<resource>`. */
    id: string;
    /** True where the file gives an id, so that other workloads may use the resource too. */
    shared: boolean;
    /** Name of its component: the id as written, or `<workload>-<resource>`. */
    logicalName: string;
    params?: Record<string, unknown>;
    metadata?: Record<string, unknown>;
    /** The workload that gave the params; `${metadata...}` and `${resources...}` in them are meant there. */
    source: ScoreWorkload;
    /** Its key below `resources` in the source workload. */
    sourceName: string;
    /** Every use, by workload name and key. */
    uses: { workload: ScoreWorkload; name: string }[];
}

export interface ResourceGraph {
    /** In the order of provisioning: behind what their params need, else by UID. */
    resources: ResourceNode[];
    problems: Problem[];
}

interface Use {
    workload: ScoreWorkload;
    name: string;
    resource: ScoreResource;
}

/**
 * The resources of several workloads. The same type, class and id is one resource; definitions of it that differ in
 * params or metadata are a problem, and so is a cycle of placeholders in params.
 */
export function buildResourceGraph(workloads: readonly ScoreWorkload[]): ResourceGraph {
    const byUid = new Map<string, Use[]>();
    for (const workload of sortBy(workloads, ({ name }) => name)) {
        for (const [name, resource] of sortBy(Object.entries(workload.document.resources ?? {}), ([key]) => key)) {
            const uid = uidOf(workload, name, resource);
            const known = byUid.get(uid);
            if (known === undefined) {
                byUid.set(uid, [{ workload, name, resource }]);
            } else {
                known.push({ workload, name, resource });
            }
        }
    }
    const problems = [...byUid].flatMap(([uid, uses]) => [
        ...differences(uid, uses, "params"),
        ...differences(uid, uses, "metadata"),
    ]);
    const nodes = new Map([...byUid].map(([uid, uses]) => [uid, makeNode(uid, uses)]));
    const { order, cycles } = topologicalOrder(new Map([...nodes].map(([uid, node]) => [uid, needsOf(node)])));
    return {
        resources: order.flatMap((uid) => nodes.get(uid) ?? []),
        problems: [...problems, ...cycles.map((cycle) => cycleProblem(cycle, nodes))],
    };
}

/** A problem for each workload name that several files give. */
export function duplicateWorkloads(workloads: readonly ScoreWorkload[]): Problem[] {
    const first = new Map<string, ScoreWorkload>();
    return workloads.flatMap((workload) => {
        const other = first.get(workload.name);
        if (other === undefined) {
            first.set(workload.name, workload);
            return [];
        }
        return {
            code: "duplicate-workload",
            message: `the name "${workload.name}" is taken by ${other.file}`,
            hint: "give each workload a name of its own",
            ...workload.place(["metadata", "name"]),
        };
    });
}

/** `type.class#id`, with class `default` and id `<workload>.<resource>` where the file names none. */
function uidOf(workload: ScoreWorkload, name: string, resource: ScoreResource): string {
    return `${resource.type}.${resource.class ?? "default"}#${resource.id ?? `${workload.name}.${name}`}`;
}

function makeNode(uid: string, uses: readonly Use[]): ResourceNode {
    const source = uses.find(({ resource }) => resource.params !== undefined) ?? uses[0]!;
    const metadata = uses.find(({ resource }) => resource.metadata !== undefined)?.resource.metadata;
    // A use without an id keeps its own name even when another workload names it by `id: <workload>.<resource>`.
    const implicit = uses.find(({ resource }) => resource.id === undefined);
    const { resource } = source;
    return {
        uid,
        type: resource.type,
        class: resource.class ?? "default",
        id: uid.slice(uid.indexOf("#") + 1),
        shared: uses.some((use) => use.resource.id !== undefined),
        logicalName:
            implicit === undefined ? (resource.id ?? source.name) : `${implicit.workload.name}-${implicit.name}`,
        ...(resource.params === undefined ? {} : { params: resource.params }),
        ...(metadata === undefined ? {} : { metadata }),
        source: source.workload,
        sourceName: source.name,
        uses: uses.map(({ workload, name }) => ({ workload, name })),
    };
}

function differences(uid: string, uses: readonly Use[], key: "params" | "metadata"): Problem[] {
    const given = uses.filter(({ resource }) => resource[key] !== undefined);
    const [first, ...others] = given;
    if (first === undefined) {
        return [];
    }
    const due = canonicalJson(first.resource[key]);
    return others
        .filter(({ resource }) => canonicalJson(resource[key]) !== due)
        .map(({ workload, name }) => {
            const { file, line } = first.workload.place(["resources", first.name, key], "key");
            return {
                code: `different-${key}`,
                message: `${uid} has other ${key} here than at ${file}:${line}`,
                hint: `write the same ${key} in both places, or in one of them alone`,
                ...workload.place(["resources", name, key], "key"),
            };
        });
}

/** The UIDs that a resource's params speak of; what the workload doesn't declare is judged when it is read. */
function needsOf({ source, params }: ResourceNode): Set<string> {
    const resources = source.document.resources ?? {};
    const needs = new Set<string>();
    for (const { text } of stringsIn(params)) {
        for (const part of parseTemplate(text)) {
            const [root, name = ""] = part.kind === "reference" ? part.path : [];
            const resource = root === "resources" && Object.hasOwn(resources, name) ? resources[name] : undefined;
            if (resource !== undefined) {
                needs.add(uidOf(source, name, resource));
            }
        }
    }
    return needs;
}

function cycleProblem(cycle: readonly string[], nodes: ReadonlyMap<string, ResourceNode>): Problem {
    const { source, sourceName } = nodes.get(cycle[0]!)!;
    return {
        code: "resource-cycle",
        message: `resources need each other through placeholders in params: ${cycle.join(" -> ")}`,
        hint: "write one of these values out",
        ...source.place(["resources", sourceName, "params"], "key"),
    };
}

function sortBy<T>(items: readonly T[], key: (item: T) => string): T[] {
    return [...items].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
