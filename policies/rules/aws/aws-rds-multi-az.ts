import { clusterTypes, databasesOf, instanceTypes, memberTypes, type DatabaseView } from "../../model/aws/database";
import { isGiven, isOn } from "../../model/aws/inputs";
import type { SetView } from "../../model/setView";
import type { Value } from "../../model/value";
import { undecided, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf, type Truth } from "../../truth";

export const awsRdsMultiAz = defineRule({
    id: "aws-rds-multi-az",
    group: "aws",
    target: "set",
    title: "Databases in prod stand in two availability zones",
    severity: "high",
    since: "0.1.0",
    rivals: {
        awsguard: ["rds-instance-multi-az-enabled"],
        checkov: ["CKV_AWS_157"],
        "compliance-policies": ["aws-rds-cluster-disallow-single-availability-zone"],
        prowler: ["rds_instance_multi_az", "rds_cluster_multi_az"],
    },
    why: "when the only server or its zone fails, the service stands still until a new one is restored",
    details: `Asked in prod alone.

* An instance needs \`multiAz: true\`; unset is \`false\`. A read replica isn't asked: it is itself the second server.
* An Aurora cluster needs two members, not both in the same \`availabilityZone\`; where a member names none, AWS puts it
  into another zone. Members are found by what their \`clusterIdentifier\` is an Output of, or by the same identifier.
* A cluster of three servers that isn't Aurora (\`dbClusterInstanceClass\`) is in three zones always, and
  \`engineMode: serverless\` moves by itself.

\`availabilityZones\` of a cluster isn't read: AWS fills it up to three for the storage, and that says nothing of servers.
Pulumi's own policy reads just that. There is no mending, since the verdict on a cluster hangs on other resources, and Pulumi gives stack policies none.`,
    fix: "set multiAz: true, or give the cluster a second member",
    *check(set, { tier }) {
        if (tier !== "prod") {
            return;
        }
        for (const instance of databasesOf(set, instanceTypes)) {
            const { isMember, isReplica } = instance;
            const single = all(not(isOn(instance.get("multiAz"))), not(isMember), not(isReplica));
            yield* violationIf(single, instance.get("multiAz"), "the database has one server", "set multiAz: true");
        }
        for (const cluster of databasesOf(set, clusterTypes)) {
            yield* checkCluster(set, cluster);
        }
    },
});

function checkCluster(set: SetView, cluster: DatabaseView): Iterable<Outcome> {
    const members = databasesOf(set, memberTypes).map((member) => ({
        zone: member.get("availabilityZone"),
        belongs: belongsTo(set, member, cluster),
    }));
    const pairs = members.flatMap((one, index) => members.slice(index + 1).map((other) => [one, other] as const));
    const spread = any(...pairs.map(([one, other]) => all(one.belongs, other.belongs, differ(one.zone, other.zone))));
    const byItself = any(
        isGiven(cluster.get("instanceClass")),
        holds(cluster.get("engineMode"), (mode) => mode.string() === "serverless"),
        cluster.isReplica,
    );
    const fix = "give the cluster a second member in another zone";
    const single = all(not(spread), not(byItself));
    return violationIf(single, cluster.resource.body, "the cluster has no second member in another zone", fix);
}

function belongsTo(set: SetView, member: DatabaseView, cluster: DatabaseView): Truth {
    return set.refersTo(
        member.resource,
        member.nameOf("clusterIdentifier"),
        cluster.resource,
        cluster.nameOf("identifier"),
    );
}

function differ(one: Value, other: Value): Truth {
    const unknown = [one, other].find(({ isUnknown }) => isUnknown);
    const bothKnown = unknown === undefined ? one.string() !== other.string() : undecided(unknown);
    return any(
        holds(one, ({ isUnset }) => isUnset),
        holds(other, ({ isUnset }) => isUnset),
        bothKnown,
    );
}
