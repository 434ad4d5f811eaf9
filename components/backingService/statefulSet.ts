import type { input } from "@pulumi/kubernetes/types";
import { sortedEntries } from "../../core/sortedEntries";
import { containerSecurityContext, podSecurityContext } from "../shared/podSecurity";
import type { BackingServiceArgs, ServerCheckArgs } from "./args";
import type { BackingSettings } from "./settings";

/** The server: one pod, its volume kept or removed with it as the tier says. */
export function statefulSetSpec(
    args: BackingServiceArgs,
    settings: BackingSettings,
    labels: Record<string, string>,
    secretName: string,
) {
    const selector = { app: settings.app };
    const whenGone = settings.protect ? "Retain" : "Delete";
    const { storage } = settings;
    return {
        replicas: 1,
        // With the other policy a server that doesn't start would block the update that mends it.
        podManagementPolicy: "Parallel",
        serviceName: settings.app,
        selector: { matchLabels: selector },
        persistentVolumeClaimRetentionPolicy: { whenDeleted: whenGone, whenScaled: whenGone },
        template: { metadata: { labels }, spec: podSpec(args, settings, secretName) },
        ...(storage === undefined
            ? {}
            : {
                  volumeClaimTemplates: [
                      {
                          metadata: { name: "data", labels: selector },
                          spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage } } },
                      },
                  ],
              }),
    } satisfies input.apps.v1.StatefulSetSpec;
}

function podSpec(args: BackingServiceArgs, settings: BackingSettings, secretName: string) {
    const { user, dataPath, prepare, copied = [] } = args;
    const writable = ["/tmp", ...(args.writable ?? [])];
    const copies = copied.map((mountPath, index) => ({ name: `copied-${index}`, mountPath }));
    const temporary = [...writable.map((mountPath, index) => ({ name: `writable-${index}`, mountPath })), ...copies];
    // Shorter paths first, since one may lie inside another.
    const volumeMounts = [
        ...temporary,
        ...(dataPath === undefined ? [] : [{ name: "data", mountPath: dataPath }]),
    ].sort((a, b) => (a.mountPath < b.mountPath ? -1 : 1));
    const alike = { image: settings.image, resources: resources(args), securityContext: containerSecurityContext() };
    const common = { ...alike, volumeMounts };
    const initContainers = [
        ...(copies.length === 0 ? [] : [{ ...alike, ...copyFolders(`${args.container}-copy`, copies) }]),
        ...(prepare === undefined ? [] : [{ ...common, name: `${args.container}-prepare`, command: prepare }]),
    ];
    const emptyDir = { sizeLimit: settings.temporaryStorage };
    const keepsNothing = dataPath !== undefined && settings.storage === undefined;
    return {
        serviceAccountName: settings.app,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: podSecurityContext({ runAsUser: user, fsGroup: user }),
        terminationGracePeriodSeconds: 120,
        ...(initContainers.length === 0 ? {} : { initContainers }),
        containers: [{ ...common, name: args.container, ...server(args, secretName) }],
        volumes: [
            ...temporary.map(({ name }) => ({ name, emptyDir })),
            ...(keepsNothing ? [{ name: "data", emptyDir }] : []),
        ],
    } satisfies input.core.v1.PodSpec;
}

/** Each folder is mounted elsewhere here: at its own place the empty volume would hide what is to be copied. */
function copyFolders(name: string, copies: readonly { name: string; mountPath: string }[]) {
    const mounts = copies.map((copy) => ({ name: copy.name, from: copy.mountPath, mountPath: `/mnt/${copy.name}` }));
    const script = mounts.map(({ from, mountPath }) => `cp -R '${from}/.' '${mountPath}/'`).join(" && ");
    return {
        name,
        command: ["sh", "-c", script],
        volumeMounts: mounts.map(({ name: volume, mountPath }) => ({ name: volume, mountPath })),
    };
}

function server(args: BackingServiceArgs, secretName: string) {
    const { ports, command, args: given, check, afterStart } = args;
    return {
        command,
        args: given,
        ports: Object.entries(ports).map(([name, containerPort]) => ({ name, containerPort })),
        env: [
            ...sortedEntries(args.secretVariables).map(([name, key]) => ({
                name,
                valueFrom: { secretKeyRef: { name: secretName, key } },
            })),
            ...sortedEntries(args.variables).map(([name, value]) => ({ name, value })),
        ],
        // Ten minutes to start: some set up their data at first, and images are large.
        startupProbe: { ...handler(check), timeoutSeconds: 5, periodSeconds: 10, failureThreshold: 60 },
        livenessProbe: { ...handler(check), timeoutSeconds: 5, periodSeconds: 30, failureThreshold: 6 },
        readinessProbe: { ...handler(check), timeoutSeconds: 5, periodSeconds: 10, failureThreshold: 3 },
        ...(afterStart === undefined ? {} : { lifecycle: { postStart: { exec: { command: afterStart } } } }),
    };
}

function handler({ command, tcp, http, path = "/" }: ServerCheckArgs) {
    if (command !== undefined) {
        return { exec: { command } };
    }
    return http === undefined ? { tcpSocket: { port: tcp ?? 0 } } : { httpGet: { path, port: http } };
}

function resources({ size }: BackingServiceArgs) {
    const { cpu, cpuLimit, memory } = size;
    return { requests: { cpu, memory }, limits: { cpu: cpuLimit, memory } };
}
