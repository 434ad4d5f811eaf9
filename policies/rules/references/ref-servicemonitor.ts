import type { KubeObject } from "../../model/kubeObject";
import { LabelIndex } from "../../model/labelIndex";
import { matchesSelector } from "../../model/labelSelector";
import { inOwnNamespace } from "../../model/referents";
import type { SetView } from "../../model/setView";
import { undecided } from "../../outcome";
import { defineRule } from "../../rule";
import { any, not, violationIf, type Truth } from "../../truth";

export const refServicemonitor = defineRule({
    id: "ref-servicemonitor",
    group: "references",
    target: "set",
    title: "A ServiceMonitor selects a Service",
    severity: "low",
    since: "0.1.0",
    rivals: { "kube-linter": ["dangling-servicemonitor"] },
    why: "nothing is measured, and no alert of it ever fires",
    details: `\`spec.selector\` of a ServiceMonitor (Prometheus operator) takes the labels of a Service among the judged objects, in the
namespaces that \`namespaceSelector\` names; without one that is its own, as the operator reads it. kube-linter takes
Services of all namespaces then. An empty selector takes every Service.`,
    fix: "make spec.selector the labels of the Service itself, and name its namespace in namespaceSelector.matchNames",
    *check(set) {
        const services = new LabelIndex<KubeObject>();
        for (const service of set.ofKind("Service")) {
            services.add(service, service.namespace, service.metadata.get("labels"));
        }
        for (const monitor of monitorsOf(set)) {
            const selector = monitor.body.get("spec", "selector");
            const message = "selects no Service of the given objects";
            yield* violationIf(not(selectsAny(monitor, services)), selector, message);
        }
    },
});

function monitorsOf(set: SetView): readonly KubeObject[] {
    return set.ofKind("monitoring.coreos.com/ServiceMonitor").filter(({ partial }) => !partial);
}

function selectsAny(monitor: KubeObject, services: LabelIndex<KubeObject>): Truth {
    const selector = monitor.body.get("spec", "selector");
    const where = monitor.body.get("spec", "namespaceSelector");
    const [everywhere, names] = [where.get("any"), where.get("matchNames")];
    const among = (namespace: string | undefined): Truth =>
        services.selectsAny(namespace, selector.get("matchLabels"), (labels) =>
            selector.isUnset ? true : matchesSelector(labels, selector),
        );
    const unknown = [everywhere, names].find(({ isUnknown }) => isUnknown);
    if (unknown !== undefined) {
        return undecided(unknown);
    }
    if (everywhere.boolean() === true) {
        return among(undefined);
    }
    const listed = names.items().map((name) => (name.isUnknown ? undecided(name) : among(name.string() ?? "default")));
    return listed.length > 0 ? any(...listed) : inOwnNamespace(monitor, among);
}
