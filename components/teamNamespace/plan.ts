import { planComponent, type ComponentForm, type ComponentPlan } from "../shared/plan";
import type { TeamNamespaceArgs } from "./args";
import { teamNamespaceSchema } from "./schema";
import { resolveSettings, settingsProblems, type NamespaceSettings } from "./settings";

/** Type token of TeamNamespace; part of every URN, so it never changes. */
export const teamNamespaceToken = "waymark:index:TeamNamespace";

const form: ComponentForm<TeamNamespaceArgs, NamespaceSettings> = {
    token: teamNamespaceToken,
    schema: teamNamespaceSchema,
    argumentProblems: () => [],
    resolve: resolveSettings,
    settingsProblems,
};

/**
 * Checks the arguments of a namespace and decides everything about it.
 *
 * @param name logical name of the component
 * @throws ProblemError with every problem of the arguments
 */
export function planNamespace(name: string, args: TeamNamespaceArgs): ComponentPlan<NamespaceSettings> {
    return planComponent(form, name, args);
}
