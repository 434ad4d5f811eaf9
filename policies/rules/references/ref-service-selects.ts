import { inItems } from "../../items";
import type { KubeObject } from "../../model/kubeObject";
import { hasLabels } from "../../model/labelSelector";
import type { Selected } from "../../model/labelIndex";
import type { PodView } from "../../model/podView";
import { podIndex } from "../../model/referents";
import { namespaceOf } from "../../model/selectorIndex";
import type { Value } from "../../model/value";
import { undecided, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf, type Truth } from "../../truth";

export const refServiceSelects = defineRule({
    id: "ref-service-selects",
    group: "references",
    target: "set",
    title: "A Service selects pods that have its target ports",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        "gatekeeper-library": ["uniqueserviceselector"],
        "kube-linter": ["dangling-service", "invalid-target-ports"],
        "kube-score": ["service-targets-pod"],
        kubescape: ["C-0293"],
        kyverno: ["require-unique-service-selector"],
    },
    why: "a Service without endpoints takes calls and answers none",
    details: `Looks at Services with a selector, among the pods that the judged objects make in the same namespace.

* A \`targetPort\` with a name is the name of a port of one of the selected pods. A number is only found missing where every
  main container declares its ports and none declares this one: ports work undeclared too.
* Whatever is selected, a \`targetPort\` is a number from 1 to 65535 or a name of at most 15 characters.
* Services without a selector, of \`type: ExternalName\` and patches (server-side apply) are not asked for pods.
* Two Services with one selector are no mistake: a StatefulSet has a headless one beside the ordinary one. gatekeeper and
  kyverno have a rule against them.
* Pods that an operator makes aren't among the judged objects: waive the rule for their Services.`,
    fix: "make spec.selector the labels of the pod template, and targetPort one of its ports",
    *check(set) {
        const pods = podIndex(set);
        for (const service of set.ofKind("Service")) {
            const spec = service.body.get("spec");
            yield* inItems(spec.get("ports"), badTargetPort);
            const selector = spec.get("selector");
            if (selector.isUnknown || service.namespace.isUnknown) {
                yield undecided(selector.isUnknown ? selector : service.namespace);
            } else if (!service.partial && selector.keys().length > 0) {
                const selected = pods.selected(namespaceOf(service), selector, (labels) => hasLabels(labels, selector));
                yield* judge(service, selector, selected);
            }
        }
    },
});

function badTargetPort(port: Value): Iterable<Outcome> {
    const target = port.get("targetPort");
    return violationIf(isNoPort(target), target, "this is neither the number nor the name of a port");
}

function isNoPort(target: Value): Truth {
    return holds(target, (known) => {
        const [number, name] = [known.number(), known.string()];
        return number === undefined
            ? name !== undefined && !/^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/i.test(name)
            : !Number.isInteger(number) || number < 1 || number > 65_535;
    });
}

function* judge(service: KubeObject, selector: Value, selected: readonly Selected<PodView>[]): Iterable<Outcome> {
    const type = service.body.get("spec", "type");
    const hasPods = any(...selected.map(({ selects }) => selects));
    const external = holds(type, (known) => known.string() === "ExternalName");
    if (hasPods !== true) {
        yield* violationIf(all(not(hasPods), not(external)), selector, "selects no pod of the given objects");
        return;
    }
    yield* inItems(service.body.get("spec", "ports"), (port) => {
        const target = port.get("targetPort");
        const at = target.isUnset ? port.get("port") : target;
        const found = any(...selected.map(({ item, selects }) => all(selects, hasPort(item, at))));
        const message = "none of the selected pods has this port";
        return violationIf(all(not(found), not(isNoPort(target)), not(external)), at, message);
    });
}

/** Whether a pod has a port: by name, or by a number unless it may have that undeclared. */
function hasPort(pod: PodView, wanted: Value): Truth {
    const running = pod.containers.filter(({ role }) => role === "main" || role === "sidecar");
    const lists = running.map(({ body }) => body.get("ports"));
    const ports = lists.flatMap((list) => list.items());
    const key = wanted.number() === undefined ? "name" : "containerPort";
    const declared = any(
        ...ports.map((port) => holds(port.get(key), (own) => own.quantity() === wanted.quantity())),
        ...[...lists, ...pod.unknownLists].map((list) => holds(list, () => false)),
    );
    const silent = running.some(({ role, body }) => role === "main" && body.get("ports").items().length === 0);
    const isName = wanted.string() !== undefined;
    const undeclared = pod.partial || (!isName && (silent || running.length === 0));
    return wanted.isUnknown ? undecided(wanted) : undeclared || declared;
}
