import { DatabaseView, storageTypes } from "../../model/aws/database";
import { isOn, mendWith } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, not, violationIf } from "../../truth";

export const awsRdsCopyTags = defineRule({
    id: "aws-rds-copy-tags",
    group: "aws",
    target: "resource",
    types: storageTypes,
    title: "Snapshots carry the tags of their database",
    severity: "low",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV2_AWS_60", "CKV_AWS_313"],
        prowler: ["rds_*_copy_tags_to_snapshots"],
    },
    why: "a snapshot without tags belongs to nobody, is billed to nobody and escapes rules that go by tags",
    details: `Asks for \`copyTagsToSnapshot: true\` on instances and clusters; unset is \`false\` (the provider's documentation of
\`aws.rds.Instance\` and \`Cluster\`, 7.48, and AWS's default). The snapshots of an Aurora cluster are the cluster's, so its
members aren't asked. Mending changes it in place.`,
    fix: "set copyTagsToSnapshot: true",
    check,
    remediate: (resource) => mendWith(check(resource), true),
});

function check(resource: ResourceView): Iterable<Outcome> {
    const copies = resource.get("copyTagsToSnapshot");
    const isMember = new DatabaseView(resource).isMember;
    return violationIf(all(not(isOn(copies)), not(isMember)), copies, "snapshots don't get the database's tags");
}
