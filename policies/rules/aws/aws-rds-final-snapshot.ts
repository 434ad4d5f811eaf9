import { DatabaseView } from "../../model/aws/database";
import { isGiven, isOn } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import { isViolation, type Outcome } from "../../outcome";
import { set } from "../../patch";
import { defineRule } from "../../rule";
import { not, onlyIf, violationIf } from "../../truth";

export const awsRdsFinalSnapshot = defineRule({
    id: "aws-rds-final-snapshot",
    group: "aws",
    target: "resource",
    types: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
    title: "Databases leave a last snapshot behind",
    severity: "high",
    since: "0.1.0",
    rivals: {},
    why: "the automatic backups go with the database, so without a last snapshot nothing is left of it",
    details: `\`skipFinalSnapshot\` must be \`false\` (the provider's default, documentation of \`aws.rds.Instance\` and
\`Cluster\`, 7.48) and \`finalSnapshotIdentifier\` must name the snapshot: without a name the provider refuses to delete the
database, which is found out only then. Asked in staging and prod; in dev databases come and go.

* A read replica has no last snapshot of its own (AWS refuses one) and isn't asked.
* \`deleteAutomatedBackups: false\` keeps the automatic backups too, for as long as they would have been kept anyway. It is
  no substitute and isn't asked.
* aws-native has neither field and isn't judged.

Mending writes a name made of the resource's. No other tool of the catalogue looks at this.`,
    fix: "set skipFinalSnapshot: false and finalSnapshotIdentifier to the snapshot's name",
    check: (resource, { tier }) => (tier === "dev" ? [] : check(resource)),
    *remediate(resource, { tier }) {
        for (const outcome of tier === "dev" ? [] : check(resource)) {
            if (isViolation(outcome)) {
                yield set(outcome.at, outcome.at.label === "skipFinalSnapshot" ? false : nameFor(resource));
            }
        }
    },
});

function* check(resource: ResourceView): Iterable<Outcome> {
    const database = new DatabaseView(resource);
    const skip = database.get("skipFinalSnapshot");
    const name = database.get("finalSnapshotIdentifier");
    yield* onlyIf(not(database.isReplica), [
        ...violationIf(isOn(skip), skip, "no last snapshot is taken"),
        ...violationIf(not(isGiven(name)), name, "the last snapshot has no name"),
    ]);
}

/** Letters, digits and single hyphens, with a letter first. */
function nameFor({ resource: { name } }: ResourceView): string {
    const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
    return ["db", ...words, "final"].join("-").slice(0, 255);
}
