import { inContainers } from "./containers";
import type { ContainerView } from "./model/containerView";
import type { PodView } from "./model/podView";
import type { Value } from "./model/value";
import type { Outcome } from "./outcome";
import { holds, not, onlyIf, violationIf } from "./truth";

/** From some revisions on, Windows pods are exempt: what is asked means nothing there. */
export function unlessWindows(pod: PodView, outcomes: Iterable<Outcome>): Iterable<Outcome> {
    return onlyIf(not(holds(pod.get("os", "name"), (name) => name.string() === "windows")), outcomes);
}

/** From some revisions on, pods in a user namespace are exempt: their root is nobody on the node. */
export function unlessUserNamespace(pod: PodView, outcomes: Iterable<Outcome>): Iterable<Outcome> {
    return onlyIf(not(holds(pod.get("hostUsers"), (hostUsers) => hostUsers.boolean() === false)), outcomes);
}

/** A violation where a value is `true`. */
export function refuseTrue(value: Value, message: string): Iterable<Outcome> {
    return violationIf(
        holds(value, (known) => known.boolean() === true),
        value,
        message,
    );
}

/** What a check says of the pod's own security context, and then of every container's. */
export function* onBothLevels(
    pod: PodView,
    field: string,
    check: (value: Value) => Iterable<Outcome>,
): Iterable<Outcome> {
    yield* check(pod.security(field));
    yield* inContainers(pod, (container) => check(container.own(field)));
}

/** The values of a field on both levels: what a remediation changes. */
export function valuesOnBothLevels(pod: PodView, field: string): Value[] {
    return [pod.security(field), ...pod.containers.map((container: ContainerView) => container.own(field))];
}

/** A seccomp or AppArmor profile that is set and neither RuntimeDefault nor Localhost; one without a type is set, too. */
export function* refuseProfile(profile: Value, what: string): Iterable<Outcome> {
    if (!profile.isUnset) {
        const type = profile.get("type");
        yield* violationIf(
            holds(type, isBadProfileType),
            type,
            `the ${what} profile is neither RuntimeDefault nor Localhost`,
        );
    }
}

/** Whether a profile's type is known and not allowed. */
function isBadProfileType(type: Value): boolean {
    return !type.isUnknown && !["RuntimeDefault", "Localhost"].includes(type.string() ?? "");
}

/** Whether a profile is set to something that is not allowed. */
export function isBadProfile(profile: Value): boolean {
    return profile.isSet && isBadProfileType(profile.get("type"));
}
