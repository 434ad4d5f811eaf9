import { childName, type Identity } from "../shared/names";
import type { StandardServiceArgs } from "./args";

/** A name that a service takes in its namespace. */
export interface TakenName {
    /** `component` for the name of the service itself, else a Kubernetes kind: objects of two kinds may share a name. */
    kind: string;
    name: string;
    /** What the name stands for. */
    uid: string;
}

/** Names of the Kubernetes Services of a service; none where there is no such Service. */
export function serviceNames(
    identity: Identity,
    { ports = {}, serviceName = identity.physicalName }: StandardServiceArgs,
    stateful: boolean,
): { service?: string; headless?: string } {
    return {
        ...(Object.keys(ports).length === 0 ? {} : { service: serviceName }),
        ...(stateful ? { headless: childName(identity, "headless") } : {}),
    };
}

/** Every name that somebody else could take too, so that it can be found out before anything is registered. */
export function takenNames(identity: Identity, args: StandardServiceArgs, stateful: boolean): TakenName[] {
    const { physicalName: app, uid } = identity;
    const { service, headless } = serviceNames(identity, args, stateful);
    const edge = (suffix: string): TakenName => ({
        kind: "NetworkPolicy",
        name: childName(identity, suffix),
        uid: `${uid}/${suffix}`,
    });
    return [
        { kind: "component", name: app, uid },
        ...(service === undefined ? [] : [{ kind: "Service", name: service, uid }]),
        ...(headless === undefined ? [] : [{ kind: "Service", name: headless, uid: `${uid}/headless` }]),
        { kind: "NetworkPolicy", name: app, uid },
        ...Object.keys(args.connectsTo ?? {}).map((key) => edge(`to-${key}`)),
        ...Object.keys(args.acceptsFrom ?? {}).map((key) => edge(`from-${key}`)),
    ];
}
