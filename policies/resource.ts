import type { PathStep } from "../core/pointer";
import type { Place } from "../core/problem";

/**
 * One resource as a rule sees it, whatever adapter it came through.
 * Inputs are plain data that may hold `SecretValue` and `unknownValue` of core/values.
 */
export interface PolicyResource {
    /** Absent for plain manifests. */
    urn?: string;
    /** Pulumi type token: `kubernetes:apps/v1:Deployment`, `waymark:index:StandardService`. */
    type: string;
    /** Pulumi's logical name; for manifests `metadata.name`. */
    name: string;
    /** URN of the parent. */
    parent?: string;
    /** True for what exists already and is only read: it is somebody else's, and not judged. */
    external?: boolean;
    inputs: Record<string, unknown>;
    /** Pulumi's `protect`: it can't be deleted. Absent where the adapter doesn't know. */
    protect?: boolean;
    /** Pulumi's `retainOnDelete`. Absent where the adapter doesn't know. */
    retainOnDelete?: boolean;
    /** Secrets came without their marks, so that a plain value can't be told from one: CrossGuard gives them so. */
    secretsOpen?: true;
    /** Pulumi's `ignoreChanges`. Absent where the adapter doesn't know. */
    ignoreChanges?: readonly string[];
    /** URNs that each top-level input depends on: where an unknown comes from. */
    propertyDependencies?: Record<string, string[]>;
    /** The file as the user named it. */
    file?: string;
    /** Where a value stands in that file. */
    place?: (path: readonly PathStep[]) => Place;
}
