/**
 * What of a pod spec breaks Pod Security restricted (v1.36), as a list of paths. Stricter than the standard where that
 * is simpler: it allows what components need and refuses everything else that a control is about.
 */
export function restrictedProblems(spec: PodSpec): string[] {
    const found: string[] = [];
    const ask = (isFine: boolean, path: string): void => void (isFine || found.push(path));
    for (const key of ["hostNetwork", "hostPID", "hostIPC"] as const) {
        ask(spec[key] !== true, key);
    }
    const kinds = ["configMap", "emptyDir", "persistentVolumeClaim", "projected", "secret"];
    for (const { name, ...source } of spec.volumes ?? []) {
        ask(
            Object.keys(source).every((kind) => kinds.includes(kind)),
            `volumes.${name}`,
        );
    }
    const pod = spec.securityContext ?? {};
    contextProblems(pod, ask, "securityContext");
    ask((pod.sysctls ?? []).length === 0, "securityContext.sysctls");
    const containers = [spec.containers, spec.initContainers, spec.ephemeralContainers].flatMap((list) => list ?? []);
    for (const container of containers) {
        const at = `containers.${container.name}`;
        const own = container.securityContext ?? {};
        contextProblems(own, ask, at);
        ask(own.privileged !== true, `${at}.privileged`);
        ask(own.allowPrivilegeEscalation === false, `${at}.allowPrivilegeEscalation`);
        ask((own.runAsNonRoot ?? pod.runAsNonRoot) === true, `${at}.runAsNonRoot`);
        ask((own.capabilities?.drop ?? []).includes("ALL"), `${at}.capabilities.drop`);
        ask((own.capabilities?.add ?? []).length === 0, `${at}.capabilities.add`);
        ask((own.procMount ?? "Default") === "Default", `${at}.procMount`);
        ask((own.seccompProfile ?? pod.seccompProfile)?.type === "RuntimeDefault", `${at}.seccompProfile`);
        ask(
            (container.ports ?? []).every(({ hostPort = 0 }) => hostPort === 0),
            `${at}.hostPort`,
        );
        const { livenessProbe, readinessProbe, startupProbe, lifecycle } = container;
        for (const handler of [livenessProbe, readinessProbe, startupProbe, lifecycle?.preStop, lifecycle?.postStart]) {
            ask((handler?.httpGet?.host ?? handler?.tcpSocket?.host ?? "") === "", `${at}.host`);
        }
    }
    return found;
}

/** As much of a pod spec as Pod Security reads. */
export interface PodSpec {
    hostNetwork?: boolean;
    hostPID?: boolean;
    hostIPC?: boolean;
    volumes?: ({ name: string } & Record<string, unknown>)[];
    securityContext?: SecurityContext & { sysctls?: unknown[] };
    containers: Container[];
    initContainers?: Container[];
    ephemeralContainers?: Container[];
}

interface Container {
    name: string;
    securityContext?: SecurityContext & {
        privileged?: boolean;
        allowPrivilegeEscalation?: boolean;
        capabilities?: { add?: string[]; drop?: string[] };
        procMount?: string;
    };
    ports?: { hostPort?: number }[];
    livenessProbe?: Handler;
    readinessProbe?: Handler;
    startupProbe?: Handler;
    lifecycle?: { preStop?: Handler; postStart?: Handler };
}

interface SecurityContext {
    runAsNonRoot?: boolean;
    runAsUser?: number;
    seccompProfile?: { type?: string };
    appArmorProfile?: { type?: string };
    seLinuxOptions?: object;
    windowsOptions?: object;
}

interface Handler {
    httpGet?: { host?: string };
    tcpSocket?: { host?: string };
}

/** Controls that hold for a pod as for a container. */
function contextProblems(context: SecurityContext, ask: (isFine: boolean, path: string) => void, at: string): void {
    ask(context.runAsNonRoot !== false, `${at}.runAsNonRoot`);
    ask(context.runAsUser !== 0, `${at}.runAsUser`);
    ask((context.seccompProfile?.type ?? "RuntimeDefault") === "RuntimeDefault", `${at}.seccompProfile`);
    ask(context.appArmorProfile?.type !== "Unconfined", `${at}.appArmorProfile`);
    ask(context.seLinuxOptions === undefined, `${at}.seLinuxOptions`);
    ask(context.windowsOptions === undefined, `${at}.windowsOptions`);
}
