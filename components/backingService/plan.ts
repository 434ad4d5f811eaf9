import { edgeProblems } from "../shared/edgeChecks";
import { planComponent, type ComponentForm, type ComponentPlan } from "../shared/plan";
import type { BackingServiceArgs } from "./args";
import { backingServiceSchema } from "./schema";
import { resolveSettings, type BackingSettings } from "./settings";

/** Type token of BackingService; part of every URN, so it never changes. */
export const backingServiceToken = "waymark:index:BackingService";

const form: ComponentForm<BackingServiceArgs, BackingSettings> = {
    token: backingServiceToken,
    schema: backingServiceSchema,
    argumentProblems: ({ connectsTo }) => edgeProblems("connectsTo", connectsTo),
    resolve: resolveSettings,
    settingsProblems: () => [],
};

/**
 * Checks the arguments of a server and decides everything about it.
 *
 * @param name logical name of the component
 * @throws ProblemError with every problem of the arguments
 */
export function planBackingService(name: string, args: BackingServiceArgs): ComponentPlan<BackingSettings> {
    return planComponent(form, name, args);
}
