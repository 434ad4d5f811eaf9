import { StatefulSet } from "@pulumi/kubernetes/apps/v1/statefulSet";
import { Secret } from "@pulumi/kubernetes/core/v1/secret";
import { Service } from "@pulumi/kubernetes/core/v1/service";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount";
import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random/randomPassword";
import { sortedEntries } from "../../core/sortedEntries";
import type { ConnectionArgs } from "../shared/connection";
import { connectsToPolicies } from "../shared/edges";
import { componentLabels } from "../shared/labels";
import { childName, claimName } from "../shared/names";
import { registerPolicies } from "../shared/networkPolicies";
import { protectionOptions } from "../shared/protection";
import { keepSettings } from "../shared/settings";
import type { BackingServiceArgs } from "./args";
import { backingServiceToken, planBackingService } from "./plan";
import { statefulSetSpec } from "./statefulSet";

/** What the content of a server's Secret is made of. */
export interface ServerFacts {
    /** Host name that the server answers under. */
    host: pulumi.Output<string>;
    /** Each generated password by its key. */
    password: (key: string) => pulumi.Output<string>;
    /** Tag of a template that joins Outputs: `pulumi.interpolate`, for those who don't load Pulumi by themselves. */
    text: typeof pulumi.interpolate;
}

/** What is handed out of a server; beside it, since fields would become outputs. */
interface HandedOut {
    secretName: string;
    content: Readonly<Record<string, pulumi.Output<string>>>;
    endpoint: ConnectionArgs;
}

const handedOut = new WeakMap<BackingService, HandedOut>();

/**
 * A server in the cluster that stands behind a resource: one pod, with generated passwords, closed to everybody but its
 * edges. A ProblemError tells everything that is wrong with the arguments at once.
 *
 * @example
 * const args = { environment: "dev", namespace, role: "cache", container: "valkey", image, user: 999, ports, size, check };
 * const cache = new BackingService("cart-cache", { ...args, passwords: { password: 32 } }, ({ host, password }) => ({
 *     host,
 *     password: password("password"),
 * }));
 */
export class BackingService extends pulumi.ComponentResource {
    /** @param content what the Secret holds by key, the passwords among it: whatever somebody needs to connect */
    constructor(
        name: string,
        args: BackingServiceArgs,
        content: (facts: ServerFacts) => Record<string, pulumi.Input<string>>,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        const { identity, settings, explained } = planBackingService(name, args);
        const { namespace, ports } = args;
        const { app } = settings;
        claimName(app, identity.uid, namespace);
        super(backingServiceToken, name, args, opts);
        keepSettings(this, explained);

        const labels = { ...componentLabels(settings), "app.kubernetes.io/component": args.role };
        const backend = { "waymark.dev/backend": "container" };
        const metadata = (objectName: string) => ({ name: objectName, namespace, labels });
        const parent = { parent: this };
        const keepsData = settings.storage !== undefined;
        const holdsData = { ...parent, ...(keepsData ? protectionOptions(settings.protect, opts) : {}) };
        const passwords = new Map(
            sortedEntries(args.passwords).map(([key, length]) => {
                // Letters and digits, so that no URI and no configuration needs escapes; some of each kind, since
                // some servers ask for that.
                const random = new RandomPassword(
                    `${name}-${key}`,
                    { length, special: false, minLower: 1, minUpper: 1, minNumeric: 1 },
                    holdsData,
                );
                return [key, pulumi.secret(random.result)];
            }),
        );
        const held = content({
            host: pulumi.interpolate`${app}.${namespace}.svc`,
            password: (key) => passwords.get(key) ?? unknownPassword(key),
            text: pulumi.interpolate,
        });
        const outputs = Object.fromEntries(Object.entries(held).map(([key, value]) => [key, pulumi.output(value)]));
        const secretName = childName(identity, "connection");
        new Secret(
            `${name}-connection`,
            { metadata: metadata(secretName), stringData: pulumi.secret(outputs) },
            parent,
        );
        new ServiceAccount(name, { metadata: metadata(app), automountServiceAccountToken: false }, parent);
        claimName(app, identity.uid, namespace, "Service");
        new Service(
            name,
            {
                metadata: metadata(app),
                // Headless: the StatefulSet asks for it, and one pod needs no load balancing.
                spec: {
                    clusterIP: "None",
                    selector: { app },
                    ports: Object.entries(ports).map(([key, port]) => ({ name: key, port, targetPort: port })),
                },
            },
            parent,
        );
        new StatefulSet(
            name,
            {
                metadata: { ...metadata(app), labels: { ...labels, ...backend } },
                spec: statefulSetSpec(args, settings, { ...labels, ...backend }, secretName),
            },
            // Kubernetes can't change the templates; a replacement for their sake would put the data at risk.
            { ...holdsData, ignoreChanges: ["spec.volumeClaimTemplates"] },
        );
        const owner = { identity, namespace, labels };
        registerPolicies(owner, connectsToPolicies(owner, args.connectsTo), this);
        const [[, port = 0] = []] = Object.entries(ports);
        handedOut.set(this, { secretName, content: outputs, endpoint: { app, namespace, ports: [{ port }] } });
        this.registerOutputs({});
    }

    /** What the Secret holds, as Outputs. */
    get content(): Readonly<Record<string, pulumi.Output<string>>> {
        return parts(this).content;
    }

    /** Name of the Secret. */
    get secretName(): string {
        return parts(this).secretName;
    }

    /** The other end of an edge, for the `connectsTo` of whoever talks to the server: its first port. */
    get endpoint(): ConnectionArgs {
        return parts(this).endpoint;
    }
}

function unknownPassword(key: string): never {
    throw new TypeError(`no password "${key}" is generated`);
}

function parts(server: BackingService): HandedOut {
    const found = handedOut.get(server);
    if (found === undefined) {
        throw new TypeError("this server was not made by its constructor");
    }
    return found;
}
