import { parseImage, type ImageReference } from "./imageReference";
import type { Value } from "./value";

/** `sidecar` is an init container that keeps running (`restartPolicy: Always`). */
export type ContainerRole = "main" | "sidecar" | "init" | "ephemeral";

/** A value in force for a container, and who set it. */
export interface Effective {
    value: Value;
    from: "container" | "pod" | "default";
}

/** What a container knows of the pod that it is part of. */
export interface SurroundingPod {
    /** From a patch: what is absent may be set by somebody else. */
    readonly partial: boolean;
    /** A field of the pod's spec. */
    get(...keys: readonly string[]): Value;
    /** A field of the pod's security context. */
    security(...keys: readonly string[]): Value;
    /** The pod's volumes. */
    readonly volumes: readonly Value[];
    /** Lists of volumes that are not known yet. */
    readonly unknownVolumes: readonly Value[];
    /** The annotations of the pod. */
    readonly annotations: Value;
    /** An annotation of the pod. */
    annotation(key: string): Value;
}

/** One container of a pod with its effective values. */
export class ContainerView {
    /** For an init container whose restart policy is not known yet, `sidecar` in doubt. */
    readonly role: ContainerRole;
    /** Set where the role hangs on a value that is not known yet. */
    readonly roleUnknown: Value | undefined;
    /** Its name, or its place in the list where it has none that may be shown. */
    readonly name: string;
    #image: ImageReference | null | undefined;

    constructor(
        /** The pod that it is part of. */
        readonly pod: SurroundingPod,
        readonly body: Value,
        role: ContainerRole,
        private readonly defaults?: Value,
    ) {
        const restart = body.get("restartPolicy");
        this.roleUnknown = role === "init" && restart.isUnknown ? restart : undefined;
        const staysUp = role === "init" && (restart.isUnknown || restart.string() === "Always");
        this.role = staysUp ? "sidecar" : role;
        this.name = body.label;
    }

    /** From a patch: what is absent may be set by somebody else. */
    get partial(): boolean {
        return this.pod.partial;
    }

    /** The image reference; undefined where none is known. */
    get image(): ImageReference | undefined {
        if (this.#image === undefined) {
            const text = this.get("image").string()?.trim() ?? "";
            this.#image = text === "" ? null : parseImage(text);
        }
        return this.#image ?? undefined;
    }

    /** A field of the container: `image`, or one below it. */
    get(...keys: readonly string[]): Value {
        const own = this.body.get(...keys);
        const inherited = own.isUnset ? this.defaults?.get(...keys) : undefined;
        return inherited === undefined || inherited.isUnset ? own : inherited;
    }

    /** A field of the container's own security context, whatever the pod says: `privileged`, `capabilities`. */
    own(...keys: readonly string[]): Value {
        return this.get("securityContext", ...keys);
    }

    /** A field that both levels have (`runAsNonRoot`, `runAsUser`, `seccompProfile`): the container's where set. */
    security(...keys: readonly string[]): Effective {
        const own = this.own(...keys);
        if (!own.isUnset) {
            return { value: own, from: "container" };
        }
        const inherited = this.pod.security(...keys);
        return inherited.isUnset ? { value: own, from: "default" } : { value: inherited, from: "pod" };
    }
}
