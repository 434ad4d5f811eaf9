import type { PathStep } from "../core/pointer";
import type { Draft } from "./draft";
import { asMap, entriesOf } from "./plainData";
import { canBeMap } from "./upgrade";

/** Forms of resources that Score never had or has no more: a list, `properties`, the type `env.config`. */
export function normaliseResources(draft: Draft): void {
    if (Array.isArray(draft.get(["resources"]))) {
        nameResources(draft);
    }
    for (const [name, resource] of entriesOf(draft.get(["resources"]))) {
        const path = ["resources", name];
        const map = asMap(resource);
        if (map?.["type"] === "env.config") {
            const hint = 'write "environment"';
            draft.changed([...path, "type"], "old-resource-type", '"env.config" is read as "environment"', hint);
            draft.set([...path, "type"], "environment");
        }
        if (map !== undefined && "properties" in map) {
            normaliseProperties(draft, path);
        }
    }
}

function nameResources(draft: Draft): void {
    const path = ["resources"];
    if (canBeMap(draft, path, "name")) {
        const message = "a list of resources is read as a map";
        draft.changed(path, "resources-list", message, "write a map of resources by name");
        draft.listToMap(path, "name");
    }
}

/**
 * In 2022 and 2023 `properties` declared what a resource hands out, never what it is asked for; nothing needs that now.
 * Everything else that people write there means `params`.
 */
function normaliseProperties(draft: Draft, path: readonly PathStep[]): void {
    const from = [...path, "properties"];
    const properties = draft.get(from);
    if (properties !== null && asMap(properties) === undefined) {
        return;
    }
    const hasParams = draft.get([...path, "params"]) !== undefined;
    if (!entriesOf(properties).every(([, value]) => isOutputDeclaration(value))) {
        if (hasParams) {
            draft.refused(from, "given-twice", '"properties" beside "params"', 'keep "params"');
        } else {
            draft.changed(from, "properties-key", '"properties" is read as "params"', 'write "params"');
            draft.rename(from, "params");
        }
        return;
    }
    const defaults = draft.get([...path, "type"]) === "environment" ? defaultsOf(properties) : [];
    const message = '"properties" declares outputs, which nothing needs any more';
    if (defaults.length === 0) {
        draft.changed(from, "output-properties", message, 'leave "properties" out');
    } else {
        draft.changed(from, "output-properties", `${message}; defaults are read as "params"`, 'write "params"');
        for (const key of defaults.filter((name) => draft.canHold([...path, "params", name]))) {
            draft.move([...from, key, "default"], [...path, "params", key]);
        }
    }
    draft.remove(from);
}

function isOutputDeclaration(value: unknown): boolean {
    const keys = ["type", "default", "required", "secret"];
    return value === null || (asMap(value) !== undefined && entriesOf(value).every(([key]) => keys.includes(key)));
}

function defaultsOf(properties: unknown): string[] {
    return entriesOf(properties)
        .filter(([, value]) => asMap(value)?.["default"] !== undefined)
        .map(([key]) => key);
}

/**
 * `mount_path` in the params of a volume becomes a mount of the workload's only container.
 * With several containers nobody knows which one is meant, so it stays and the environment refuses it.
 */
export function mountVolumes(draft: Draft): void {
    const containers = entriesOf(draft.get(["containers"]));
    const [only] = containers;
    if (containers.length !== 1 || only === undefined || asMap(only[1]) === undefined) {
        return;
    }
    const volumes: PathStep[] = ["containers", only[0], "volumes"];
    for (const [name, resource] of entriesOf(draft.get(["resources"]))) {
        const from = ["resources", name, "params", "mount_path"];
        const target = draft.get(from);
        const source = `\${resources.${name}}`;
        const current = draft.get(volumes);
        const usable = current === undefined || asMap(current) !== undefined;
        const isPath = typeof target === "string" && target !== "" && target !== "__proto__";
        const isFree = entriesOf(current).every(
            ([key, value]) => key !== target && asMap(value)?.["source"] !== source,
        );
        if (asMap(resource)?.["type"] === "volume" && isPath && usable && isFree) {
            const hint = `write containers.${only[0]}.volumes with the path as key and "source: ${source}"`;
            draft.changed(from, "mount-path-param", '"mount_path" is read as a volume of the container', hint);
            draft.set([...volumes, target], { source });
            draft.derived([...volumes, target], from);
            draft.remove(from);
            if (entriesOf(draft.get(["resources", name, "params"])).length === 0) {
                draft.remove(["resources", name, "params"]);
            }
        }
    }
}
