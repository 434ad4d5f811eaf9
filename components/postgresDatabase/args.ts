import type { Input } from "@pulumi/pulumi";
import type { ConnectionArgs } from "../shared/connection";

/** Arguments of PostgresDatabase. None of them replaces what holds the data, `namespace` excepted. */
export interface PostgresDatabaseArgs {
    /** Name of the environment; it is the `environment` label. */
    environment: string;
    /** `dev`, `staging` or `prod`; default the environment's name, where it is one of them. */
    tier?: string;
    /**
     * Namespace that the database runs in. Data can't move: where the database is protected (staging and prod),
     * another namespace is refused, and where it isn't, it is an empty database there.
     */
    namespace: Input<string>;
    /** The `team` label; default `unassigned`. */
    team?: string;
    /** The `owner` label; default the team. */
    owner?: string;
    /**
     * Major version of PostgreSQL, `14` to `18`; default `17`. A server refuses data of another major version: after
     * a change it doesn't start, and does again when the change is taken back; nothing is lost. To upgrade, make a
     * second database and move the data.
     */
    version?: string;
    /**
     * Size of the data volume as a quantity, `10GB` is read as `10G`; default `10Gi`. Counts when the database is
     * created: Kubernetes can't change it afterwards, and so a later change of it does nothing.
     */
    storage?: string;
    /** Whether backups are wanted; default false in dev, true elsewhere. The container backend makes none and says so. */
    backup?: boolean;
    /** `small`, `medium` or `large`: CPU and memory of the server; default `small`. */
    size?: string;
    /**
     * Name of the database and of its user; default the component's name with `-` as `_`. Counts when the database is
     * created; a later change makes its connection name a database that doesn't exist.
     */
    databaseName?: string;
    /** Who may connect from another namespace or range, by a name for the edge; default nobody. */
    acceptsFrom?: Record<string, ConnectionArgs>;
    /** `tier` (default): protected where the tier says so; `none` lifts it. */
    protection?: string;
}
