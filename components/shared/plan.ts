import type { z } from "zod";
import { ProblemError, type Problem } from "../../core/problem";
import { resolveEnvironment, type Environment } from "../../environments/environment";
import { handoverOf, type Handover } from "./handover";
import { identityOf, type Identity } from "./names";
import { SettingsBuilder, type Setting } from "./settings";
import { formProblems, throwProblems } from "./validation";

/** What makes one kind of component decide; pure functions all. */
export interface ComponentForm<Args, Settings> {
    /** Type token, for example `waymark:index:StandardService`. */
    token: string;
    schema: z.ZodType<Args>;
    /** What is wrong between arguments whose form is right. */
    argumentProblems(args: Args, identity: Identity, handover: Handover): Problem[];
    /** Decides everything about a component whose arguments have the right form. */
    resolve(args: Args, identity: Identity, environment: Environment, settings: SettingsBuilder): Settings;
    /** What is wrong with what was decided, defaults included. */
    settingsProblems(settings: Settings, identity: Identity): Problem[];
}

/** A component decided, before anything is registered. */
export interface ComponentPlan<Settings> {
    identity: Identity;
    environment: Environment;
    settings: Settings;
    /** The decisions with their origins. */
    explained: readonly Setting[];
}

/**
 * Checks the arguments of a component and decides everything about it.
 *
 * @param name logical name of the component
 * @throws ProblemError with every problem of name, environment and arguments
 */
export function planComponent<Args extends { environment: string; tier?: string }, Settings>(
    form: ComponentForm<Args, Settings>,
    name: string,
    args: Args,
): ComponentPlan<Settings> {
    const component = `${form.token.slice(form.token.lastIndexOf(":") + 1)} "${name}"`;
    const handover = handoverOf(args);
    const malformed = formProblems(form.schema, args);
    const identity = attempt(() => identityOf(form.token, name, args));
    const environment = attempt(() => environmentOf(args, handover));
    const problems = [...malformed, ...identity.problems, ...environment.problems];
    if (malformed.length === 0) {
        // A name that can't be used is told with everything else that is wrong.
        const known = identity.value ?? { logicalName: name, physicalName: name, uid: name };
        problems.push(...form.argumentProblems(args, known, handover));
        if (environment.value !== undefined) {
            const builder = new SettingsBuilder(handover.origins);
            const settings = form.resolve(args, known, environment.value, builder);
            problems.push(...form.settingsProblems(settings, known));
            if (problems.length === 0) {
                return { identity: known, environment: environment.value, settings, explained: builder.build() };
            }
        }
    }
    throwProblems(component, problems);
    throw new TypeError("a plan without problems is complete");
}

/** The environment handed over, else the one that the arguments name; undefined where they have no usable name. */
function environmentOf(args: { environment: string; tier?: string } | undefined, handover: Handover) {
    if (handover.environment !== undefined) {
        return handover.environment;
    }
    const { environment: name, tier } = args ?? {};
    const readable = typeof name === "string" && (tier === undefined || typeof tier === "string");
    return readable ? resolveEnvironment({ name, tier }) : undefined;
}

function attempt<T>(action: () => T): { value?: T; problems: readonly Problem[] } {
    try {
        return { value: action(), problems: [] };
    } catch (error) {
        if (error instanceof ProblemError) {
            return { problems: error.problems };
        }
        throw error;
    }
}
