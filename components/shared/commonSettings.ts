import type { Origin } from "../../core/origin";
import type { Environment } from "../../environments/environment";
import type { SettingsBuilder } from "./settings";

/** Origin of what is the same in every environment. */
export const byDefault: Origin = { kind: "default" };

/** Arguments that all components have. */
interface CommonArgs {
    environment: string;
    tier?: string;
    team?: string;
    owner?: string;
    protection?: string;
}

/** What is decided for every component. */
export interface CommonSettings {
    environment: string;
    tier: string;
    team: string;
    owner: string;
    /** What holds data, and the Namespace around it, is protected and kept on deletion. */
    protect: boolean;
}

/** Decides what every component decides in the same way. */
export function chooseCommon(args: CommonArgs, environment: Environment, settings: SettingsBuilder): CommonSettings {
    const team = settings.choose("team", args.team, "unassigned", byDefault);
    const protection = settings.choose("protection", args.protection, "tier", byDefault);
    return {
        environment: settings.given("environment", environment.name),
        tier: settings.choose("tier", args.tier && environment.tier, environment.tier, byDefault, {
            reason: "the tier of the environment, unless it is said",
        }),
        team,
        owner: settings.choose("owner", args.owner, team, byDefault, { reason: "the team, unless it is said" }),
        protect: settings.record(
            "protect",
            protection !== "none" && environment.settings.protection === "protect",
            protection === "none" ? settings.argumentOrigin("protection") : environment.origin("protection"),
        ),
    };
}
