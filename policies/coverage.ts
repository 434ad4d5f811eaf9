import { containsUnknown } from "../core/values";
import { KubeObject } from "./model/kubeObject";
import type { ResourceView } from "./model/resourceView";
import type { Value, ValueOwner } from "./model/value";
import type { UnknownVerdict } from "./report";

/** The rule that speaks of whole subtrees that aren't known yet, so that not every rule does. */
export const coverageRuleId = "plat-unknown-coverage";

/** The subtrees of an object that are wholly unknown: its spec, or else that of a pod that it makes or all its containers. */
export function unknownSubtrees(object: KubeObject): readonly Value[] {
    const spec = object.body.get("spec");
    if (spec.isUnknown) {
        return [spec];
    }
    return object.pods
        .map((pod) => [pod.spec, pod.spec.get("containers")].find((value) => value.isUnknown) ?? [])
        .flat();
}

/** Types that register what they read as their children; while an input isn't known they register none. */
const bundles = /^kubernetes:((yaml|kustomize)[:/]|helm\.sh\/v[34]:Chart$)/;

/** The inputs of a bundle that aren't known yet, or hold something that isn't: its children are missing. */
export function unknownInputs(bundle: ResourceView): readonly Value[] {
    return !bundles.test(bundle.type)
        ? []
        : bundle.body.entries().filter((input) => containsUnknown(bundle.resource.inputs[input.label]));
}

/** Whether a path that isn't known yet is such a subtree. */
export function isWhollyUnknown(owner: ValueOwner, path: string): boolean {
    return owner instanceof KubeObject && unknownSubtrees(owner).some((value) => value.unknownPath === path);
}

/** Several rules speak of the same subtree: said once per object. */
export function mergeCoverage(unknown: readonly UnknownVerdict[]): UnknownVerdict[] {
    const merged = new Map<string, UnknownVerdict>();
    for (const verdict of unknown.filter(({ rule }) => rule === coverageRuleId)) {
        const key = JSON.stringify(verdict.object);
        const known = merged.get(key);
        merged.set(key, known === undefined ? verdict : join(known, verdict));
    }
    return [...unknown.filter(({ rule }) => rule !== coverageRuleId), ...merged.values()];
}

function join(a: UnknownVerdict, b: UnknownVerdict): UnknownVerdict {
    const both = (one: readonly string[], other: readonly string[]) => [...new Set([...one, ...other])].sort();
    const level = [a, b].some((one) => one.level === "mandatory") ? "mandatory" : "advisory";
    return { ...a, level, paths: both(a.paths, b.paths), source: both(a.source, b.source) };
}
