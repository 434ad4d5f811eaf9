import { toKubernetesQuantity } from "../../core/quantity";
import type { Environment } from "../../environments/environment";
import { byDefault, chooseCommon, type CommonSettings } from "../shared/commonSettings";
import type { Identity } from "../shared/names";
import { recordPodSecurity } from "../shared/podSecurity";
import type { SettingsBuilder } from "../shared/settings";
import { chooseTemporaryStorage } from "../shared/temporaryStorage";
import type { PostgresDatabaseArgs } from "./args";
import { sizes, type ServerResources } from "./sizes";
import { images, type PostgresVersion } from "./versions";

/** Everything that is decided for a database, before any manifest. */
export interface DatabaseSettings extends CommonSettings {
    /** Kubernetes name of the database. */
    app: string;
    backend: "container";
    version: string;
    image: string;
    storage: string;
    /** Size limit of each directory that ends with the pod. */
    temporaryStorage: string;
    backup: boolean;
    resources: ServerResources;
    /** Name of the database and of its user. */
    databaseName: string;
}

/** Decides everything about a database whose arguments have been checked. */
export function resolveSettings(
    args: PostgresDatabaseArgs,
    { physicalName: app }: Identity,
    environment: Environment,
    settings: SettingsBuilder,
): DatabaseSettings {
    const { database } = environment.settings;
    const storage = args.storage === undefined ? undefined : toKubernetesQuantity(args.storage);
    const size = settings.choose("size", args.size, "small", byDefault);
    const resources = sizes[size];
    if (resources === undefined) {
        throw new TypeError(`no database size "${size}"`);
    }
    const version = settings.choose(
        "version",
        args.version as PostgresVersion | undefined,
        database.version,
        environment.origin("database.version"),
    );
    recordPodSecurity(settings);
    return {
        ...chooseCommon(args, environment, settings),
        app,
        backend: settings.record("backend", database.backend, environment.origin("database.backend")),
        version,
        image: settings.record("image", images[version], byDefault, { reason: `version ${version}` }),
        storage: settings.choose("storage", storage, database.storage, environment.origin("database.storage")),
        temporaryStorage: chooseTemporaryStorage(environment, settings),
        backup: settings.choose("backup", args.backup, environment.tier !== "dev", byDefault, {
            reason: "wanted outside dev; the container backend makes none",
        }),
        resources: settings.record("resources", resources, byDefault, { reason: `size ${size}` }),
        databaseName: settings.choose("databaseName", args.databaseName, databaseNameOf(app), byDefault),
    };
}

/** A name that needs no quotes in SQL, and none that PostgreSQL keeps for itself. */
function databaseNameOf(app: string): string {
    const name = app.replaceAll("-", "_");
    return name.startsWith("pg_") ? `db_${name}` : name;
}
