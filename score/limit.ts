import type { PathStep } from "../core/pointer";
import type { ScoreWorkload } from "./workload";

/** The version of a cluster, as far as limits depend on it. */
export interface KubernetesVersion {
    /** 36 in 1.36. */
    minor: number;
}

/** One place in a document that runs into a limit. */
export interface Finding {
    path: PathStep[];
    part?: "key" | "value";
    message: string;
    hint: string;
}

/** Something that Score allows and Kubernetes sees otherwise. */
export interface Limit {
    code: string;
    /** True where the API server refuses it; else it is read in another way, or left out. */
    refused: boolean;
    /** The rule, in one clause. */
    says: string;
    find: (workload: ScoreWorkload, version: KubernetesVersion) => Finding[];
}
