import { rdsEnginesAsOf, rdsEngineSupport } from "../../data/rdsEngines";
import { DatabaseView, globalClusterTypes, storageTypes } from "../../model/aws/database";
import { isUpTo } from "../../model/aws/engineVersion";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf } from "../../truth";

export const awsRdsEngineSupported = defineRule({
    id: "aws-rds-engine-supported",
    group: "aws",
    target: "resource",
    types: [...storageTypes, ...globalClusterTypes],
    title: "Database engines are in standard support",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_250", "CKV_AWS_388"],
        prowler: ["rds_instance_deprecated_engine_version", "rds_instance_extended_support"],
    },
    why: "after it AWS charges for Extended Support or upgrades by force, and fixes come late or never",
    details: `Compares the major version in \`engineVersion\` with the end of RDS's standard support, from a list that ages:
it speaks for ${rdsEnginesAsOf}. A version that isn't in the list, and one that is newer, passes; older ones fail with the
oldest that is listed. Unset passes: AWS takes a current one. So does a version that leaves the major open, such as \`8\` for
MySQL. The old engine \`aurora\` (MySQL 5.6) fails in any version.

Every version with the vulnerable extension \`log_fdw\` (checkov's checks) is of a major version that fails here.
\`engineLifecycleSupport\` only chooses between paying and a forced upgrade, so it isn't judged.`,
    fix: "set engineVersion to a major version in standard support, for example postgres 17, mysql 8.4",
    *check(resource) {
        const database = new DatabaseView(resource);
        const engine = database.get("engine");
        const version = database.get("engineVersion");
        const isOldAurora = holds(engine, (known) => known.string() === "aurora");
        const message = `is out of RDS's standard support (as of ${rdsEnginesAsOf})`;
        yield* violationIf(all(isOldAurora, !isGlobal(resource.type)), engine, `the engine ${message}`);
        const ended = rdsEngineSupport.filter(({ until }) => until <= rdsEnginesAsOf);
        const isEnded = ended.map((one) => all(database.hasEngine(one.engine), isUpTo(version, one.version)));
        yield* violationIf(all(any(...isEnded), not(database.isMember)), version, `the version ${message}`);
    },
});

function isGlobal(type: string): boolean {
    return (globalClusterTypes as readonly string[]).includes(type);
}
