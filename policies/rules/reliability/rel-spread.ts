import { refuseWhere } from "../../checks";
import type { KubeObject } from "../../model/kubeObject";
import { matchesSelector } from "../../model/labelSelector";
import type { PodView } from "../../model/podView";
import { isReplicated } from "../../model/scaling";
import { isSameNamespace } from "../../model/selectorIndex";
import type { SetView } from "../../model/setView";
import type { Value } from "../../model/value";
import { isViolation, undecided, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf, type Truth } from "../../truth";

/** Kinds that run replicas. */
const replicating = ["Deployment", "StatefulSet", "argoproj.io/Rollout", "apps.openshift.io/DeploymentConfig"];

export const relSpread = defineRule({
    id: "rel-spread",
    group: "reliability",
    severity: "low",
    since: "0.1.0",
    rivals: {
        datree: ["EKS_MISSING_KEY_TOPOLOGYKEY"],
        "kube-linter": ["no-anti-affinity"],
        "kube-score": [
            "deployment-has-host-podantiaffinity",
            "pod-topology-spread-constraints",
            "statefulset-has-host-podantiaffinity",
        ],
        kyverno: ["create-pod-antiaffinity", "spread-pods-across-topology", "topologyspreadconstraints-policy"],
        polaris: ["topologySpreadConstraint"],
    },
    target: "set",
    title: "Replicas are spread over nodes",
    why: "all replicas may sit on one node, and go down with it",
    details: `A Deployment, StatefulSet, Rollout (Argo) or DeploymentConfig (OpenShift) that asks for two replicas or more, or
that an autoscaler scales, needs \`topologySpreadConstraints\`, or a \`podAntiAffinity\` (required or preferred).

* Either counts where its \`labelSelector\` matches the pod's own labels (and its \`namespaces\`, where given, hold the
  pod's own): else it speaks of other pods.
* The scheduler's own default spreads by score alone and only what belongs to a Service or a workload; clusters may turn it off.
* Which topology is spread over is not judged: nodes or zones are a decision.
* A constraint that can't work is a finding in every pod, a Pod of its own included. The API server refuses one without
  \`topologyKey\`, with a \`maxSkew\` or \`minDomains\` below 1, with a \`whenUnsatisfiable\` other than \`DoNotSchedule\` and
  \`ScheduleAnyway\`, and with \`minDomains\` beside \`ScheduleAnyway\`; one without \`labelSelector\` counts no pods.
* Looks at autoscalers of the set, so it belongs to the stack and offers no remediation.`,
    fix: "add topologySpreadConstraints with topologyKey: kubernetes.io/hostname and the pod's labels as labelSelector",
    *check(set) {
        for (const object of set.objects) {
            if (object.partial || !object.mayMakePods) {
                continue;
            }
            const faults = object.pods.flatMap(({ spec }) => faultsOf(spec.get("topologySpreadConstraints")));
            yield* faults;
            if (object.pod !== undefined && object.isKind(...replicating) && !faults.some(isViolation)) {
                yield* unspread(set, object, object.pod);
            }
        }
    },
});

function* unspread(set: SetView, workload: KubeObject, pod: PodView): Iterable<Outcome> {
    const lonely = all(isReplicated(set, workload), not(isSpread(workload, pod)));
    yield* violationIf(lonely, pod.spec.get("topologySpreadConstraints"), "nothing spreads its replicas");
}

/** What keeps constraints from working, whatever runs. */
function faultsOf(constraints: Value): Outcome[] {
    return constraints.isUnknown ? [undecided(constraints)] : constraints.items().flatMap(faultsOfOne);
}

function faultsOfOne(constraint: Value): Outcome[] {
    const [key, skew, domains, otherwise, selector] = [
        "topologyKey",
        "maxSkew",
        "minDomains",
        "whenUnsatisfiable",
        "labelSelector",
    ].map((name) => constraint.get(name)) as [Value, Value, Value, Value, Value];
    const belowOne = (known: Value): boolean => (known.number() ?? 0) < 1;
    const soft = all(
        holds(domains, (known) => known.isSet && !belowOne(known)),
        holds(otherwise, (known) => known.string() === "ScheduleAnyway"),
    );
    return [
        ...refuseWhere(key, (known) => (known.string() ?? "") === "", "the constraint names no topologyKey", fixes.key),
        ...refuseWhere(skew, belowOne, "maxSkew is below 1, which the API server refuses", fixes.skew),
        ...refuseWhere(
            domains,
            (known) => known.isSet && belowOne(known),
            "minDomains is below 1, which the API server refuses",
            fixes.domains,
        ),
        ...violationIf(
            soft,
            domains,
            "minDomains stands beside ScheduleAnyway, which the API server refuses",
            fixes.domains,
        ),
        ...refuseWhere(
            otherwise,
            (known) => !["DoNotSchedule", "ScheduleAnyway"].includes(known.string() ?? ""),
            "whenUnsatisfiable is neither DoNotSchedule nor ScheduleAnyway",
            fixes.otherwise,
        ),
        ...refuseWhere(
            selector,
            (known) => known.isUnset,
            "the constraint has no labelSelector, so it counts no pods",
            fixes.selector,
        ),
    ];
}

const fixes = {
    key: "name a label of the nodes, for example topologyKey: kubernetes.io/hostname",
    skew: "set maxSkew: 1",
    domains: "leave minDomains out, or make it 1 or more beside whenUnsatisfiable: DoNotSchedule",
    otherwise: "set whenUnsatisfiable: ScheduleAnyway, or DoNotSchedule",
    selector: "give the constraint the pod's labels as labelSelector",
};

function isSpread(workload: KubeObject, pod: PodView): Truth {
    const anti = pod.spec.get("affinity", "podAntiAffinity");
    const [required, preferred] = ["required", "preferred"].map((kind) =>
        anti.get(`${kind}DuringSchedulingIgnoredDuringExecution`),
    ) as [Value, Value];
    const constraints = pod.spec.get("topologySpreadConstraints");
    const terms = [
        ...constraints.items(),
        ...required.items(),
        ...preferred.items().map((term) => term.get("podAffinityTerm")),
    ];
    return any(
        ...[constraints, required, preferred].map((list) => holds(list, () => false)),
        ...terms.map((term) => meansItsOwn(term, workload, pod)),
    );
}

/** Whether a term speaks of the pod's own replicas. */
function meansItsOwn(term: Value, workload: KubeObject, pod: PodView): Truth {
    const namespaces = term.get("namespaces");
    const isThere = any(
        holds(namespaces, (known) => known.items().length === 0),
        ...namespaces.items().map((name) => isSameNamespace(name, workload.namespace)),
    );
    return all(
        holds(term.get("topologyKey"), (key) => (key.string() ?? "") !== ""),
        isThere,
        matchesSelector(pod.metadata.get("labels"), term.get("labelSelector")),
    );
}
