/** What a service team imports: the components, their arguments, the environments. */
export { PostgresDatabase } from "./components/postgresDatabase/postgresDatabase";
export type { PostgresDatabaseArgs } from "./components/postgresDatabase/args";
export { settingsOf, type Setting } from "./components/shared/settings";
export type { ConnectionArgs, ConnectionPortArgs } from "./components/shared/connection";
export { StandardService } from "./components/standardService/standardService";
export type * from "./components/standardService/args";
export { TeamNamespace } from "./components/teamNamespace/teamNamespace";
export type * from "./components/teamNamespace/args";
export {
    resolveEnvironment,
    type Environment,
    type EnvironmentOptions,
    type NamedEnvironment,
} from "./environments/environment";
export { tierNames, tiers, type Tier } from "./environments/tiers";
