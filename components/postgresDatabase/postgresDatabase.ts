import { StatefulSet } from "@pulumi/kubernetes/apps/v1/statefulSet";
import { Secret } from "@pulumi/kubernetes/core/v1/secret";
import { Service } from "@pulumi/kubernetes/core/v1/service";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount";
import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random/randomPassword";
import type { ConnectionArgs } from "../shared/connection";
import { acceptsFromPolicies } from "../shared/edges";
import { componentLabels } from "../shared/labels";
import { childName, claimName } from "../shared/names";
import { registerPolicies } from "../shared/networkPolicies";
import { protectionOptions } from "../shared/protection";
import { keepSettings } from "../shared/settings";
import type { SecretKeyArgs } from "../standardService/args";
import type { PostgresDatabaseArgs } from "./args";
import { containerConnection, postgresPort, secretContent } from "./connection";
import type { ConnectionKey, PostgresConnection } from "./connection";
import { planDatabase, postgresDatabaseToken } from "./plan";
import { statefulSetSpec } from "./statefulSet";

/** What is handed out of a database; beside it, since fields would become outputs. */
interface HandedOut {
    connection: PostgresConnection;
    secretName: string;
    endpoint: ConnectionArgs;
}

const handedOut = new WeakMap<PostgresDatabase, HandedOut>();

/**
 * A PostgreSQL database with a generated password, closed to everybody but its edges.
 * A ProblemError tells everything that is wrong with the arguments at once.
 *
 * @example
 * const ledger = new PostgresDatabase("ledger", { environment: "prod", namespace: team.name, storage: "100Gi" });
 */
export class PostgresDatabase extends pulumi.ComponentResource {
    constructor(name: string, args: PostgresDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
        const { identity, settings, explained } = planDatabase(name, args);
        const { namespace } = args;
        const { app } = settings;
        claimName(app, identity.uid, namespace);
        super(postgresDatabaseToken, name, args, opts);
        keepSettings(this, explained);

        const labels = { ...componentLabels(settings), "app.kubernetes.io/component": "database" };
        const backend = { "waymark.dev/backend": settings.backend };
        const parent = { parent: this };
        const holdsData = { ...parent, ...protectionOptions(settings.protect, opts) };
        const password = new RandomPassword(`${name}-password`, { length: 32, special: false }, holdsData);
        const connection = containerConnection(settings, namespace, password.result);
        const secretName = childName(identity, "connection");
        new Secret(
            `${name}-connection`,
            { metadata: { name: secretName, namespace, labels }, stringData: secretContent(connection) },
            parent,
        );
        new ServiceAccount(
            name,
            { metadata: { name: app, namespace, labels }, automountServiceAccountToken: false },
            parent,
        );
        claimName(app, identity.uid, namespace, "Service");
        new Service(
            name,
            {
                metadata: { name: app, namespace, labels },
                // Headless: the StatefulSet asks for it, and one pod needs no load balancing.
                spec: {
                    clusterIP: "None",
                    selector: { app },
                    ports: [{ name: "postgres", port: postgresPort, targetPort: postgresPort }],
                },
            },
            parent,
        );
        new StatefulSet(
            name,
            {
                metadata: {
                    name: app,
                    namespace,
                    labels: { ...labels, ...backend },
                    annotations: { "waymark.dev/backup": settings.backup ? "wanted-but-not-made" : "off" },
                },
                spec: statefulSetSpec(settings, { ...labels, ...backend }, secretName),
            },
            // Kubernetes can't change the templates; a replacement for their sake would put the data at risk.
            { ...holdsData, ignoreChanges: ["spec.volumeClaimTemplates"] },
        );
        const owner = { identity, namespace, labels };
        registerPolicies(owner, acceptsFromPolicies(owner, args.acceptsFrom), this);
        handedOut.set(this, {
            connection,
            secretName,
            endpoint: { app, namespace, ports: [{ port: postgresPort }] },
        });
        this.registerOutputs({});
    }

    /** How to reach the database, as Outputs; `password` and the URIs are secret. */
    get connection(): PostgresConnection {
        return parts(this).connection;
    }

    /** The other end of an edge, for the `connectsTo` of whoever talks to this database. */
    get endpoint(): ConnectionArgs {
        return parts(this).endpoint;
    }

    /** A reference to one value of the connection Secret, for `secretVariables`. */
    secret(key: ConnectionKey): SecretKeyArgs {
        return { secretName: parts(this).secretName, key };
    }
}

function parts(database: PostgresDatabase): HandedOut {
    const found = handedOut.get(database);
    if (found === undefined) {
        throw new TypeError("this database was not made by its constructor");
    }
    return found;
}
