import { shareOf } from "../../model/intOrPercent";
import type { KubeObject } from "../../model/kubeObject";
import { sameText } from "../../model/labelSelector";
import { isReplicated } from "../../model/scaling";
import { sameNamespace } from "../../model/selectorIndex";
import type { SetView } from "../../model/setView";
import type { Value } from "../../model/value";
import { undecided } from "../../outcome";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf, type Truth } from "../../truth";

export const relRwoRollingDeadlock = defineRule({
    id: "rel-rwo-rolling-deadlock",
    group: "reliability",
    severity: "high",
    since: "0.1.0",
    rivals: {
        kyverno: ["enforce-readwriteonce-pod"],
    },
    target: "set",
    title: "A volume for one node is mounted by one pod at a time",
    why: "the new pod waits on another node for a volume that the old one holds, and the rollout stands still",
    details: `Judges Deployments whose pods mount a PersistentVolumeClaim that is among the judged objects and whose access
modes are \`ReadWriteOnce\` or \`ReadWriteOncePod\` alone.

* More than one replica (or an autoscaler) works only while all of them run on one node, for they share one claim; with
  \`ReadWriteOncePod\` not even there.
* A rolling update starts the new pod before it stops the old one. \`Recreate\` does not, and neither does
  \`maxSurge: 0\`, so both pass.
* Claims from elsewhere, and \`ephemeral\` volumes (one per pod), are not judged. A StatefulSet has a claim per pod.`,
    fix: "set strategy.type: Recreate and one replica, or use a StatefulSet with volumeClaimTemplates",
    *check(set) {
        for (const workload of set.ofKind("Deployment")) {
            if (workload.partial || workload.pod === undefined) {
                continue;
            }
            const names = workload.pod.volumes.map((volume) => volume.get("persistentVolumeClaim", "claimName"));
            const unknown = workload.pod.unknownVolumes.filter(() => set.ofKind("PersistentVolumeClaim").length > 0);
            const mounts = any(
                ...names.filter((name) => !name.isUnset).map((name) => isForOneNode(set, workload, name)),
                ...unknown.map((list) => undecided(list)),
            );
            const several = isReplicated(set, workload);
            const [replicas, type] = [
                workload.body.get("spec", "replicas"),
                workload.body.get("spec", "strategy", "type"),
            ];
            yield* violationIf(
                all(mounts, several),
                replicas,
                "several replicas share a volume that one node can mount",
            );
            const rolls = all(mounts, not(several), surges(workload));
            yield* violationIf(rolls, type, "the new pod starts while the old one holds the volume");
        }
    },
});

function isForOneNode(set: SetView, workload: KubeObject, name: Value): Truth {
    const claims = set.ofKind("PersistentVolumeClaim").filter(({ partial }) => !partial);
    return any(
        ...claims.map((claim) => {
            const modes = claim.body.get("spec", "accessModes");
            const once = modes
                .items()
                .map((mode) => holds(mode, (known) => /^ReadWriteOnce/.test(known.string() ?? "")));
            return all(
                sameNamespace(claim, workload),
                sameText(claim.metadata.get("name"), name),
                holds(modes, (known) => known.items().length > 0),
                ...once,
            );
        }),
    );
}

/** Whether a rollout starts a new pod while the old one runs; of one replica any share is one, by default 25%. */
function surges({ body }: KubeObject): Truth {
    const strategy = body.get("spec", "strategy");
    const surge = strategy.get("rollingUpdate", "maxSurge");
    return all(
        holds(strategy.get("type"), (type) => type.string() !== "Recreate"),
        holds(surge, () => (surge.isUnset ? 1 : (shareOf(surge, 1, "up") ?? 1)) > 0),
    );
}
