import { z } from "zod";
import { strictMap, withHint } from "../../core/schema";
import { postgresVersions } from "../../environments/tierSettings";
import { commonFields, connections, namespaceName, storageSize } from "../shared/fields";
import type { PostgresDatabaseArgs } from "./args";
import { sizes } from "./sizes";

/** The form of PostgresDatabase's arguments. */
export const postgresDatabaseSchema: z.ZodType<PostgresDatabaseArgs> = strictMap({
    ...commonFields,
    namespace: namespaceName,
    version: z.enum(postgresVersions).optional(),
    storage: storageSize.optional(),
    backup: z.boolean().optional(),
    size: z.enum(Object.keys(sizes)).optional(),
    databaseName: z
        .string()
        .regex(
            /^(?!pg_)[a-z_][a-z0-9_]{0,62}$/,
            withHint(
                "this is no database name",
                "use at most 63 lower-case letters, digits and _, no leading digit; pg_ belongs to PostgreSQL",
            ),
        )
        .optional(),
    acceptsFrom: connections.optional(),
});
