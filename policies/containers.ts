import type { ContainerRole, ContainerView } from "./model/containerView";
import type { ContainerPlace, PodView } from "./model/podView";
import { isViolation, undecided, type Outcome } from "./outcome";

const allRoles: readonly ContainerRole[] = ["main", "sidecar", "init", "ephemeral"];

/**
 * What a check says of every container of a pod, each outcome with its container's name; a list of containers that is
 * not known yet is undecided.
 *
 * @example
 * *check(pod) {
 *     yield* inContainers(pod, function* (container) { … });
 * }
 */
export function inContainers(pod: PodView, check: (container: ContainerView) => Iterable<Outcome>): Iterable<Outcome> {
    return containerOutcomes(pod, allRoles, check);
}

/** {@link inContainers} for containers in some roles only. */
export function* containerOutcomes(
    pod: PodView,
    roles: readonly ContainerRole[],
    check: (container: ContainerView) => Iterable<Outcome>,
): Iterable<Outcome> {
    const unknown = pod.unknownPlaces.filter((place) => rolesIn(place).some((role) => roles.includes(role)));
    yield* unknown.map(({ list }) => undecided(list));
    for (const container of pod.containers) {
        const { roleUnknown, role, name } = container;
        const roleMatters = roleUnknown !== undefined && roles.includes("init") !== roles.includes("sidecar");
        if (!roles.includes(role) && !roleMatters) {
            continue;
        }
        for (const outcome of check(container)) {
            if (roleMatters) {
                yield undecided(roleUnknown, name);
            } else if (isViolation(outcome)) {
                yield { container: name, ...outcome };
            } else {
                yield outcome;
            }
        }
    }
}

function rolesIn({ role }: ContainerPlace): readonly ContainerRole[] {
    return role === "init" ? ["init", "sidecar"] : [role];
}
