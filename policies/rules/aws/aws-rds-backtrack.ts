import { clusterTypes, DatabaseView } from "../../model/aws/database";
import { numberIn } from "../../model/aws/inputs";
import { defineRule } from "../../rule";
import { all, any, holds, violationIf } from "../../truth";

export const awsRdsBacktrack = defineRule({
    id: "aws-rds-backtrack",
    group: "aws",
    target: "resource",
    types: clusterTypes,
    optIn: true,
    title: "Aurora MySQL can be turned back",
    severity: "info",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_326"],
        prowler: ["rds_cluster_backtrack_enabled"],
    },
    why: "a wrong statement is undone in minutes, without restoring a backup into a new cluster",
    details: `Asks for a \`backtrackWindow\` above 0 seconds on clusters with the engine \`aurora-mysql\` (or the old \`aurora\`);
unset is 0 (the provider's documentation of \`aws.rds.Cluster\`, 7.48). Other engines don't have it. Opt-in, since it costs
storage and can only be switched on for a cluster that was made with it.`,
    fix: "set backtrackWindow: 86400 (create only: a cluster that was made without it can't get it)",
    check(resource) {
        const database = new DatabaseView(resource);
        const window = database.get("backtrackWindow");
        const canBe = any(
            database.hasEngine("aurora-mysql"),
            holds(database.get("engine"), (engine) => engine.string() === "aurora"),
        );
        const isOff = holds(window, (known) => (numberIn(known) ?? 0) <= 0);
        return violationIf(all(canBe, isOff), window, "the cluster can't be turned back");
    },
});
