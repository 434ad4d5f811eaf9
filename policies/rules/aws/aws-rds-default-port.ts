import { DatabaseView, storageTypes } from "../../model/aws/database";
import { numberIn } from "../../model/aws/inputs";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf } from "../../truth";

/** By how the engine's name begins. */
const defaultPorts: Record<string, number> = {
    "aurora-mysql": 3306,
    "aurora-postgresql": 5432,
    db2: 50000,
    mariadb: 3306,
    mysql: 3306,
    oracle: 1521,
    postgres: 5432,
    sqlserver: 1433,
};

export const awsRdsDefaultPort = defineRule({
    id: "aws-rds-default-port",
    group: "aws",
    target: "resource",
    types: storageTypes,
    optIn: true,
    title: "Databases listen on another port than the usual one",
    severity: "info",
    since: "0.1.0",
    rivals: {
        prowler: ["rds_*_non_default_port"],
    },
    why: "scanners try the usual port first",
    details: `Fails where \`port\` is unset or the default of the engine (3306, 5432, 1521, 1433, 50000). Opt-in: another port
keeps out nobody who looks, and confuses everybody who works with the database; closed security groups do the work. Not
asked of members and read replicas. Not mended, since clients would lose the database.`,
    fix: "set port to a number that is not the engine's default",
    check(resource) {
        const database = new DatabaseView(resource);
        const port = database.get("port");
        const isUsual = Object.entries(defaultPorts).map(([engine, usual]) =>
            all(
                database.hasEngine(engine),
                holds(port, (known) => numberIn(known) === usual),
            ),
        );
        const isUnset = holds(port, (known) => known.isUnset);
        const isAsked = all(not(database.isMember), not(database.isReplica));
        return violationIf(all(isAsked, any(isUnset, ...isUsual)), port, "the database listens on the usual port");
    },
});
