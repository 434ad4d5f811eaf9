import type { Value } from "../../model/value";
import { undecided, type Outcome } from "../../outcome";
import { remove, set } from "../../patch";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

const prefix = /^(?:nginx\.ingress\.kubernetes\.io|nginx\.org)\//;
/** Text of these becomes configuration as it is. */
const snippet = /-snippets?$/;
/** Values of these are written into the configuration; each was a way in before the controller looked at them. */
const written = new Set([
    "auth-method",
    "auth-signin",
    "auth-tls-match-cn",
    "auth-url",
    "mirror-host",
    "mirror-target",
    "permanent-redirect",
    "temporal-redirect",
]);
/** What ends a directive of nginx or opens another; none of it belongs into an address or a name. */
const breaksOut = /[;{}|#"'`\\<>\p{Cc}]/u;
const switchKey = "allow-snippet-annotations";

export const netIngressSnippets = defineRule({
    id: "net-ingress-snippets",
    group: "network",
    target: "object",
    kinds: ["Ingress", "ConfigMap"],
    title: "No annotation writes nginx configuration",
    severity: "critical",
    since: "0.1.0",
    frameworks: [{ name: "NSA" }],
    rivals: {
        checkov: ["CKV_K8S_152", "CKV_K8S_153", "CKV_K8S_154"],
        datree: ["CONFIGMAP_CVE2021_25742_*", "INGRESS_CVE2021_25742_*"],
        kubescape: ["C-0059"],
        kyverno: ["disallow-ingress-nginx-custom-snippets", "nginx-ingress/restrict-annotations"],
        trivy: ["KCV-0093"],
    },
    why: "it runs in the ingress controller, which in its usual setup can read every Secret of the cluster",
    details: `Annotations of \`nginx.ingress.kubernetes.io\` and \`nginx.org\`:

* every snippet (\`configuration-snippet\`, \`server-snippet\`, \`location-snippets\`, …): CVE-2021-25742;
* \`auth-url\`, \`auth-signin\`, \`auth-method\`, \`auth-tls-match-cn\`, \`mirror-target\`, \`mirror-host\` and the redirects where
  the value holds what breaks out of a directive (\`;\`, \`{\`, quotes, \`#\`, control characters and the like):
  CVE-2025-24514, -1097, -1098 (with -1974), CVE-2023-5044. An ordinary address, with nginx variables too, passes.

And a ConfigMap with \`allow-snippet-annotations: "true"\`, the switch of the controller. The remediation removes the
annotation and turns the switch off. Which version of the controller runs is the matter of the rules for images.`,
    fix: "remove the annotation; use one that is made for the purpose, or configure the controller",
    *check(object) {
        if (object.isKind("ConfigMap")) {
            const allows = object.body.get("data", switchKey);
            const isOn = holds(allows, (known) => known.string() === "true");
            yield* violationIf(isOn, allows, "lets annotations write configuration", `set ${switchKey} to "false"`);
            return;
        }
        const annotations = object.metadata.get("annotations");
        if (annotations.isUnknown) {
            yield undecided(annotations);
        }
        for (const annotation of annotations.entries()) {
            yield* writesConfiguration(annotation);
        }
    },
    *remediate(object) {
        if (object.partial) {
            return;
        }
        if (object.isKind("ConfigMap")) {
            const allows = object.body.get("data", switchKey);
            yield* allows.string() === "true" ? [set(allows, "false")] : [];
            return;
        }
        const annotations = object.metadata.get("annotations").entries();
        const known = annotations.filter((annotation) => annotation.isSet);
        const bad = known.filter((value) => isSnippet(value) || (isWritten(value) && isInjection(value)));
        yield* bad.map((value) => remove(value));
    },
});

function* writesConfiguration(annotation: Value): Iterable<Outcome> {
    if (isSnippet(annotation)) {
        const given = holds(annotation, (known) => known.isSet);
        yield* violationIf(given, annotation, "this annotation is configuration of nginx");
    } else if (isWritten(annotation)) {
        yield* violationIf(holds(annotation, isInjection), annotation, "this value breaks out of its directive");
    }
}

function isSnippet({ label }: Value): boolean {
    return prefix.test(label) && snippet.test(label);
}

function isWritten({ label }: Value): boolean {
    return prefix.test(label) && written.has(label.replace(prefix, ""));
}

function isInjection(annotation: Value): boolean {
    return breaksOut.test(annotation.string() ?? "");
}
