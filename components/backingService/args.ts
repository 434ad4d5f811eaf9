import type { Input } from "@pulumi/pulumi";
import type { ConnectionArgs } from "../shared/connection";

/** How it is asked whether a server lives: exactly one of `command`, `tcp` and `http`. */
export interface ServerCheckArgs {
    /** A command in the container; exit status 0 is success. By default it is asked in another way. */
    command?: string[];
    /** A port that has to open; by default it is asked in another way. */
    tcp?: number;
    /** Port of an HTTP GET; by default it is asked in another way. */
    http?: number;
    /** Path of the HTTP GET; default `/`. */
    path?: string;
}

/** CPU and memory of a server; memory is request and limit. */
interface ServerSizeArgs {
    /** Requested CPU, for example `100m`. */
    cpu: string;
    /** Most CPU, for example `1`. */
    cpuLimit: string;
    /** Memory, for example `512Mi`. */
    memory: string;
}

/**
 * Arguments of BackingService: one server of one pod that a resource type runs in the cluster. Whoever writes a
 * provisioner of such a type knows the image; teams never see these.
 */
export interface BackingServiceArgs {
    /** Name of the environment; it is the `environment` label. */
    environment: string;
    /** `dev`, `staging` or `prod`; default the environment's name, where it is one of them. */
    tier?: string;
    /** Namespace that the server runs in. */
    namespace: Input<string>;
    /** The `team` label; default `unassigned`. */
    team?: string;
    /** The `owner` label; default the team. */
    owner?: string;
    /** `tier` (default): protected where the tier says so and it holds data; `none` lifts it. */
    protection?: string;
    /** What it is to others, the `app.kubernetes.io/component` label: `database`, `cache`, `broker`, … */
    role: string;
    /** Name of the container. */
    container: string;
    /** Image, with a fixed version. */
    image: string;
    /** User that the image's program runs as, and its group; never 0. */
    user: number;
    /** Ports by name; the first one is that of the server. */
    ports: Record<string, number>;
    /** Entry point; default the image's. */
    command?: string[];
    /** Arguments; default the image's. */
    args?: string[];
    /** Environment variables; default none. */
    variables?: Record<string, Input<string>>;
    /** Environment variables from keys of the server's own Secret; default none. */
    secretVariables?: Record<string, string>;
    /** Passwords to be generated, by their key in the Secret: their length. Letters and digits only. */
    passwords?: Record<string, number>;
    /** Path of the data; default none, the server keeps nothing. */
    dataPath?: string;
    /** Size of the data's volume, counts when the server is created; default none, the data ends with the pod. */
    storage?: string;
    /** Further writable paths, which end with the pod; default only /tmp. */
    writable?: string[];
    /**
     * Folders of the image that the server writes to, configuration mostly: it gets a copy of each, which ends with the
     * pod. The image needs a shell and `cp`. Default none.
     */
    copied?: string[];
    /** CPU and memory. */
    size: ServerSizeArgs;
    /** How it is asked whether the server lives. */
    check: ServerCheckArgs;
    /** A command that runs before the server, with the data at hand; default none. */
    prepare?: string[];
    /** A command that runs in the container once the server has been started; default none. */
    afterStart?: string[];
    /** Whom the server talks to, by a name for the edge; default nobody. */
    connectsTo?: Record<string, ConnectionArgs>;
}
