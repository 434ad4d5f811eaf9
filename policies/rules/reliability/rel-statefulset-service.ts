import type { KubeObject } from "../../model/kubeObject";
import { hasLabels, sameText } from "../../model/labelSelector";
import { namespaceOf, sameNamespace } from "../../model/selectorIndex";
import type { SetView } from "../../model/setView";
import { violation, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import type { Facts } from "../../facts";
import { all, any, holds, not, violationIf } from "../../truth";

export const relStatefulsetService = defineRule({
    id: "rel-statefulset-service",
    group: "reliability",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        "kube-score": ["statefulset-has-servicename"],
    },
    target: "set",
    title: "A StatefulSet's headless Service selects its pods",
    why: "its pods have no names of their own in DNS, which is what a StatefulSet is for",
    details: `\`spec.serviceName\` has to name a Service of the same namespace with \`clusterIP: None\`.

* It is looked for among the judged objects, those that are only read, and the facts (\`existing\`); of one from the facts
  nobody knows whether it is headless, so that passes.
* An absent \`serviceName\` is a finding: newer versions of Kubernetes accept it, and the pods get no names.
* \`updateStrategy\` is not judged: \`OnDelete\` is a decision of whoever runs the database.
* The Service's selector has to match the labels of the pod template: of pods that it doesn't select DNS knows no names. A
  Service without a selector passes: somebody else fills its endpoints.`,
    fix: "name a Service with clusterIP: None in spec.serviceName",
    *check(set, { facts }) {
        for (const workload of set.ofKind("StatefulSet").filter(({ partial }) => !partial)) {
            yield* judge(set, workload, facts);
        }
    },
});

const labelsFix = "give the pod template the labels that the Service's selector names";

function* judge(set: SetView, workload: KubeObject, { existing = [] }: Partial<Facts>): Iterable<Outcome> {
    const serviceName = workload.body.get("spec", "serviceName");
    if (serviceName.isUnset || serviceName.string() === "") {
        yield violation(serviceName, "names no Service");
        return;
    }
    const name = serviceName.string() ?? "";
    const namespace = namespaceOf(workload);
    const named = set
        .ofKind("Service")
        .map((service) => ({
            is: all(sameNamespace(service, workload), sameText(service.metadata.get("name"), serviceName)),
            headless: holds(service.body.get("spec", "clusterIP"), (address) => address.string() === "None"),
            selector: service.body.get("spec", "selector"),
        }))
        .filter(({ is }) => is !== false);
    const outside = existing.some(
        (fact) => fact.kind === "Service" && fact.name === name && fact.namespace === namespace,
    );
    const there = any(
        outside,
        holds(serviceName, () => false),
        holds(workload.namespace, () => false),
        namespace !== undefined && set.exists("Service", namespace, name),
        ...named.map(({ is }) => is),
    );
    yield* violationIf(not(there), serviceName, "no Service of this name is among the objects");
    const clash = any(...named.map(({ is, headless }) => all(is, not(headless))));
    yield* violationIf(clash, serviceName, "the Service that it names has a cluster IP: it is not headless");
    const labels = workload.pod?.metadata.get("labels");
    if (labels !== undefined) {
        const passesBy = any(
            ...named.map(({ is, selector }) =>
                all(
                    is,
                    holds(selector, (known) => known.keys().length > 0),
                    not(hasLabels(labels, selector)),
                ),
            ),
        );
        yield* violationIf(passesBy, labels, "the Service that it names does not select its pods", labelsFix);
    }
}
