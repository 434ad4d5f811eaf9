import { edgeProblems } from "../shared/edgeChecks";
import { planComponent, type ComponentForm, type ComponentPlan } from "../shared/plan";
import type { PostgresDatabaseArgs } from "./args";
import { postgresDatabaseSchema } from "./schema";
import { resolveSettings, type DatabaseSettings } from "./settings";

/** Type token of PostgresDatabase; part of every URN, so it never changes. */
export const postgresDatabaseToken = "waymark:index:PostgresDatabase";

const form: ComponentForm<PostgresDatabaseArgs, DatabaseSettings> = {
    token: postgresDatabaseToken,
    schema: postgresDatabaseSchema,
    argumentProblems: ({ acceptsFrom }) => edgeProblems("acceptsFrom", acceptsFrom),
    resolve: resolveSettings,
    settingsProblems: () => [],
};

/**
 * Checks the arguments of a database and decides everything about it.
 *
 * @param name logical name of the component
 * @throws ProblemError with every problem of the arguments
 */
export function planDatabase(name: string, args: PostgresDatabaseArgs): ComponentPlan<DatabaseSettings> {
    return planComponent(form, name, args);
}
