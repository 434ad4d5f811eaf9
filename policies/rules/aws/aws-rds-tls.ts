import { databasesOf, storageTypes, type DatabaseView } from "../../model/aws/database";
import { isFrom } from "../../model/aws/engineVersion";
import { isGiven } from "../../model/aws/inputs";
import { clusterGroupTypes, isSwitchedOn, serverGroupTypes, setsParameter } from "../../model/aws/parameterGroup";
import type { ResourceView } from "../../model/resourceView";
import type { SetView } from "../../model/setView";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf, type Truth } from "../../truth";

/** The first versions that force TLS by themselves. */
const forcing: readonly { engine: string; version: string; byDefault?: true }[] = [
    // Without a version it is the one that RDS recommends.
    { engine: "postgres", version: "15", byDefault: true },
    { engine: "aurora-postgresql", version: "17" },
    { engine: "mysql", version: "9.7" },
    { engine: "mariadb", version: "11.8" },
];

export const awsRdsTls = defineRule({
    id: "aws-rds-tls",
    group: "aws",
    target: "set",
    title: "Databases refuse connections without TLS",
    severity: "high",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV2_AWS_69"],
        prowler: ["rds_instance_transport_encrypted"],
    },
    why: "whoever sees the network sees passwords and data of every client that forgot TLS",
    details: `The parameter group of an instance or cluster must set \`rds.force_ssl\` (PostgreSQL, SQL Server) or
\`require_secure_transport\` (MySQL, MariaDB) to 1. The group is found by what \`parameterGroupName\`
(\`dbClusterParameterGroupName\`) is an Output of, or by its name.

* Newer versions force TLS by themselves: RDS for PostgreSQL from 15 on, MySQL from 9.7, MariaDB from 11.8 (RDS's guide),
  Aurora PostgreSQL from 17 (from memory). There no group is needed, and one that doesn't name the parameter passes. One
  that sets it to 0 fails. Without \`engineVersion\` only PostgreSQL counts as new.
* Elsewhere no group, or one of AWS's \`default.…\` groups, fails: those can't be changed.
* A group that is named and isn't among the judged resources could say anything; nothing is said then.
* Oracle and Db2 set TLS up in other ways; they are not judged. A member has the cluster's parameters.`,
    fix: "set rds.force_ssl (MySQL, MariaDB: require_secure_transport) to 1 in the database's parameter group",
    *check(set) {
        for (const database of databasesOf(set, storageTypes)) {
            yield* checkDatabase(set, database);
        }
    },
});

function checkDatabase(set: SetView, database: DatabaseView): Iterable<Outcome> {
    const name = database.get("parameterGroupName");
    const types = database.isCluster ? clusterGroupTypes : serverGroupTypes;
    const groups = set.ofType(...types).map((group) => ({ group, isOwn: isGroupOf(set, database, group) }));
    const isDefault = holds(name, (known) => known.isUnset || /^(default\.|$)/.test(known.string() ?? ""));
    const usesDefault = all(isDefault, not(any(...groups.map(({ isOwn }) => isOwn))));
    const ways = [
        { parameter: "rds.force_ssl", used: database.hasEngine("postgres", "aurora-postgresql", "sqlserver") },
        { parameter: "require_secure_transport", used: database.hasEngine("mysql", "mariadb", "aurora-mysql") },
    ];
    const open = ways.map(({ parameter, used }) => {
        const lax = groups.map(({ group, isOwn }) => all(isOwn, isLax(database, group, parameter)));
        return all(used, any(all(usesDefault, not(forcesByItself(database))), ...lax));
    });
    return violationIf(all(any(...open), not(database.isMember)), name, "connections without TLS are taken");
}

function isGroupOf(set: SetView, database: DatabaseView, group: ResourceView): Truth {
    const names = ["name", "dbParameterGroupName", "dbClusterParameterGroupName"];
    return set.refersTo(database.resource, database.nameOf("parameterGroupName"), group, ...names);
}

function isLax(database: DatabaseView, group: ResourceView, parameter: string): Truth {
    const unsaid = all(forcesByItself(database), not(setsParameter(group, parameter, ({ isSet }) => isSet)));
    return not(any(unsaid, setsParameter(group, parameter, isSwitchedOn)));
}

function forcesByItself(database: DatabaseView): Truth {
    const version = database.get("engineVersion");
    const ways = forcing.map(({ engine, version: first, byDefault }) =>
        all(database.hasEngine(engine), any(byDefault === true && not(isGiven(version)), isFrom(version, first))),
    );
    return any(...ways);
}
