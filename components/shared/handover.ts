import type { Origin } from "../../core/origin";
import type { Environment } from "../../environments/environment";

/** What compose knows about arguments beside their values. A component that gets none works from its arguments alone. */
export interface Handover {
    /** The environment as stack configuration made it; else the component resolves `environment` and `tier` itself. */
    environment?: Environment;
    /** Where an argument came from, by its path, for example `containers.web.image`; else the origin is `args`. */
    origins?: ReadonlyMap<string, Origin>;
    /** What the component stands for, where that isn't `<type token>::<logical name>`. */
    uid?: string;
}

const handovers = new WeakMap<object, Handover>();

/** Remembers beside `args`, never in them, what the component that gets them should also know. */
export function handOver<Args extends object>(args: Args, handover: Handover): Args {
    handovers.set(args, handover);
    return args;
}

/** What was handed over with these arguments; empty for arguments that somebody wrote in TypeScript. */
export function handoverOf(args: object): Handover {
    return handovers.get(args) ?? {};
}
