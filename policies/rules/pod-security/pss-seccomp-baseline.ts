import { inContainers } from "../../containers";
import type { PodView } from "../../model/podView";
import type { Value } from "../../model/value";
import type { Outcome } from "../../outcome";
import { set, type Patch } from "../../patch";
import { isBadProfile, onBothLevels, refuseProfile, valuesOnBothLevels } from "../../podSecurityChecks";
import { defineRule } from "../../rule";
import { holds, onlyIf, violationIf } from "../../truth";

export const pssSeccompBaseline = defineRule({
    id: "pss-seccomp-baseline",
    group: "pod-security",
    target: "podSecurity",
    title: "System calls are not left unfiltered",
    severity: "high",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [
        { name: "PSS", section: "baseline" },
        { name: "CIS", section: "5.7.2" },
    ],
    rivals: {
        datree: ["CIS_INVALID_VALUE_SECCOMP_PROFILE"],
        "gatekeeper-library": ["seccompv2"],
        kubescape: ["C-0210"],
        kyverno: ["restrict-seccomp"],
        trivy: ["KSV-0104"],
    },
    why: "without a filter every flaw of the kernel is within reach",
    details: `Judges seccomp profiles as Kubernetes' own Pod Security admission does at level baseline: none may be forbidden, but one
needn't be set.

* From version 1.19 on the fields \`securityContext.seccompProfile\` of the pod and of every container: only
  \`RuntimeDefault\` and \`Localhost\` pass, and one without a type fails.
* Up to version 1.18 the annotations \`seccomp.security.alpha.kubernetes.io/pod\` and
  \`container.seccomp.security.alpha.kubernetes.io/<container>\`: only \`runtime/default\`, \`docker/default\` and
  \`localhost/…\` pass.

At level restricted, [pss-seccomp-restricted](pss-seccomp-restricted.md) takes its place from version 1.19 on.`,
    fix: "set seccompProfile.type to RuntimeDefault, or leave seccompProfile out",
    waivable: true,
    laws: { inherited: ["seccompProfile"], anyContainer: true },
    componentFixes: {
        StandardService: { arguments: ["annotations"], to: "without one for seccomp" },
    },
    checks: [
        {
            id: "seccompProfile_baseline",
            level: "baseline",
            revisions: [
                { min: "1.0", check: annotations },
                { min: "1.19", check: fields },
            ],
        },
    ],
    *remediate(pod): Iterable<Patch> {
        const profiles = valuesOnBothLevels(pod, "seccompProfile").filter((profile) => isBadProfile(profile));
        yield* profiles.map((profile) => set(profile, { type: "RuntimeDefault" }));
        const keys = pod.containers.map(({ name }) => containerAnnotation + name);
        const annotated = [podAnnotation, ...keys].map((key) => pod.annotation(key));
        yield* annotated.filter((value) => isForbidden(value)).map((value) => set(value, "runtime/default"));
    },
});

const podAnnotation = "seccomp.security.alpha.kubernetes.io/pod";
const containerAnnotation = "container.seccomp.security.alpha.kubernetes.io/";

function isForbidden(annotation: Value): boolean {
    const text = annotation.string() ?? "";
    const allowed = ["runtime/default", "docker/default"].includes(text) || text.startsWith("localhost/");
    return annotation.isSet && !allowed;
}

function refuseAnnotation(annotation: Value): Iterable<Outcome> {
    return violationIf(holds(annotation, isForbidden), annotation, "the annotation leaves system calls unfiltered");
}

function* annotations(pod: PodView): Iterable<Outcome> {
    yield* refuseAnnotation(pod.annotation(podAnnotation));
    const others = pod.metadata
        .get("annotations")
        .entries()
        .filter(({ label }) => label.startsWith(containerAnnotation));
    yield* inContainers(pod, function* (container) {
        const name = container.get("name");
        if (name.isUnknown) {
            for (const annotation of others) {
                yield* onlyIf(
                    holds(name, () => true),
                    refuseAnnotation(annotation),
                );
            }
        } else {
            yield* refuseAnnotation(pod.annotation(containerAnnotation + (name.string() ?? "")));
        }
    });
}

function fields(pod: PodView): Iterable<Outcome> {
    return onBothLevels(pod, "seccompProfile", (profile) => refuseProfile(profile, "seccomp"));
}
