import { canonicalJson } from "../../core/canonicalJson";
import type { StandardServiceArgs } from "./args";

/**
 * Annotations of the workload that tell others what it promises and which waivers it refers to. They stand on the
 * workload and not on its pods, so that a change of them restarts nothing.
 */
export function promises({ slo = {}, waivers = [] }: StandardServiceArgs): Record<string, string> | undefined {
    const annotations: Record<string, string> = {};
    if (Object.values(slo).some((promise) => promise !== undefined)) {
        annotations["waymark.dev/slo"] = canonicalJson(slo);
    }
    if (waivers.length > 0) {
        annotations["waymark.dev/waivers"] = [...new Set(waivers)].sort().join(",");
    }
    return Object.keys(annotations).length === 0 ? undefined : annotations;
}
