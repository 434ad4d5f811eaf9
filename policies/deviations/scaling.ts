import { hasNoRoom, isFewerThan } from "../model/scaling";
import type { Value } from "../model/value";
import { all, any, holds, not, type Truth } from "../truth";
import { standardService, type Deviation, type ShapedChild } from "./deviation";
import { hasVolume, isAbsent, isGiven } from "./given";

/** minReplicas of an autoscaler, where neither it nor a smaller maxReplicas is given. */
const minReplicasByDefault = 3;

const autoscaler: readonly ShapedChild[] = [{ kind: "HorizontalPodAutoscaler", suffix: "-hpa" }];

/** How many pods there are, and who decides it. */
export const ofScaling: readonly Deviation[] = [
    {
        component: standardService,
        argument: "replicas",
        rule: "rel-min-replicas",
        weakens: (replicas, { all: args, tier, params }) =>
            all(
                tier === "prod",
                holds(replicas, (known) => isFewerThan(known.number() ?? 0, minimumIn(params))),
                not(isStatefulSet(args)),
                not(isAutoscaled(args)),
            ),
        message: "fewer pods than production asks for",
        to: "to 3 or more, or leave it out",
        children: [{ kind: "Deployment" }],
    },
    {
        component: standardService,
        argument: "autoscaling.minReplicas",
        rule: "rel-hpa-bounds",
        weakens: (min, { all: args, tier, params }) =>
            all(
                tier === "prod",
                holds(min, (known) => (known.number() ?? 1) < minimumIn(params)),
                isAutoscaled(args),
            ),
        message: "the autoscaler may go below what production asks for",
        to: "to 3 or more, or leave it out",
        children: autoscaler,
    },
    {
        component: standardService,
        argument: "autoscaling.maxReplicas",
        rule: "rel-hpa-bounds",
        weakens: (max, { all: args }) => {
            const min = args.get("autoscaling", "minReplicas");
            const narrow = holds(max, () =>
                hasNoRoom(min.number() ?? Math.min(minReplicasByDefault, max.number() ?? Infinity), max.number()),
            );
            return all(
                holds(min, () => true),
                narrow,
                isAutoscaled(args),
            );
        },
        message: "the autoscaler has no room to scale",
        to: "to more than minReplicas (3 by default), or leave it out",
        children: autoscaler,
    },
];

function minimumIn(params: unknown): number {
    return (params as { minimum: number }).minimum;
}

function isStatefulSet(args: Value): Truth {
    const kind = args.get("kind");
    return any(
        holds(kind, (known) => known.string() === "StatefulSet"),
        all(isAbsent(kind), any(hasVolume(args, "claim"), hasVolume(args, "existingClaim"))),
    );
}

/** Whether figures of an autoscaler are given, and it isn't switched off. */
function isAutoscaled(args: Value): Truth {
    const given = ["minReplicas", "maxReplicas", "cpuPercent"].map((figure) =>
        isGiven(args.get("autoscaling", figure)),
    );
    const enabled = args.get("autoscaling", "enabled");
    return any(
        holds(enabled, (known) => known.boolean() === true),
        all(isAbsent(enabled), any(...given)),
    );
}
