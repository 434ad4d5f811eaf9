import { parseImage, type ImageReference } from "./imageReference";
import type { Value } from "./value";

/** `sidecar` is an init container that keeps running (`restartPolicy: Always`). */
export type ContainerRole = "main" | "sidecar" | "init" | "ephemeral";

/** A value in force for a container, and who set it. */
export interface Effective {
    value: Value;
    from: "container" | "pod" | "default";
}

/** One container of a pod with its effective values. */
export class ContainerView {
    /** For an init container whose restart policy is not known yet, `sidecar` in doubt. */
    readonly role: ContainerRole;
    /** Set where the role hangs on a value that is not known yet. */
    readonly roleUnknown: Value | undefined;
    /** Its name, or its place in the list where it has none that may be shown. */
    readonly name: string;

    constructor(
        /** The pod that it is part of. */
        readonly podSpec: Value,
        readonly body: Value,
        list: "main" | "init" | "ephemeral",
        /** From a patch: what is absent may be set by somebody else. */
        readonly partial: boolean,
    ) {
        const restart = body.get("restartPolicy");
        this.roleUnknown = list === "init" && restart.isUnknown ? restart : undefined;
        const staysUp = list === "init" && (restart.isUnknown || restart.string() === "Always");
        this.role = staysUp ? "sidecar" : list;
        this.name = body.label;
    }

    /** The image reference; undefined where none is known. */
    get image(): ImageReference | undefined {
        const text = this.body.get("image").string();
        return text === undefined || text.trim() === "" ? undefined : parseImage(text.trim());
    }

    /** A field that both levels have (`runAsNonRoot`, `runAsUser`, `seccompProfile`): the container's where set. */
    security(key: string): Effective {
        const own = this.body.get("securityContext", key);
        if (!own.isUnset) {
            return { value: own, from: "container" };
        }
        const inherited = this.podSpec.get("securityContext", key);
        return inherited.isUnset ? { value: own, from: "default" } : { value: inherited, from: "pod" };
    }
}
