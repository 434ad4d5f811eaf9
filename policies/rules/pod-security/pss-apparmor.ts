import type { PodView } from "../../model/podView";
import type { Value } from "../../model/value";
import { undecided, type Outcome } from "../../outcome";
import { set } from "../../patch";
import { isBadProfile, onBothLevels, refuseProfile, valuesOnBothLevels } from "../../podSecurityChecks";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

export const pssApparmor = defineRule({
    id: "pss-apparmor",
    group: "pod-security",
    target: "podSecurity",
    title: "AppArmor confines containers",
    severity: "high",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [{ name: "PSS", section: "baseline" }],
    rivals: {
        "gatekeeper-library": ["apparmor"],
        kyverno: ["restrict-apparmor-profiles"],
    },
    why: "without its profile a container reaches files and kernel features that it never needs",
    details: `Judges AppArmor profiles as Kubernetes' own Pod Security admission does at level baseline: none may be forbidden, but one
needn't be set. Field and annotation are both read, at every version.

* \`securityContext.appArmorProfile\` of the pod and of every container: only \`RuntimeDefault\` and \`Localhost\` pass, and
  one without a type fails.
* The pod's annotations \`container.apparmor.security.beta.kubernetes.io/…\`: only the empty text, \`runtime/default\` and
  \`localhost/…\` pass, also for a container that there isn't.`,
    fix: "set appArmorProfile.type to RuntimeDefault, or leave profile and annotation out",
    waivable: true,
    laws: { inherited: ["appArmorProfile"], anyContainer: true },
    componentFixes: {
        StandardService: { arguments: ["annotations"], to: "without one for AppArmor" },
    },
    checks: [
        {
            id: "appArmorProfile",
            level: "baseline",
            revisions: [{ min: "1.0", check }],
        },
    ],
    *remediate(pod) {
        const profiles = valuesOnBothLevels(pod, "appArmorProfile").filter((profile) => isBadProfile(profile));
        yield* profiles.map((profile) => set(profile, { type: "RuntimeDefault" }));
        const annotations = annotationsOf(pod).filter((value) => !value.isUnknown && isForbidden(value));
        yield* annotations.map((value) => set(value, "runtime/default"));
    },
});

const prefix = "container.apparmor.security.beta.kubernetes.io/";

function isForbidden(annotation: Value): boolean {
    const text = annotation.string() ?? "unconfined";
    return annotation.isSet && text !== "" && text !== "runtime/default" && !text.startsWith("localhost/");
}

function annotationsOf(pod: PodView): Value[] {
    return pod.metadata
        .get("annotations")
        .entries()
        .filter(({ label }) => label.startsWith(prefix));
}

function* check(pod: PodView): Iterable<Outcome> {
    const annotations = pod.metadata.get("annotations");
    yield* annotations.isUnknown ? [undecided(annotations)] : [];
    for (const annotation of annotationsOf(pod)) {
        yield* violationIf(holds(annotation, isForbidden), annotation, "the annotation lifts AppArmor's confinement");
    }
    yield* onBothLevels(pod, "appArmorProfile", (profile) => refuseProfile(profile, "AppArmor"));
}
