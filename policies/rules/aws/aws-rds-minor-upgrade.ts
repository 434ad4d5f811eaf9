import { clusterTypes, machineTypes } from "../../model/aws/database";
import { isOn, mendWith } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { not, violationIf } from "../../truth";

export const awsRdsMinorUpgrade = defineRule({
    id: "aws-rds-minor-upgrade",
    group: "aws",
    target: "resource",
    types: [...machineTypes, ...clusterTypes],
    title: "Databases take minor upgrades by themselves",
    severity: "low",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_226"],
        prowler: ["rds_*_minor_version_upgrade_enabled"],
    },
    why: "security fixes come as minor versions, and nobody installs them by hand in time",
    details: `Only \`autoMinorVersionUpgrade: false\` fails. Unset is \`true\` for instances, clusters and members of a cluster
(the provider's documentation of \`aws.rds.Instance\`, \`Cluster\` and \`ClusterInstance\`, 7.48; AWS's own default too).
checkov fails what is unset. The upgrade comes in the maintenance window. Mending changes it in place.`,
    fix: "remove autoMinorVersionUpgrade, or set it to true",
    check,
    remediate: (resource) => mendWith(check(resource), true),
});

function check(resource: ResourceView): Iterable<Outcome> {
    const upgrade = resource.get("autoMinorVersionUpgrade");
    return violationIf(not(isOn(upgrade, true)), upgrade, "minor upgrades are off");
}
