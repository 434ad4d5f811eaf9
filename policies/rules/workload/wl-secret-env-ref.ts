import { undecided, violation } from "../../outcome";
import { defineRule } from "../../rule";

export const wlSecretEnvRef = defineRule({
    id: "wl-secret-env-ref",
    group: "workload",
    severity: "low",
    since: "0.1.0",
    frameworks: [{ name: "CIS", section: "5.4.1" }],
    rivals: {
        checkov: ["CKV_K8S_35"],
        datree: ["CIS_INVALID_KEY_SECRETKEYREF_SECRETREF"],
        "kube-linter": ["env-var-secret", "read-secret-from-env-var"],
        kubescape: ["C-0207"],
        kyverno: ["disallow-secrets-from-env-vars"],
    },
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    optIn: true,
    title: "Secrets arrive as files, not as variables",
    why: "variables are inherited by child processes and end up in crash reports",
    details: `A finding for each variable from a \`secretKeyRef\`, and for each \`envFrom\` of a Secret.

Only in profile \`all\`: most programs read their credentials from variables, and a file is only a little safer. CIS prefers
files. A literal credential is another matter: [wl-secret-in-env-literal](wl-secret-in-env-literal.md).`,
    fix: "mount the Secret as a file and name the file's path in the variable",
    laws: { anyContainer: true },
    *check(container) {
        const places = [
            ...container
                .get("env")
                .items()
                .map((variable) => variable.get("valueFrom", "secretKeyRef")),
            ...container
                .get("envFrom")
                .items()
                .map((source) => source.get("secretRef")),
        ];
        const lists = [container.get("env"), container.get("envFrom")];
        yield* [...lists, ...places].filter((value) => value.isUnknown).map((value) => undecided(value));
        yield* places.filter((place) => place.isSet).map((place) => violation(place, "a Secret becomes a variable"));
    },
});
