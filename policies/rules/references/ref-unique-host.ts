import type { KubeObject } from "../../model/kubeObject";
import type { Value } from "../../model/value";
import { undecided, violation } from "../../outcome";
import { defineRule } from "../../rule";

const canary = "nginx.ingress.kubernetes.io/canary";
const oldClass = "kubernetes.io/ingress.class";

export const refUniqueHost = defineRule({
    id: "ref-unique-host",
    group: "references",
    target: "set",
    title: "Host and path belong to one Ingress",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        "gatekeeper-library": ["uniqueingresshost"],
        kyverno: ["unique-ingress-host-and-path"],
    },
    why: "which of the two answers is up to the controller, and may change with every restart",
    details: `Two rules with the same host, path and \`pathType\` for the same class of controllers, in one Ingress or in two, in
whatever namespaces; said at each of them. A slash at the end of a \`Prefix\` makes no difference: it is matched by parts.

* Other paths of a host may stand in other Ingresses; gatekeeper wants one Ingress per host.
* A canary of nginx (annotation \`nginx.ingress.kubernetes.io/canary: "true"\`) repeats the host and path of another on
  purpose. The same host for two classes (inside and outside) is no clash either.
* Rules without a host are the matter of [net-ingress-wildcard](net-ingress-wildcard.md).`,
    fix: "give each Ingress its own host or path, or join the two",
    *check(set) {
        const places = set.ofKind("Ingress").flatMap(placesOf);
        const counts = new Map<string, number>();
        for (const { key } of places.filter(({ unknown }) => unknown === undefined)) {
            counts.set(key, (counts.get(key) ?? 0) + 1);
        }
        const many = places.length > 1 || places.some(({ list }) => list?.isUnknown === true);
        for (const { key, at, unknown } of places) {
            if (unknown === undefined && (counts.get(key) ?? 0) > 1) {
                yield violation(at, "another rule has the same host and path");
            } else if (unknown !== undefined && many) {
                yield undecided(unknown);
            }
        }
    },
});

/** A host with a path. */
interface Place {
    key: string;
    at: Value;
    /** What has to be known to tell it from others. */
    unknown: Value | undefined;
    /** Where it may be several. */
    list?: Value;
}

function placesOf(ingress: KubeObject): Place[] {
    const isCanary = ingress.annotation(canary);
    if (isCanary.string() === "true") {
        return [];
    }
    const named = ingress.body.get("spec", "ingressClassName");
    const className = named.isUnset ? ingress.annotation(oldClass) : named;
    const rules = ingress.body.get("spec", "rules");
    const gaps = rules.isUnknown ? [{ key: "", at: rules, unknown: rules, list: rules }] : [];
    const places = rules.items().flatMap((rule) => {
        const [host, list] = [rule.get("host"), rule.get("http", "paths")];
        const paths = list.items().map((path) => ({ path: path.get("path"), type: path.get("pathType") }));
        const all = paths.length > 0 ? paths : [{ path: list, type: list }];
        return all.map(({ path, type }): Place => {
            const unknown = [host, path, type, className, isCanary].find(({ isUnknown }) => isUnknown);
            const text = path.string() ?? "/";
            const bare = type.string() === "Prefix" ? text.replace(/\/+$/, "") || "/" : text;
            const texts = [host.string()?.toLowerCase(), bare, type.string(), className.string()];
            return { key: JSON.stringify(texts), at: path === list ? host : path, unknown, list };
        });
    });
    return [...gaps, ...places.filter(({ unknown, key }) => unknown !== undefined || !/^\[(?:null|"")/.test(key))];
}
