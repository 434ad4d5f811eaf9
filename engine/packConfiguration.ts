import type { EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import { ConfigureAnalyzerRequest, PolicyConfig, type AnalyzerInfo } from "@pulumi/pulumi/proto/analyzer_pb";
import type { PolicyLevel, PolicySettings } from "./pack";
import { plainOf, structOf } from "./sdk";

/**
 * The full configuration, as the engine reconciles it: schema defaults, then the pack's own, then the caller's. Each
 * policy's level is always sent, for the protocol reads a missing one as advisory.
 */
export function configureRequest(
    described: AnalyzerInfo,
    settings: Record<string, PolicySettings>,
): ConfigureAnalyzerRequest {
    const request = new ConfigureAnalyzerRequest();
    for (const policy of described.getPoliciesList()) {
        const name = policy.getName();
        const initial = described.getInitialconfigMap().get(name);
        const { level, properties } = settings[name] ?? {};
        const fallback = initial?.getEnforcementlevel() ?? policy.getEnforcementlevel();
        const config = new PolicyConfig()
            .setEnforcementlevel(level === undefined ? fallback : levels.indexOf(level))
            .setProperties(
                structOf({
                    ...schemaDefaults(plainOf(policy.getConfigschema()?.getProperties())),
                    ...plainOf(initial?.getProperties()),
                    ...properties,
                }),
            );
        request.getPolicyconfigMap().set(name, config);
    }
    return request;
}

function schemaDefaults(schema: Record<string, unknown>): Record<string, unknown> {
    const defaults: Record<string, unknown> = {};
    for (const [name, property] of Object.entries(schema)) {
        if (typeof property === "object" && property !== null && "default" in property) {
            defaults[name] = property.default;
        }
    }
    return defaults;
}

/** The levels at the numbers that the protocol gives them. */
const levels: readonly PolicyLevel[] = ["advisory", "mandatory", "disabled", "remediate"];

/** The level of a number of the protocol. */
export function levelOf(level: EnforcementLevel): PolicyLevel {
    return levels[level] ?? "advisory";
}
