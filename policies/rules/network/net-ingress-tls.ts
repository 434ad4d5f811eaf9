import { inItems } from "../../items";
import { hostsHold, patternHolds } from "../../model/ingress";
import type { KubeObject } from "../../model/kubeObject";
import type { Value } from "../../model/value";
import type { Outcome } from "../../outcome";
import { set } from "../../patch";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf, type Truth } from "../../truth";

/** Annotations by which controllers find a certificate without `spec.tls`. */
const certificates = [
    "alb.ingress.kubernetes.io/certificate-arn",
    "ingress.gcp.kubernetes.io/pre-shared-cert",
    "networking.gke.io/managed-certificates",
];
/** Annotations that have cert-manager make the certificate of each entry of `spec.tls`. */
const issuers = ["cert-manager.io/cluster-issuer", "cert-manager.io/issuer"];

export const netIngressTls = defineRule({
    id: "net-ingress-tls",
    group: "network",
    target: "object",
    kinds: ["Ingress", "Gateway"],
    title: "Every host is served with TLS",
    severity: "high",
    since: "0.1.0",
    frameworks: [{ name: "SOC2" }],
    rivals: {
        "gatekeeper-library": ["httpsonly"],
        kubescape: ["C-0263"],
        kyverno: ["ingress-host-match-tls", "require-ingress-https"],
        polaris: ["tlsSettingsMissing"],
    },
    why: "without TLS everybody on the way reads passwords and sessions, and changes what is answered",
    details: `**Ingress**: the host of each rule stands in the \`hosts\` of an entry of \`spec.tls\`, itself or by a wildcard of
one level; an entry without \`hosts\` is for all. A rule without a host, and a default backend, need such an entry.

* A certificate that a controller finds by annotation counts: \`alb.ingress.kubernetes.io/certificate-arn\` (AWS),
  \`networking.gke.io/managed-certificates\` and \`ingress.gcp.kubernetes.io/pre-shared-cert\` (Google).
* gatekeeper asks for \`kubernetes.io/ingress.allow-http: "false"\` as well. Only Google's controller reads that, so it
  isn't asked for here.
* The remediation adds \`spec.tls\` where cert-manager is named by annotation and makes the certificate; elsewhere nobody
  but a person knows which Secret holds it.

**Gateway** (Gateway API): a listener with \`protocol: HTTP\` is fine where a listener with HTTPS or TLS serves the same
hostname, for then it can redirect.`,
    fix: "add spec.tls with the host and the secretName of its certificate",
    *check(object) {
        yield* object.isKind("Gateway") ? plainListeners(object) : plainHosts(object);
    },
    *remediate(object) {
        const [tls, rules] = ["tls", "rules"].map((key) => object.body.get("spec", key)) as [Value, Value];
        const name = object.metadata.get("name").string();
        const hosts = rules.items().map((rule) => rule.get("host").string());
        const isEmpty = tls.isUnset || (tls.isList && tls.items().length === 0);
        const issuer = issuers.some((key) => object.annotation(key).string() !== undefined);
        const known = hosts.length > 0 && hosts.every((host) => host !== undefined && host !== "");
        if (issuer && known && isEmpty && name !== undefined && !object.partial && object.isKind("Ingress")) {
            yield set(tls, [{ hosts: [...new Set(hosts)], secretName: `${name}-tls` }]);
        }
    },
});

function* plainHosts(ingress: KubeObject): Iterable<Outcome> {
    const [tls, rules] = ["tls", "rules"].map((key) => ingress.body.get("spec", key)) as [Value, Value];
    if (ingress.partial && tls.isUnset) {
        return; // it may be set by somebody else
    }
    const byAnnotation = any(...certificates.map((key) => holds(ingress.annotation(key), (arn) => !!arn.string())));
    const entries = tls.items().map((entry) => entry.get("hosts"));
    const unknown = holds(tls, () => false);
    yield* inItems(rules, (rule) => {
        const host = rule.get("host");
        const served = any(unknown, ...entries.map((hosts) => hostsHold(hosts, host)));
        return violationIf(all(not(byAnnotation), not(served)), host, "no entry of spec.tls is for this host");
    });
    const noRules = holds(rules, (list) => list.items().length === 0);
    const noEntry = holds(tls, (list) => list.items().length === 0);
    yield* violationIf(all(noRules, noEntry, not(byAnnotation)), tls, "serves its default backend without TLS");
}

function* plainListeners(gateway: KubeObject): Iterable<Outcome> {
    const listeners = gateway.body.get("spec", "listeners");
    yield* inItems(listeners, (listener) => {
        const protocol = listener.get("protocol");
        const plain = holds(protocol, (known) => known.string() === "HTTP");
        const twin = any(...listeners.items().map((other) => servesSafely(other, listener.get("hostname"))));
        return violationIf(all(plain, not(twin)), protocol, "no listener serves this one's hostname with TLS");
    });
}

function servesSafely(listener: Value, hostname: Value): Truth {
    const own = listener.get("hostname");
    return all(
        holds(listener.get("protocol"), (known) => ["HTTPS", "TLS"].includes(known.string() ?? "")),
        any(
            holds(own, (known) => !known.string()),
            holds(hostname, (known) => !known.string()),
            all(
                holds(own, () => true),
                holds(hostname, (known) => patternHolds(own.string() ?? "", known.string() ?? "")),
            ),
        ),
    );
}
