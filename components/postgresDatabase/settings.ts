import type { Origin } from "../../core/origin";
import { toKubernetesQuantity } from "../../core/quantity";
import type { Environment } from "../../environments/environment";
import type { SettingsBuilder } from "../shared/settings";
import type { PostgresDatabaseArgs } from "./args";
import { sizes, type ServerResources } from "./sizes";

/** Everything that is decided for a database, before any manifest. */
export interface DatabaseSettings {
    app: string;
    environment: string;
    tier: string;
    team: string;
    owner: string;
    backend: "container";
    version: string;
    storage: string;
    backup: boolean;
    resources: ServerResources;
    /** Name of the database and of its user. */
    databaseName: string;
    /** What holds data is protected and kept on deletion. */
    protect: boolean;
}

const byDefault: Origin = { kind: "default" };

/** Decides everything about a database whose arguments have been checked. */
export function resolveSettings(
    args: PostgresDatabaseArgs,
    app: string,
    environment: Environment,
    settings: SettingsBuilder,
): DatabaseSettings {
    const tier = environment.settings;
    const team = settings.choose("team", args.team, "unassigned", byDefault);
    const storage = args.storage === undefined ? undefined : toKubernetesQuantity(args.storage);
    const size = settings.choose("size", args.size, "small", byDefault);
    const resources = sizes[size];
    if (resources === undefined) {
        throw new TypeError(`no database size "${size}"`);
    }
    const protection = settings.choose("protection", args.protection, "tier", byDefault);
    return {
        app,
        environment: settings.record("environment", environment.name, { kind: "args" }),
        tier: settings.record("tier", environment.tier, { kind: "args" }),
        team,
        owner: settings.choose("owner", args.owner, team, byDefault, { reason: "the team, unless it is said" }),
        backend: settings.record("backend", tier.database.backend, environment.origin("database.backend")),
        version: settings.choose(
            "version",
            args.version,
            tier.database.version,
            environment.origin("database.version"),
        ),
        storage: settings.choose("storage", storage, tier.database.storage, environment.origin("database.storage")),
        backup: settings.choose("backup", args.backup, environment.tier !== "dev", byDefault, {
            reason: "the container backend makes no backups",
        }),
        resources: settings.record("resources", resources, byDefault, { reason: `size ${size}` }),
        databaseName: settings.choose("databaseName", args.databaseName, app.replaceAll("-", "_"), byDefault),
        protect: protection !== "none" && tier.protection === "protect",
    };
}
