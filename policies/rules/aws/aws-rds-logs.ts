import { DatabaseView, storageTypes } from "../../model/aws/database";
import { numberIn } from "../../model/aws/inputs";
import { clusterGroupTypes, isSwitchedOn, serverGroupTypes, setsParameter } from "../../model/aws/parameterGroup";
import type { ResourceView } from "../../model/resourceView";
import type { Outcome } from "../../outcome";
import { set } from "../../patch";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf, type Truth } from "../../truth";

/** By how the engine's name begins: the logs that must go to CloudWatch. */
const wanted: readonly { engines: readonly string[]; logs: readonly string[] }[] = [
    { engines: ["postgres", "aurora-postgresql"], logs: ["postgresql"] },
    { engines: ["mysql", "mariadb", "aurora-mysql"], logs: ["error", "slowquery"] },
    { engines: ["oracle"], logs: ["alert", "audit"] },
    { engines: ["sqlserver"], logs: ["error"] },
    { engines: ["db2"], logs: ["diag.log"] },
];
/** Engines whose statements are logged by what a parameter group says. */
const enginesWithGroup = ["postgres", "mysql", "mariadb", "aurora-postgresql", "aurora-mysql"];
const groupFix = "name a parameter group that sets log_min_duration_statement (MySQL, MariaDB: slow_query_log)";
const groupTypes: readonly string[] = [...serverGroupTypes, ...clusterGroupTypes];

export const awsRdsLogs = defineRule({
    id: "aws-rds-logs",
    group: "aws",
    target: "resource",
    types: [...storageTypes, ...groupTypes],
    title: "Databases send their logs to CloudWatch",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV2_AWS_30(Postgres", "CKV_AWS_129", "CKV_AWS_324", "CKV_AWS_325"],
        prowler: ["rds_*_integration_cloudwatch_logs"],
    },
    why: "logs on the server are gone after some days, and with the server",
    details: `\`enabledCloudwatchLogsExports\` (\`enableCloudwatchLogsExports\` in aws-native) must name, by engine:
PostgreSQL \`postgresql\`; MySQL and MariaDB \`error\` and \`slowquery\`; Oracle \`alert\` and \`audit\`; SQL Server \`error\`;
Db2 \`diag.log\`. More is fine, unset is none. Where the engine isn't written nothing is asked.

A parameter group must let the server log statements, or there is nothing to send; one of AWS's \`default.…\` groups, which
a database without one has, does not. For PostgreSQL \`log_statement\`
(\`ddl\`, \`mod\`, \`all\`) or \`log_min_duration_statement\` (0 or more), for MySQL and MariaDB \`slow_query_log\` or
\`general_log\`. For Aurora that is asked of the cluster's group alone. The finding is at the group, or at the database
that has none of its own.

Mending adds the missing logs, in place; which statements to log is yours to say. checkov is content with any one log.`,
    fix: "name the logs in enabledCloudwatchLogsExports: postgresql, or error and slowquery",
    check: (resource) => (groupTypes.includes(resource.type) ? checkGroup(resource) : checkExports(resource)),
    *remediate(resource) {
        const exports = new DatabaseView(resource).get("enabledCloudwatchLogsExports");
        const names = exports.items().map((item) => (item.hidden ? undefined : item.string()));
        const missing = wanted.filter((one) => isMissing(resource, one) === true).flatMap(({ logs }) => logs);
        if (missing.length > 0 && !names.includes(undefined) && !groupTypes.includes(resource.type)) {
            yield set(exports, [...new Set([...names, ...missing])]);
        }
    },
});

function* checkExports(resource: ResourceView): Iterable<Outcome> {
    const exports = new DatabaseView(resource).get("enabledCloudwatchLogsExports");
    for (const one of wanted) {
        const names = one.logs.join(" and ");
        yield* violationIf(isMissing(resource, one), exports, `not all logs go to CloudWatch: ${names}`);
    }
    const group = new DatabaseView(resource).get("parameterGroupName");
    const message = "the server logs no statements with AWS's own parameters";
    yield* violationIf(hasDefaultGroup(resource), group, message, groupFix);
}

function hasDefaultGroup(resource: ResourceView): Truth {
    const database = new DatabaseView(resource);
    const sources = resource.resource.propertyDependencies?.[database.nameOf("parameterGroupName")] ?? [];
    const isMade = sources.some((urn) => groupTypes.some((type) => urn.includes(`${type}::`)));
    const isDefault = holds(database.get("parameterGroupName"), (name) => /^(default\.|$)/.test(name.string() ?? ""));
    const isOwn = any(database.isMember, database.isReplica, isMade, not(isDefault));
    return all(database.hasEngine(...enginesWithGroup), not(isOwn));
}

function isMissing(resource: ResourceView, { engines, logs }: (typeof wanted)[number]): Truth {
    const database = new DatabaseView(resource);
    const exports = database.get("enabledCloudwatchLogsExports");
    const sends = logs.map((log) => {
        const items = exports.items().map((item) => holds(item, (known) => known.string() === log));
        return any(
            ...items,
            holds(exports, () => false),
        );
    });
    return all(database.hasEngine(...engines), not(database.isMember), not(all(...sends)));
}

function checkGroup(group: ResourceView): Iterable<Outcome> {
    const family = group.get("family");
    const begins = (pattern: RegExp): Truth => holds(family, (known) => pattern.test(known.string() ?? ""));
    const isCluster = (clusterGroupTypes as readonly string[]).includes(group.type);
    const concerned = (pattern: RegExp): Truth => all(begins(pattern), any(isCluster, not(begins(/^aurora/))));
    const silent = any(
        all(concerned(/^(aurora-)?postgres/), not(logsInPostgres(group))),
        all(concerned(/^(aurora-)?(mysql|mariadb)/), not(logsInMysql(group))),
    );
    const fix = "set log_min_duration_statement (MySQL, MariaDB: slow_query_log) in parameters";
    return violationIf(silent, group.get("parameters"), "the server logs no statements", fix);
}

function logsInPostgres(group: ResourceView): Truth {
    return any(
        setsParameter(group, "log_statement", (value) => ["ddl", "mod", "all"].includes(value.string() ?? "")),
        setsParameter(group, "log_min_duration_statement", (value) => (numberIn(value) ?? -1) >= 0),
    );
}

function logsInMysql(group: ResourceView): Truth {
    return any(setsParameter(group, "slow_query_log", isSwitchedOn), setsParameter(group, "general_log", isSwitchedOn));
}
