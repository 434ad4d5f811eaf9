import { ProblemError, type Problem } from "../../core/problem";
import { check } from "../../core/schema";
import { resolveEnvironment, type Environment } from "../../environments/environment";
import { handoverOf } from "../shared/handover";
import { identityOf, type Identity } from "../shared/names";
import { throwProblems } from "../shared/validation";
import { edgeProblems } from "../shared/edges";
import { SettingsBuilder, type Setting } from "../shared/settings";
import type { StandardServiceArgs } from "./args";
import { argumentProblems, settingsProblems } from "./checks";
import { declaredContainers } from "./containers";
import { standardServiceSchema } from "./schema";
import { resolveSettings, type ServiceSettings } from "./settings";

/** A service decided, before anything is registered. */
export interface ServicePlan {
    identity: Identity;
    environment: Environment;
    settings: ServiceSettings;
    /** The decisions with their origins. */
    explained: readonly Setting[];
}

/**
 * Checks the arguments of a service and decides everything about it.
 *
 * @param token type token of the component
 * @param name logical name of the component
 * @throws ProblemError with every problem of the arguments
 */
export function planService(token: string, name: string, args: StandardServiceArgs): ServicePlan {
    const component = `StandardService "${name}"`;
    const handover = handoverOf(args);
    const problems: Problem[] = [...check(standardServiceSchema, args).problems];
    const wellFormed = problems.length === 0;
    const attempt = <T>(action: () => T): T | undefined => {
        try {
            return action();
        } catch (error) {
            if (!(error instanceof ProblemError)) {
                throw error;
            }
            problems.push(...error.problems);
            return undefined;
        }
    };
    const identity = attempt(() => identityOf(token, name, args));
    const environment =
        handover.environment ??
        (typeof args.environment === "string"
            ? attempt(() => resolveEnvironment({ name: args.environment, tier: args.tier }))
            : undefined);
    if (wellFormed) {
        const containers = declaredContainers(identity?.physicalName ?? name, args);
        problems.push(
            ...argumentProblems(args, containers, handover.origins !== undefined),
            ...edgeProblems("connectsTo", args.connectsTo),
            ...edgeProblems("acceptsFrom", args.acceptsFrom),
        );
        if (environment !== undefined) {
            const builder = new SettingsBuilder(handover.origins);
            const settings = resolveSettings(args, containers, environment, builder);
            problems.push(...settingsProblems(settings));
            if (problems.length === 0 && identity !== undefined) {
                return { identity, environment, settings, explained: builder.build() };
            }
        }
    }
    throwProblems(component, problems);
    throw new TypeError("a plan without problems is complete");
}
