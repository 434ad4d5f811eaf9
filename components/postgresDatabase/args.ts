import type { Input } from "@pulumi/pulumi";
import type { ConnectionArgs } from "../shared/connection";

/** Arguments of PostgresDatabase. */
export interface PostgresDatabaseArgs {
    /** Name of the environment; it is the `environment` label. */
    environment: string;
    /** `dev`, `staging` or `prod`; default the environment's name, where it is one of them. */
    tier?: string;
    /** Namespace that the database runs in. */
    namespace: Input<string>;
    /** The `team` label; default `unassigned`. */
    team?: string;
    /** The `owner` label; default the team. */
    owner?: string;
    /** Major version of PostgreSQL, `14` to `18`; default `17`. */
    version?: string;
    /** Size of the data volume as a quantity; default `10Gi`. `10GB` is read as `10G`. */
    storage?: string;
    /** Whether backups are wanted; default false in dev, true elsewhere. The container backend makes none and says so. */
    backup?: boolean;
    /** `small`, `medium` or `large`: CPU and memory of the server; default `small`. */
    size?: string;
    /** Name of the database and of its user; default the component's name with `-` as `_`. */
    databaseName?: string;
    /** Who may connect from another namespace or range, by a name for the edge. */
    acceptsFrom?: Record<string, ConnectionArgs>;
    /** `tier` (default): protected where the tier says so; `none` lifts it. */
    protection?: string;
}
