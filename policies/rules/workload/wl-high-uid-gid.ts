import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { notWindows, refuseWhere } from "../../checks";
import { defineRule } from "../../rule";
import { onlyIf } from "../../truth";

export const wlHighUidGid = defineRule({
    id: "wl-high-uid-gid",
    group: "workload",
    severity: "low",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_K8S_40"],
        datree: ["CONTAINERS_INCORRECT_RUNASUSER_VALUE_LOWUID"],
        "gatekeeper-library": ["fsgroup", "users"],
        "kube-score": ["container-security-context-user-group-id"],
        kyverno: ["restrict-usergroup-fsgroup-id"],
        trivy: ["KSV-0020", "KSV-0021"],
    },
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    optIn: true,
    title: "Users and groups have numbers above the node's own",
    why: "a process that breaks out has the rights of whoever has its number on the node",
    details: `Judges \`runAsUser\` and \`runAsGroup\` in force for each container: its own, else the pod's. Absent counts as a finding,
since the image's number isn't seen here.

Only in profile \`all\`: Pod Security asks for no such thing, many images come with a user of their own that is lower, and
user namespaces (\`hostUsers: false\`) are the better answer. Windows pods (\`spec.os.name: windows\`) can't have either field
and are not asked. \`minimum\` is the lowest number that passes.`,
    fix: "set securityContext.runAsUser and runAsGroup to a number of 10000 or above",
    laws: { anyContainer: true, inherited: ["runAsUser", "runAsGroup"] },
    params: strictMap({
        minimum: z.int().min(1).default(10000).describe("Lowest number that passes"),
    }),
    *check(container, { params }) {
        for (const field of ["runAsUser", "runAsGroup"]) {
            const low = refuseWhere(
                container.security(field).value,
                (known) => (known.isUnset ? !container.partial : (known.number() ?? 0) < params.minimum),
                `${field} is below ${params.minimum}, or not said`,
            );
            yield* onlyIf(notWindows(container.pod), low);
        }
    },
});
