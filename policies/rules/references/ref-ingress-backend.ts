import { inItems } from "../../items";
import type { KubeObject } from "../../model/kubeObject";
import { Referents } from "../../model/referents";
import type { Value } from "../../model/value";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, any, holds, not, onlyIf, violationIf, type Truth } from "../../truth";

const routes = ["HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"];

export const refIngressBackend = defineRule({
    id: "ref-ingress-backend",
    group: "references",
    target: "set",
    title: "The backend of an Ingress or route exists",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        "kube-linter": ["dangling-ingress"],
        "kube-score": ["ingress-targets-service"],
        kubescape: ["C-0298", "C-0302"],
    },
    why: "a backend that isn't there answers every request with an error",
    details: `The Services that an Ingress names (default backend included), and those in \`backendRefs\` of the routes of the
Gateway API (requests that are mirrored included), are among the judged objects in the same namespace (for a route: in the one that it names) and have the port
that is named.

* Ingresses of \`v1\` and of the older versions are read as each writes its backends; one of \`v1\` with \`serviceName\` has
  no backend. Other resources than Services are not looked for, nor is \`use-annotation\`, which the AWS controller reads.
* Names among the facts (\`existing\`) count; their ports aren't known, and pass. So do those of an ExternalName.`,
    fix: "name a Service of the same namespace, and one of its ports",
    *check(set, { facts }) {
        const referents = new Referents(set, facts);
        for (const ingress of set.ofKind("Ingress")) {
            yield* backendsOf(ingress, referents);
        }
        for (const route of routes.flatMap((kind) => set.ofKind(kind))) {
            yield* inItems(route.body.get("spec", "rules"), (rule) => routeBackends(route, rule, referents));
        }
    },
});

/** A Service as a backend names it, and the port there. */
interface Named {
    namespace: Value;
    name: Value;
    port: Value;
}

function* backendsOf(ingress: KubeObject, referents: Referents): Iterable<Outcome> {
    const spec = ingress.body.get("spec");
    const isOld = !/\/v1$/.test(ingress.reference().apiVersion ?? "");
    const { namespace } = ingress;
    const judge = (backend: Value): Iterable<Outcome> => {
        const service = backend.get("service");
        const port = service.get("port", "name").isUnset ? service.get("port", "number") : service.get("port", "name");
        return isOld
            ? missing(
                  { namespace, name: backend.get("serviceName"), port: backend.get("servicePort") },
                  backend,
                  referents,
              )
            : missing({ namespace, name: service.get("name"), port }, backend, referents);
    };
    const standard = spec.get(isOld ? "backend" : "defaultBackend");
    yield* standard.isUnset ? [] : judge(standard);
    yield* inItems(spec.get("rules"), (rule) =>
        inItems(rule.get("http", "paths"), (path) => judge(path.get("backend"))),
    );
}

function* routeBackends(route: KubeObject, rule: Value, referents: Referents): Iterable<Outcome> {
    yield* mirrors(route, rule, referents);
    yield* inItems(rule.get("backendRefs"), function* (backend) {
        yield* routeBackend(route, backend, referents);
        yield* mirrors(route, backend, referents);
    });
}

/** Rules and backends both may have filters that send a copy of each request elsewhere. */
function mirrors(route: KubeObject, holder: Value, referents: Referents): Iterable<Outcome> {
    return inItems(holder.get("filters"), (filter) => {
        const backend = filter.get("requestMirror", "backendRef");
        return backend.isUnset ? [] : routeBackend(route, backend, referents);
    });
}

function* routeBackend(route: KubeObject, backend: Value, referents: Referents): Iterable<Outcome> {
    const [kind, own] = [backend.get("kind"), backend.get("namespace")];
    const isService = holds(kind, (known) => (known.string() ?? "Service") === "Service");
    const named = {
        namespace: own.isUnset ? route.namespace : own,
        name: backend.get("name"),
        port: backend.get("port"),
    };
    yield* onlyIf(isService, missing(named, backend, referents));
}

function* missing({ namespace, name, port }: Named, backend: Value, referents: Referents): Iterable<Outcome> {
    const other = holds(backend.get("resource"), (resource) => resource.isSet);
    const nameless = all(
        not(other),
        holds(name, (known) => !known.string()),
    );
    yield* violationIf(nameless, backend, "this backend names no Service");
    if (name.string() === undefined && !name.isUnknown) {
        return;
    }
    const byAnnotation = holds(port, (known) => known.string() === "use-annotation");
    const exists = any(other, byAnnotation, referents.exists("Service", namespace, name));
    yield* violationIf(not(exists), name, "there is no Service of this name in the namespace");
    const services = exists === true ? referents.found("Service", namespace, name) : [];
    if (services.length > 0) {
        const has = any(byAnnotation, ...services.map((service) => hasPort(service, port)));
        yield* violationIf(not(has), port, "the Service has no such port");
    }
}

function hasPort(service: KubeObject, wanted: Value): Truth {
    const spec = service.body.get("spec");
    const ports = spec.get("ports");
    const key = wanted.number() === undefined ? "name" : "port";
    return any(
        service.partial,
        holds(wanted, (known) => known.isUnset),
        holds(spec.get("type"), (type) => type.string() === "ExternalName"),
        ...ports.items().map((port) =>
            all(
                holds(wanted, () => true),
                holds(port.get(key), (own) => same(own, wanted)),
            ),
        ),
        holds(ports, () => false),
    );
}

function same(own: Value, wanted: Value): boolean {
    return own.quantity() !== undefined && own.quantity() === wanted.quantity();
}
