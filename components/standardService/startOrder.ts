import { suggest } from "../../core/nearest";
import type { Problem } from "../../core/problem";
import { topologicalOrder } from "../../core/topologicalOrder";
import { argumentProblem as problem } from "../shared/validation";
import { stepsIn, type DeclaredContainer } from "./containers";

/** What `before` may wait for. */
export const readyStates = ["started", "healthy", "complete"] as const;

/**
 * What a container is in its pod: `main` runs beside the others, `init` ends before they start, `sidecar` starts before
 * them and stays.
 */
export type Role = "main" | "init" | "sidecar";

/** The role that a container's `before` makes of it. */
export function roleOf({ before }: Pick<DeclaredContainer, "before">): Role {
    const states = statesOf(before);
    return states.length === 0 ? "main" : states.includes("complete") ? "init" : "sidecar";
}

/** True where others wait until the container's probe has succeeded. */
export function isAwaitedHealthy({ before }: Pick<DeclaredContainer, "before">): boolean {
    return statesOf(before).includes("healthy");
}

/** The containers that start before the others, each behind those that it waits for, ties by name. */
export function startedFirst<Container extends DeclaredContainer>(containers: readonly Container[]): Container[] {
    const byName = new Map(containers.map((container) => [container.name, container]));
    return topologicalOrder(needsOf(containers)).order.flatMap((name) => {
        const container = byName.get(name);
        return container === undefined || roleOf(container) === "main" ? [] : [container];
    });
}

/** What is wrong with the order of the containers of a service. */
export function startOrderProblems(containers: readonly DeclaredContainer[]): Problem[] {
    const names = containers.map(({ name }) => name);
    const found = containers.flatMap((container) => [
        ...Object.keys(container.before ?? {}).flatMap((later) => {
            if (later !== container.name && names.includes(later)) {
                return [];
            }
            const others = names.filter((name) => name !== container.name);
            const message =
                later === container.name ? "a container can't start before itself" : `there is no container "${later}"`;
            return [problem("unknown-container", message, suggest(later, others), stepsIn(container, "before", later))];
        }),
        ...stateProblems(container),
    ]);
    const cycles = topologicalOrder(needsOf(containers)).cycles.map((cycle) => {
        const way = [...cycle].reverse().join(" before ");
        return problem("before-cycle", `a cycle: ${way}`, "remove one of these", ["containers"]);
    });
    return [...found, ...cycles];
}

function stateProblems(container: DeclaredContainer): Problem[] {
    const { livenessProbe, readinessProbe, startupProbe } = container.args;
    const declared = [livenessProbe, readinessProbe, startupProbe].some((probe) => probe !== undefined);
    const at = stepsIn(container, "before");
    if (isAwaitedHealthy(container) && roleOf(container) === "init") {
        const message = '"healthy" beside "complete": nothing can wait for the health of a container that has ended';
        return [problem("before-healthy-and-complete", message, 'write "started" or "complete"', at)];
    }
    if (isAwaitedHealthy(container) && !declared) {
        const message = "the container has no probe that could say it is healthy";
        return [problem("before-without-probe", message, 'give it a readinessProbe, or write "started"', at)];
    }
    if (roleOf(container) === "init" && declared) {
        const message = "the container runs to completion, and Kubernetes refuses probes on such a one";
        return [problem("probe-on-completing", message, "leave its probes out", at)];
    }
    return [];
}

/** Whom each container waits for. */
function needsOf(containers: readonly DeclaredContainer[]): Map<string, Set<string>> {
    const needs = new Map(containers.map(({ name }) => [name, new Set<string>()]));
    for (const { name, before = {} } of containers) {
        Object.keys(before).forEach((later) => later !== name && needs.get(later)?.add(name));
    }
    return needs;
}

function statesOf(before: DeclaredContainer["before"] = {}): string[] {
    return Object.values(before).map(({ ready }) => ready);
}
