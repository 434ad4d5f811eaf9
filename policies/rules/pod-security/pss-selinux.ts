import type { PodView } from "../../model/podView";
import type { Value } from "../../model/value";
import type { Outcome } from "../../outcome";
import { remove } from "../../patch";
import { onBothLevels, valuesOnBothLevels } from "../../podSecurityChecks";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

export const pssSelinux = defineRule({
    id: "pss-selinux",
    group: "pod-security",
    target: "podSecurity",
    title: "SELinux confines containers as usual",
    severity: "medium",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [{ name: "PSS", section: "baseline" }],
    rivals: {
        datree: ["EKS_INVALID_SELINUXOPTIONS_*"],
        "gatekeeper-library": ["selinux"],
        kubescape: ["C-0211"],
        kyverno: ["disallow-selinux"],
        trivy: ["KSV-0025"],
    },
    why: "another SELinux type, user or role lifts what keeps a container from the node",
    details: `Judges \`securityContext.seLinuxOptions\` of the pod and of every container as Kubernetes' own Pod Security admission does
at level baseline.

* \`type\` may be empty, \`container_t\`, \`container_init_t\` or \`container_kvm_t\`, from version 1.31 on also
  \`container_engine_t\`.
* \`user\` and \`role\` must be empty; \`level\` is free.`,
    fix: "remove user and role from seLinuxOptions, and leave type out or set it to container_t",
    waivable: true,
    laws: { anyContainer: true },
    checks: [
        {
            id: "seLinuxOptions",
            level: "baseline",
            revisions: [
                { min: "1.0", check: (pod) => check(pod, types) },
                { min: "1.31", check: (pod) => check(pod, [...types, engineType]) },
            ],
        },
    ],
    *remediate(pod) {
        for (const options of valuesOnBothLevels(pod, "seLinuxOptions")) {
            const bad = ["user", "role"].map((key) => options.get(key)).filter((value) => isGiven(value));
            const type = options.get("type");
            yield* [...bad, ...(isOther(type, types) ? [type] : [])].map((value) => remove(value));
        }
    },
});

const types = ["", "container_t", "container_init_t", "container_kvm_t"];
const engineType = "container_engine_t";

function isOther(type: Value, allowed: readonly string[]): boolean {
    return type.isSet && !allowed.includes(type.string() ?? " ");
}

function isGiven(value: Value): boolean {
    return value.isSet && value.string() !== "";
}

function check(pod: PodView, allowed: readonly string[]): Iterable<Outcome> {
    return onBothLevels(pod, "seLinuxOptions", function* (options) {
        const type = options.get("type");
        yield* violationIf(
            holds(type, () => isOther(type, allowed)),
            type,
            "the SELinux type is none of those that confine containers",
        );
        for (const key of ["user", "role"]) {
            yield* violationIf(holds(options.get(key), isGiven), options.get(key), `the SELinux ${key} is set`);
        }
    });
}
