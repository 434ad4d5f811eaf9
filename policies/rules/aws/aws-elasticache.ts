import { isGiven, isOn, numberIn } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import { isViolation, type Outcome } from "../../outcome";
import { set } from "../../patch";
import { defineRule } from "../../rule";
import { all, any, holds, not, onlyIf, violationIf, type Truth } from "../../truth";

const clusterType = "aws:elasticache/cluster:Cluster";
const nativeType = "aws-native:elasticache:ReplicationGroup";

export const awsElasticache = defineRule({
    id: "aws-elasticache",
    group: "aws",
    target: "resource",
    types: ["aws:elasticache/replicationGroup:ReplicationGroup", nativeType, clusterType],
    title: "Caches are encrypted, ask who it is, and are kept",
    severity: "high",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_134", "CKV_AWS_191", "CKV_AWS_29", "CKV_AWS_30", "CKV_AWS_31"],
        trivy: ["AWS-0045", "AWS-0050", "AWS-0051"],
    },
    why: "whoever reaches an open cache reads sessions and tokens, and what has no copy is gone with its machine",
    details: `Asked of Redis and Valkey replication groups:

* \`atRestEncryptionEnabled\` and \`transitEncryptionEnabled\` are \`true\`. Unset the first is \`true\` for Valkey and \`false\` for
  Redis, the second is \`false\` (documentation of \`aws.elasticache.ReplicationGroup\`).
* \`transitEncryptionMode: preferred\`, a step on the way to TLS, still takes clients without it, and fails.
* A token (\`authToken\`) or groups of users (\`userGroupIds\`).
* Outside of dev, \`snapshotRetentionLimit\` is above 0; unset is 0.
* In prod, \`automaticFailoverEnabled\` and \`multiAzEnabled\` are \`true\`.

The second region of a global group (\`globalReplicationGroupId\`) has its encryption from the first and isn't asked for it. A
key of one's own (CKV_AWS_191) isn't asked for. A single Redis or Valkey \`Cluster\` that is no part of a group is only asked for \`snapshotRetentionLimit\`; memcached
and \`cache.t1.…\` nodes can't make any. Mending writes only \`snapshotRetentionLimit: 7\`: encryption at rest is
create-only, TLS changes in steps that clients have to follow, and failover needs a replica.`,
    fix: "set atRestEncryptionEnabled, transitEncryptionEnabled, authToken, snapshotRetentionLimit, multiAzEnabled",
    *check(resource, { tier }) {
        if (resource.type === clusterType) {
            yield* tier === "dev" ? [] : checkSnapshots(resource);
            return;
        }
        yield* onlyIf(not(isGiven(resource.get("globalReplicationGroupId"))), checkClosed(resource));
        yield* tier === "dev" ? [] : checkSnapshots(resource);
        for (const input of tier === "prod" ? ["automaticFailoverEnabled", "multiAzEnabled"] : []) {
            const value = resource.get(input);
            const message = "the cache is gone for as long as its zone is";
            yield* violationIf(not(isOn(value)), value, message, `set ${input}: true`);
        }
    },
    *remediate(resource, { tier }) {
        for (const outcome of tier === "dev" ? [] : checkSnapshots(resource)) {
            if (isViolation(outcome)) {
                yield set(outcome.at, 7);
            }
        }
    },
});

function* checkClosed(resource: ResourceView): Iterable<Outcome> {
    const rest = resource.get("atRestEncryptionEnabled");
    const unsaid = all(
        holds(rest, ({ isUnset }) => isUnset),
        isValkey(resource),
    );
    const fix = "set atRestEncryptionEnabled: true (create only: an existing group is replaced)";
    yield* violationIf(not(any(isOn(rest), unsaid)), rest, "what the cache stores is not encrypted", fix);
    const transit = resource.get("transitEncryptionEnabled");
    const open = "what goes to the cache is not encrypted";
    yield* violationIf(not(isOn(transit)), transit, open, "set transitEncryptionEnabled: true");
    const mode = resource.get("transitEncryptionMode");
    const isLax = all(
        isOn(transit),
        holds(mode, (known) => known.string() === "preferred"),
    );
    yield* violationIf(isLax, mode, "clients may connect without TLS too", "set transitEncryptionMode: required");
    const token = resource.get("authToken");
    const groups = holds(resource.get("userGroupIds"), (known) => known.items().length > 0);
    const message = "the cache asks nobody who it is";
    yield* violationIf(not(any(isGiven(token), groups)), token, message, "set authToken or userGroupIds");
}

function isValkey(resource: ResourceView): Truth {
    return resource.type === nativeType
        ? false
        : holds(resource.get("engine"), (engine) => engine.string()?.toLowerCase() === "valkey");
}

function checkSnapshots(resource: ResourceView): Iterable<Outcome> {
    const limit = resource.get("snapshotRetentionLimit");
    const isNone = holds(limit, (known) => (numberIn(known) ?? 0) <= 0);
    const fix = "set snapshotRetentionLimit: 7";
    return violationIf(all(isNone, keepsSnapshots(resource)), limit, "no snapshots are kept", fix);
}

/** A member of a group has the group's snapshots; memcached and the old t1 nodes can't make any. */
function keepsSnapshots(resource: ResourceView): Truth {
    const isServer = holds(resource.get("engine"), (engine) => /^(redis|valkey)$/i.test(engine.string() ?? ""));
    const isOld = holds(resource.get("nodeType"), (type) => type.string()?.startsWith("cache.t1.") === true);
    const isMember = isGiven(resource.get("replicationGroupId"));
    return resource.type === clusterType ? all(isServer, not(isOld), not(isMember)) : true;
}
