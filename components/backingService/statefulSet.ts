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
    const { user, group = user, dataPath, prepare } = args;
    const writable = ["/tmp", ...(args.writable ?? [])];
    const temporary = writable.map((mountPath, index) => ({ name: `writable-${index}`, mountPath }));
    // Shorter paths first, since one may lie inside another.
    const volumeMounts = [
        ...temporary,
        ...(dataPath === undefined ? [] : [{ name: "data", mountPath: dataPath }]),
    ].sort((a, b) => (a.mountPath < b.mountPath ? -1 : 1));
    const securityContext = { ...containerSecurityContext(), readOnlyRootFilesystem: args.readOnlyRoot ?? true };
    const common = { image: settings.image, resources: resources(args), securityContext, volumeMounts };
    const keepsNothing = dataPath !== undefined && settings.storage === undefined;
    return {
        serviceAccountName: settings.app,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: podSecurityContext({
            runAsUser: user,
            runAsGroup: group,
            fsGroup: group === 0 ? user : group,
        }),
        terminationGracePeriodSeconds: 120,
        ...(prepare === undefined
            ? {}
            : { initContainers: [{ ...common, name: `${args.container}-prepare`, command: prepare }] }),
        containers: [{ ...common, name: args.container, ...server(args, secretName) }],
        volumes: [
            ...temporary.map(({ name }) => ({ name, emptyDir: {} })),
            ...(keepsNothing ? [{ name: "data", emptyDir: {} }] : []),
        ],
    } satisfies input.core.v1.PodSpec;
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
