import { inContainers } from "../../containers";
import type { Value } from "../../model/value";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

/** Fields of a pod's spec that decide what its containers may do on the node. */
const podFields = [
    ...["hostNetwork", "hostPID", "hostIPC", "hostUsers", "securityContext", "volumes", "shareProcessNamespace"],
    ...["serviceAccountName", "serviceAccount", "automountServiceAccountToken", "runtimeClassName", "os"],
];

/** Annotations of a pod by which seccomp and AppArmor were, and still can be, set. */
const profileAnnotation = /^(container\.)?(seccomp\.security\.alpha|apparmor\.security\.beta)\.kubernetes\.io\//;

export const platPatchBypass = defineRule({
    id: "plat-patch-bypass",
    group: "governance",
    target: "pod",
    title: "Patches leave alone what pod security rules read",
    severity: "high",
    since: "0.1.0",
    why: "rules see the patch and not the pod that comes of it, so what it leaves unset can't be judged",
    details: `Server-side-apply patches (\`DeploymentPatch\` and its like) are judged as parts: what they set to something bad is
found by each rule, but what they leave out may be set in the patched object or not. So a patch is found here where it writes

* a field of the pod that decides what it may do: ${podFields.map((field) => `\`${field}\``).join(", ")};
* an annotation of the pod that names a profile of seccomp or AppArmor;
* the \`securityContext\` of a container, or \`ports\` of the host;
* a container with an \`image\`: it may be a whole new container, of which nobody has asked for a security context.

Labels, other annotations, replicas, resources, environment variables and the like are free to be patched. A patch that is needed
gets a waiver, whoever approves it having looked at the object behind it.`,
    fix: "change the object where it is defined, or leave these fields out of the patch",
    *check(pod) {
        if (!pod.partial) {
            return;
        }
        for (const field of podFields) {
            const value = pod.get(field);
            yield* violationIf(
                holds(value, () => value.isSet),
                value,
                `a patch writes ${field} of a pod`,
            );
        }
        const annotations = pod.metadata.get("annotations");
        for (const value of annotations.isUnknown ? [annotations] : annotations.entries().filter(isProfile)) {
            yield* violationIf(
                holds(value, () => value.isSet),
                value,
                "a patch writes a profile of a pod as an annotation",
            );
        }
        yield* inContainers(pod, function* ({ body }) {
            for (const field of ["image", "securityContext"]) {
                const value = body.get(field);
                yield* violationIf(
                    holds(value, () => value.isSet),
                    value,
                    `a patch writes ${field} of a container`,
                );
            }
            const ports = body.get("ports");
            for (const value of ports.isUnknown ? [ports] : ports.items().map((port) => port.get("hostPort"))) {
                yield* violationIf(
                    holds(value, () => value.isSet),
                    value,
                    "a patch writes a port of the host",
                );
            }
        });
    },
});

function isProfile({ label }: Value): boolean {
    return profileAnnotation.test(label);
}
