import type { Input } from "@pulumi/pulumi";

/** A port that an edge opens, as the pod listens on it (the Service's target port, not the Service's port). */
export interface ConnectionPortArgs {
    /** Port number, 1 to 65535. */
    port: number;
    /** `TCP` or `UDP`; default `TCP`. */
    protocol?: string;
}

/**
 * One end of an edge: who is talked to, or who may talk. Exactly one of `app`, `cidr` and `host`; in `acceptsFrom` a
 * namespace alone lets in every pod of it.
 * Components hand theirs out as `endpoint`.
 */
export interface ConnectionArgs {
    /** The `app` label of the other workload's pods, a service's or database's name; default none. */
    app?: string;
    /** Namespace of `app`, or a whole namespace that is let in; default: the one of the component that declares the edge. */
    namespace?: Input<string>;
    /** An IP range in CIDR notation, for example `10.20.0.0/16`; default none. */
    cidr?: string;
    /**
     * An external host name; default none. Its ports are opened to every public address, since NetworkPolicy knows no
     * names.
     */
    host?: string;
    /** The ports; at least one. */
    ports: ConnectionPortArgs[];
}
