import { all, any, holds, not, type Truth } from "../truth";
import type { KubeObject } from "./kubeObject";
import { sameText } from "./labelSelector";
import { sameNamespace } from "./selectorIndex";
import type { SetView } from "./setView";

/** The autoscaler of a workload, or what perhaps is it. */
export interface Scaling {
    autoscaler: KubeObject;
    /** True, or what it hangs on. */
    scales: Exclude<Truth, false>;
}

/** Kinds that set the number of replicas of a workload; a ScaledObject of KEDA makes a HorizontalPodAutoscaler. */
const kinds = ["HorizontalPodAutoscaler", "keda.sh/ScaledObject"];

function autoscalers(set: SetView): KubeObject[] {
    return kinds.flatMap((kind) => [...set.ofKind(kind)]);
}

/** Autoscalers of a set by the name of what they scale, so that not every workload has to ask every one of them. */
const byTarget = new WeakMap<SetView, ReadonlyMap<string | undefined, readonly KubeObject[]>>();

/** The autoscalers that could scale a workload, as far as names say. */
function candidates(set: SetView, workload: KubeObject): readonly KubeObject[] {
    const name = workload.metadata.get("name");
    if (name.isUnknown) {
        return autoscalers(set);
    }
    const index = byTarget.get(set) ?? indexOf(set);
    byTarget.set(set, index);
    return [...(index.get(name.quantity() ?? "") ?? []), ...(index.get(undefined) ?? [])];
}

/** Those whose target's name isn't known yet stand under `undefined`. */
function indexOf(set: SetView): Map<string | undefined, KubeObject[]> {
    const index = new Map<string | undefined, KubeObject[]>();
    for (const autoscaler of autoscalers(set)) {
        const target = autoscaler.body.get("spec", "scaleTargetRef", "name");
        const key = target.isUnknown ? undefined : (target.quantity() ?? "");
        const known = index.get(key);
        if (known === undefined) {
            index.set(key, [autoscaler]);
        } else {
            known.push(autoscaler);
        }
    }
    return index;
}

/** The autoscalers that set a workload's number of replicas, the perhaps ones included. */
export function autoscalersOf(set: SetView, workload: KubeObject): Scaling[] {
    return candidates(set, workload).flatMap((autoscaler) => {
        const target = autoscaler.body.get("spec", "scaleTargetRef");
        const scales = all(
            sameNamespace(autoscaler, workload),
            holds(target.get("kind"), (kind) => (kind.string() ?? standardKind(autoscaler)) === workload.kind),
            sameText(target.get("name"), workload.metadata.get("name")),
        );
        return scales === false ? [] : [{ autoscaler, scales }];
    });
}

/** What KEDA takes a target without a kind for. */
function standardKind({ kind }: KubeObject): string | undefined {
    return kind === "ScaledObject" ? "Deployment" : undefined;
}

/** Whether a test holds for the smallest number of replicas of an autoscaler. */
function smallestOf({ kind, body }: KubeObject, test: (count: number) => boolean): Truth {
    return kind === "ScaledObject"
        ? holds(body.get("spec", "minReplicaCount"), (min) => test(min.number() ?? 0))
        : holds(body.get("spec", "minReplicas"), (min) => test(min.number() ?? 1));
}

/** Whether an autoscaler sets a workload's number of replicas. */
export function isScaled(set: SetView, workload: KubeObject): Truth {
    return any(...autoscalersOf(set, workload).map(({ scales }) => scales));
}

/** How many replicas a workload asks for itself; Kubernetes takes 1 where it says nothing. */
export function statedReplicas(workload: KubeObject, test: (count: number) => boolean): Truth {
    return holds(workload.body.get("spec", "replicas"), (replicas) => test(replicas.number() ?? 1));
}

/** Whether a workload means to run several pods: it asks for two or more, or an autoscaler decides. */
export function isReplicated(set: SetView, workload: KubeObject): Truth {
    return any(
        isScaled(set, workload),
        statedReplicas(workload, (count) => count >= 2),
    );
}

/** Whether a test holds for the smallest number of replicas that a workload runs: its autoscaler's, else its own. */
export function smallestReplicas(set: SetView, workload: KubeObject, test: (count: number) => boolean): Truth {
    const scalings = autoscalersOf(set, workload);
    const byScaler = scalings.map(({ autoscaler, scales }) => all(scales, smallestOf(autoscaler, test)));
    const isScaled = any(...scalings.map(({ scales }) => scales));
    return any(...byScaler, all(not(isScaled), statedReplicas(workload, test)));
}

/** Whether a workload that isn't switched off has fewer replicas than are enough. */
export function isFewerThan(count: number, minimum: number): boolean {
    return count > 0 && count < minimum;
}

/** Whether an autoscaler with these bounds never scales; minReplicas is 1 unless set. */
export function hasNoRoom(min: number | undefined, max: number | undefined): boolean {
    return (max ?? Infinity) <= (min ?? 1);
}
