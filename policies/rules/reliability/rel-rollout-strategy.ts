import { shareOf } from "../../model/intOrPercent";
import type { KubeObject } from "../../model/kubeObject";
import { statedReplicas } from "../../model/scaling";
import type { Value } from "../../model/value";
import { isKnown, remove, set } from "../../patch";
import { defineRule } from "../../rule";
import { all, holds, violationIf, type Truth } from "../../truth";

/** What Kubernetes reads as "no deadline": the largest number of 32 bits. */
const noDeadline = 2 ** 31 - 1;

export const relRolloutStrategy = defineRule({
    id: "rel-rollout-strategy",
    group: "reliability",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        "kube-linter": ["no-rolling-update-strategy"],
        "kube-score": ["deployment-strategy"],
        kubescape: ["C-0305"],
    },
    target: "object",
    kinds: ["Deployment"],
    title: "A rollout keeps some of the replicas serving",
    why: "every deployment of a new version is an outage",
    details: `Judges \`spec.strategy\` of Deployments.

* \`Recreate\` stops all replicas before it starts new ones. With one replica it says that no two may run together, which
  is a decision and passes; with several they do run together, so nothing speaks against \`RollingUpdate\`.
* \`maxUnavailable\` must leave a replica: as many as \`replicas\`, where those are two or more, take all at once, and
  \`100%\` does with any number. Percentages are rounded down, as Kubernetes does. The default (25%) is fine.
* A \`type\` that is neither \`RollingUpdate\` nor \`Recreate\` is refused by the API server.
* \`progressDeadlineSeconds\` has a good default (600) and is not asked for. The largest number there is (2147483647) means
  none to Kubernetes: a rollout that hangs is never said to have failed.
* \`rollingUpdate\` beside \`Recreate\` is refused by the API server. The remediation takes it away where \`Recreate\` is right.
* Of a patch (server-side apply) only what it says is judged, by its own \`replicas\`.
* kube-linter and kube-score refuse every \`Recreate\`.`,
    fix: "set strategy.type: RollingUpdate with rollingUpdate: { maxUnavailable: 0, maxSurge: 1 }",
    *check(object) {
        const { type, maxUnavailable, rollingUpdate, deadline } = strategyOf(object);
        yield* violationIf(isStrange(type), type, "the strategy is neither RollingUpdate nor Recreate");
        yield* violationIf(recreates(object), type, "stops all replicas before it starts new ones");
        yield* violationIf(takesAll(object), maxUnavailable, "lets a rollout stop all replicas at once");
        yield* violationIf(
            isTorn(object),
            rollingUpdate,
            "stands beside Recreate, which the API server refuses",
            fixes.torn,
        );
        yield* violationIf(
            isEndless(deadline),
            deadline,
            "a rollout that hangs is never said to have failed",
            fixes.endless,
        );
    },
    *remediate(object) {
        if (object.partial) {
            return;
        }
        const { type, rollingUpdate, maxUnavailable, maxSurge, deadline } = strategyOf(object);
        if (isEndless(deadline) === true) {
            yield remove(deadline);
        }
        if (isTorn(object) === true && recreates(object) === false && isKnown(rollingUpdate)) {
            yield remove(rollingUpdate);
        }
        if (isStrange(type) === true || recreates(object) === true) {
            yield set(type, "RollingUpdate");
        }
        if (takesAll(object) === true) {
            yield set(maxUnavailable, 0);
            yield* maxSurge.isSet ? [remove(maxSurge)] : [];
        }
    },
});

const fixes = {
    torn: "leave rollingUpdate out, or set strategy.type: RollingUpdate",
    endless: "leave progressDeadlineSeconds out (600), or set it to what a rollout may take",
};

function strategyOf({ body }: KubeObject) {
    const strategy = body.get("spec", "strategy");
    const rollingUpdate = strategy.get("rollingUpdate");
    return {
        type: strategy.get("type"),
        rollingUpdate,
        maxUnavailable: rollingUpdate.get("maxUnavailable"),
        maxSurge: rollingUpdate.get("maxSurge"),
        deadline: body.get("spec", "progressDeadlineSeconds"),
    };
}

function isEndless(deadline: Value): Truth {
    return holds(deadline, (known) => (known.number() ?? 0) >= noDeadline);
}

/** Whether a strategy has settings of the other one. */
function isTorn(object: KubeObject): Truth {
    const { type, rollingUpdate } = strategyOf(object);
    return all(
        holds(type, (known) => known.string() === "Recreate"),
        holds(rollingUpdate, (known) => known.isSet),
    );
}

function isStrange(type: Value): Truth {
    return holds(type, (known) => known.isSet && !["", "RollingUpdate", "Recreate"].includes(known.string() ?? "?"));
}

function recreates(object: KubeObject): Truth {
    const several = statedReplicas(object, (count) => count >= 2);
    return all(
        several,
        holds(strategyOf(object).type, (type) => type.string() === "Recreate"),
    );
}

function takesAll(object: KubeObject): Truth {
    const { type, maxUnavailable } = strategyOf(object);
    const rolls = holds(type, (known) => known.isUnset || known.string() === "RollingUpdate");
    const anyNumber = holds(
        maxUnavailable,
        (known) => (shareOf(known, 100, "down") ?? 0) >= 100 && known.number() === undefined,
    );
    if (anyNumber !== false) {
        return all(rolls, anyNumber);
    }
    return all(
        rolls,
        statedReplicas(object, (count) => count >= 2 && (shareOf(maxUnavailable, count, "down") ?? 0) >= count),
    );
}
