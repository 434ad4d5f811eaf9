import { DatabaseView, clusterTypes, machineTypes } from "../../model/aws/database";
import { isGiven, numberIn } from "../../model/aws/inputs";
import { defineRule } from "../../rule";
import { all, holds, violationIf } from "../../truth";

export const awsRdsEnhancedMonitoring = defineRule({
    id: "aws-rds-enhanced-monitoring",
    group: "aws",
    target: "resource",
    types: [...machineTypes, ...clusterTypes],
    title: "Databases are watched from inside the machine",
    severity: "low",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_118"],
        prowler: ["rds_instance_enhanced_monitoring_enabled"],
    },
    why: "CloudWatch sees the machine from outside and once a minute, which hides what a process does",
    details: `Asks for a \`monitoringInterval\` above 0 seconds (1, 5, 10, 15, 30 or 60) on instances and members of a cluster,
and on clusters that have servers of their own (\`dbClusterInstanceClass\`). Unset is 0 (the provider's documentation, 7.48).

It needs \`monitoringRoleArn\`, a role with the policy AmazonRDSEnhancedMonitoringRole, which is why it isn't mended; the
provider refuses an interval without a role.`,
    fix: "set monitoringInterval: 60 and monitoringRoleArn",
    check(resource) {
        const database = new DatabaseView(resource);
        const interval = database.get("monitoringInterval");
        const isOff = holds(interval, (known) => (numberIn(known) ?? 0) <= 0);
        const hasMachines = !database.isCluster || isGiven(database.get("instanceClass"));
        return violationIf(all(hasMachines, isOff), interval, "enhanced monitoring is off");
    },
});
