import * as sdk from "@pulumi/policy";
import { crossguardPolicies } from "../../policies/crossguard";
import type { PolicyOptions, PolicyResource, Rule } from "../../policies";

/** A message as the SDK would send it. */
export interface Reported {
    policy: string;
    message: string;
    level: string;
    urn?: string;
}

/** The SDK's own proxy, which its types leave out. */
const { unknownCheckingProxy } = sdk as unknown as {
    unknownCheckingProxy: (inputs: Record<string, unknown>) => Record<string, unknown>;
};

type Report = string | { message: string; enforcementLevel?: string; urn?: string };

const options = {
    protect: false,
    ignoreChanges: [],
    aliases: [],
    customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
    additionalSecretOutputs: [],
};

/**
 * Runs the policies over resources as the SDK does: through its proxy that throws at unknown values.
 * @param atTheEnd What the engine tells of them once everything is registered, outputs; default the same.
 */
export function runCrossguard(
    resources: readonly PolicyResource[],
    policyOptions: PolicyOptions,
    rules?: readonly Rule[],
    atTheEnd = resources,
): Reported[] {
    const reported: Reported[] = [];
    const toArgs = (resource: PolicyResource) => ({
        type: resource.type,
        urn: resource.urn ?? "",
        name: resource.name,
        props: unknownCheckingProxy(resource.inputs),
        opts: {
            ...options,
            parent: resource.parent,
            protect: resource.protect === true,
            ignoreChanges: [...(resource.ignoreChanges ?? [])],
        },
        propertyDependencies: dependenciesOf(resource),
        getConfig: () => ({}),
    });
    const args = resources.map(toArgs);
    for (const policy of crossguardPolicies({ ...policyOptions, profile: "all" }, rules)) {
        if (policyOptions.rules?.includes(policy.name) === false) {
            continue;
        }
        const report = (violation: Report, urn?: string): void => {
            const own = typeof violation === "string" ? { message: violation, urn } : violation;
            reported.push({ policy: policy.name, level: policy.enforcementLevel ?? "", ...own, ...levelOf(own) });
        };
        if ("validateStack" in policy) {
            const stack = atTheEnd.map(toArgs).map((one) => ({ ...one, dependencies: [] }));
            void policy.validateStack(
                { ...args[0]!, resources: stack as unknown as sdk.PolicyResource[] } as never,
                report,
            );
        } else if (typeof policy.validateResource === "function") {
            for (const one of args) {
                void policy.validateResource(one as unknown as sdk.ResourceValidationArgs, report);
            }
        }
    }
    return reported;
}

/** The SDK gives resources where the engine gives URNs. */
function dependenciesOf({ propertyDependencies = {} }: PolicyResource): Record<string, { urn: string }[]> {
    const entries = Object.entries(propertyDependencies).map(([key, urns]) => [key, urns.map((urn) => ({ urn }))]);
    return Object.fromEntries(entries) as Record<string, { urn: string }[]>;
}

function levelOf(violation: { enforcementLevel?: string }): { level?: string } {
    return violation.enforcementLevel === undefined ? {} : { level: violation.enforcementLevel };
}

/** The fingerprints in messages' tails, sorted. */
export function fingerprintsIn(reported: readonly Reported[]): string[] {
    return reported
        .flatMap(({ message }) => [...message.matchAll(/ fp=([0-9a-f]{16})\]/g)].map(([, print]) => print!))
        .sort();
}
