import type { Facts } from "./facts";
import type { PodSecurityLevel } from "./podSecurity";
import type { Profile } from "./profiles";
import type { Tier } from "./severity";

/** What is asked of an evaluation. */
export interface PolicyOptions {
    /** Decides the levels of findings. */
    tier: Tier;
    /** Default `golden`. */
    profile?: Profile;
    /** Default: baseline in profile baseline, else restricted. */
    pssLevel?: PodSecurityLevel;
    /** `1.36` or `v1.36`; default 1.36. */
    pssVersion?: string;
    /** Parameters by rule id. */
    params?: Record<string, object>;
    /** Facts from outside the judged objects; rules that need them are not configured without. */
    facts?: Facts;
    /** Only these rules of the profile's and any other. */
    rules?: readonly string[];
    /** Not these. */
    skip?: readonly string[];
    /** Default all adapters: rules that can't run in this one are left out. */
    adapter?: "manifests" | "pulumi";
}
