import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { inItems } from "../../items";
import type { KubeObject } from "../../model/kubeObject";
import type { Value } from "../../model/value";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

export const netIngressWildcard = defineRule({
    id: "net-ingress-wildcard",
    group: "network",
    target: "object",
    kinds: ["Ingress", "HTTPRoute", "GRPCRoute", "TLSRoute"],
    title: "An Ingress names the hosts that it serves",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        datree: ["INGRESS_INCORRECT_HOST_VALUE_PERMISSIVE"],
        "gatekeeper-library": ["block-wildcard-ingress"],
        kyverno: ["disallow-empty-ingress-host", "restrict-ingress-defaultbackend", "restrict-ingress-wildcard"],
    },
    why: "whoever takes every host gets the requests that were meant for others",
    details: `**Ingress**: refuses rules without a host, with an empty one or with one that has a \`*\`, and a default backend, which
takes what no rule takes.

**Routes** of the Gateway API (HTTPRoute, GRPCRoute, TLSRoute): refuses \`hostnames\` with a \`*\`. Without hostnames a
route serves those of its Gateway's listener, which is the matter of whoever owns the Gateway; its listeners may well have
a wildcard.

\`allowed\` names wildcard hosts that may be served. Patches (server-side apply) need not name a host.`,
    fix: "name the host in full, one rule per host, and remove the default backend",
    params: strictMap({
        allowed: z.array(z.string()).default([]).describe("Hosts with a wildcard that may be served"),
    }),
    *check(object, { params }) {
        const spec = object.body.get("spec");
        if (!object.isKind("Ingress")) {
            yield* inItems(spec.get("hostnames"), (hostname) => wildcard(hostname, params.allowed));
            return;
        }
        yield* inItems(spec.get("rules"), (rule) => openHost(object, rule.get("host"), params.allowed));
        for (const backend of [spec.get("defaultBackend"), spec.get("backend")]) {
            const given = holds(backend, (known) => known.isSet);
            yield* violationIf(given, backend, "has a default backend, for every host that no rule names");
        }
    },
});

function* openHost(ingress: KubeObject, host: Value, allowed: readonly string[]): Iterable<Outcome> {
    const none = holds(host, (known) => (known.isUnset ? !ingress.partial : known.string() === ""));
    yield* violationIf(none, host, "this rule has no host, so that it is for every one");
    yield* wildcard(host, allowed);
}

function wildcard(host: Value, allowed: readonly string[]): Iterable<Outcome> {
    const isWild = holds(host, (known) => {
        const text = known.string() ?? "";
        return text.includes("*") && !allowed.includes(text);
    });
    return violationIf(isWild, host, "the host is a wildcard");
}
