import { databasesOf, storageTypes, type DatabaseView } from "../../model/aws/database";
import type { ResourceView } from "../../model/resourceView";
import type { SetView } from "../../model/setView";
import type { Value } from "../../model/value";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf, type Truth } from "../../truth";

const nativeType = "aws-native:backup:BackupSelection";

export const awsRdsBackupPlan = defineRule({
    id: "aws-rds-backup-plan",
    group: "aws",
    target: "set",
    title: "Databases are part of a plan of AWS Backup",
    severity: "low",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV2_AWS_8"],
        prowler: ["rds_*_protected_by_backup_plan"],
    },
    why: "RDS keeps its backups for 35 days at most, in the same account and region",
    details: `An instance or cluster must be selected by an \`aws.backup.Selection\` (\`aws-native.backup.BackupSelection\`): its
\`resources\` is an Output of the database, or holds its ARN, \`*\` or a pattern for all databases
(\`arn:aws:rds:*:*:db:*\`); or one of its \`selectionTags\` (\`listOfTags\`) is among the database's tags. Asked in prod; not of members and replicas.

A plan that is part of another stack isn't seen here. That is why it is advisory everywhere.`,
    fix: "add the database's ARN, or a tag that it has, to an aws.backup.Selection",
    *check(set, { tier }) {
        for (const database of tier === "prod" ? databasesOf(set, storageTypes) : []) {
            const selections = set.ofType("aws:backup/selection:Selection", nativeType);
            const selected = any(...selections.map((selection) => selects(set, selection, database)));
            const isAsked = all(not(database.isMember), not(database.isReplica));
            yield* violationIf(
                all(isAsked, not(selected)),
                database.resource.body,
                "no backup plan selects the database",
            );
        }
    },
});

function selects(set: SetView, selection: ResourceView, database: DatabaseView): Truth {
    const isNative = selection.type === nativeType;
    const body = isNative ? selection.get("backupSelection") : selection.body;
    const sources = set.sources(selection, isNative ? "backupSelection" : "resources");
    const resources = body.get("resources");
    const texts = resources.items().map((item) => isFor(item, database));
    const tags = body.get(isNative ? "listOfTags" : "selectionTags");
    const [key, value] = isNative ? ["conditionKey", "conditionValue"] : ["key", "value"];
    const tagged = tags.items().map((tag) => hasTag(database, tag.get(key), tag.get(value)));
    const lists = [resources, tags].map((list) => holds(list, () => false));
    return any(sources.includes(database.resource), ...texts, ...tagged, ...lists);
}

/** Whether an ARN or a pattern names the database, or all of its kind. */
function isFor(text: Value, database: DatabaseView): Truth {
    const kind = database.isCluster ? "cluster" : "db";
    const name = /^(?:\*|arn:[^:]*:rds:[^:]*:[^:]*:(.+))$/.exec(text.string() ?? "");
    if (text.isUnknown || name === null) {
        return holds(text, () => false);
    }
    return any(
        [undefined, "*", `${kind}:*`].includes(name[1]),
        holds(database.get("identifier"), (known) => known.isSet && name[1] === `${kind}:${known.string()}`),
    );
}

/** The provider aws has tags as a map, aws-native as a list of keys and values. */
function hasTag(database: DatabaseView, key: Value, value: Value): Truth {
    return holds(key, (known) => known.string() !== undefined) === true
        ? isTagged(database.get("tags"), key, value)
        : holds(key, () => false);
}

function isTagged(tags: Value, key: Value, value: Value): Truth {
    const same = (own: Value, wanted: Value): Truth =>
        own.isUnknown
            ? holds(own, () => false)
            : holds(wanted, (known) => known.isSet && known.string() === own.string());
    const listed = tags.items().map((one) => all(same(one.get("key"), key), same(one.get("value"), value)));
    return any(same(tags.get(key.string() ?? ""), value), ...listed);
}
