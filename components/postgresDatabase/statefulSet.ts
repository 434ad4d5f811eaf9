import type { input } from "@pulumi/kubernetes/types";
import { containerSecurityContext, podSecurityContext } from "../shared/podSecurity";
import { postgresPort } from "./connection";
import type { DatabaseSettings } from "./settings";

/** User and group `postgres` of the official image: any other couldn't look itself up in its /etc/passwd. */
const postgresUser = 999;

/** None of the image's own folders, which another version of the image may use in another way. */
const dataPath = "/pgdata";

/** The server: one pod, its volume kept or removed with it as the tier says. */
export function statefulSetSpec(settings: DatabaseSettings, labels: Record<string, string>, secretName: string) {
    const selector = { app: settings.app };
    const whenGone = settings.protect ? "Retain" : "Delete";
    return {
        replicas: 1,
        // With the other policy a server that doesn't start, after a change of version for instance, would block the
        // update that takes the change back.
        podManagementPolicy: "Parallel",
        serviceName: settings.app,
        selector: { matchLabels: selector },
        persistentVolumeClaimRetentionPolicy: { whenDeleted: whenGone, whenScaled: whenGone },
        template: { metadata: { labels }, spec: podSpec(settings, secretName) },
        volumeClaimTemplates: [
            {
                metadata: { name: "data", labels: selector },
                spec: {
                    accessModes: ["ReadWriteOnce"],
                    resources: { requests: { storage: settings.storage } },
                },
            },
        ],
    } satisfies input.apps.v1.StatefulSetSpec;
}

function podSpec(settings: DatabaseSettings, secretName: string) {
    return {
        serviceAccountName: settings.app,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: podSecurityContext({ runAsUser: postgresUser, fsGroup: postgresUser }),
        // Longer than a checkpoint takes, so that the next start needs no crash recovery.
        terminationGracePeriodSeconds: 120,
        containers: [
            {
                name: "postgres",
                image: settings.image,
                ports: [{ name: "postgres", containerPort: postgresPort }],
                env: [
                    { name: "POSTGRES_USER", value: settings.databaseName },
                    { name: "POSTGRES_DB", value: settings.databaseName },
                    { name: "POSTGRES_PASSWORD", valueFrom: { secretKeyRef: { name: secretName, key: "password" } } },
                    // initdb wants an empty directory, which the root of a volume (lost+found) isn't. The folder is the
                    // same for every version, so that a newer server finds alien data and refuses to start.
                    { name: "PGDATA", value: `${dataPath}/data` },
                ],
                resources: settings.resources,
                securityContext: containerSecurityContext(),
                startupProbe: probe(settings, { periodSeconds: 10, failureThreshold: 30 }),
                livenessProbe: probe(settings, { periodSeconds: 30, failureThreshold: 6 }),
                readinessProbe: probe(settings, { periodSeconds: 10, failureThreshold: 3 }),
                volumeMounts: [
                    { name: "data", mountPath: dataPath },
                    { name: "tmp", mountPath: "/tmp" },
                    { name: "run", mountPath: "/var/run/postgresql" },
                ],
            },
        ],
        volumes: [
            { name: "tmp", emptyDir: { sizeLimit: settings.temporaryStorage } },
            { name: "run", emptyDir: { sizeLimit: settings.temporaryStorage } },
        ],
    } satisfies input.core.v1.PodSpec;
}

/** Over TCP: while it sets itself up, the server listens on its socket only, and isn't ready for anybody. */
function probe({ databaseName }: DatabaseSettings, timing: { periodSeconds: number; failureThreshold: number }) {
    const command = [
        "pg_isready",
        "-h",
        "127.0.0.1",
        "-p",
        String(postgresPort),
        "-U",
        databaseName,
        "-d",
        databaseName,
    ];
    return { exec: { command }, timeoutSeconds: 5, ...timing };
}
