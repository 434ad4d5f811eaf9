import type { input } from "@pulumi/kubernetes/types";
import type { ConnectionPortArgs } from "../shared/connection";
import type { PortArgs } from "./args";

/** A port with everything said. */
export interface NamedPort {
    name: string;
    port: number;
    targetPort: number;
    protocol: string;
}

type Ports = Readonly<Record<string, PortArgs>>;

/** What the Kubernetes Service offers. Targets are numbers, which hold whatever a port's name looks like. */
export function servicePorts(ports: Ports): input.core.v1.ServicePort[] {
    return namedPorts(ports).map(({ name, port, targetPort, protocol }) => ({ name, port, targetPort, protocol }));
}

/** What the container listens on, once per number and protocol, named where Kubernetes accepts the name. */
export function containerPorts(ports: Ports): input.core.v1.ContainerPort[] {
    return targets(ports).map(({ name, targetPort, protocol }) => ({
        ...(isContainerPortName(name) ? { name } : {}),
        containerPort: targetPort,
        protocol,
    }));
}

/** The ports that an edge to this service opens. */
export function connectionPorts(ports: Ports): ConnectionPortArgs[] {
    return targets(ports).map(({ targetPort, protocol }) => ({ port: targetPort, protocol }));
}

/** IANA service name: at most 15 characters, a letter among them, no two dashes together. */
function isContainerPortName(name: string): boolean {
    return /^[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/.test(name) && /[a-z]/.test(name) && !name.includes("--");
}

/** All ports with everything said, in the order of their names. */
export function namedPorts(ports: Ports): NamedPort[] {
    return Object.entries(ports)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, { port, targetPort = port, protocol = "TCP" }]) => ({ name, port, targetPort, protocol }));
}

function targets(ports: Ports): NamedPort[] {
    const unique = new Map<string, NamedPort>();
    for (const port of namedPorts(ports)) {
        const key = `${port.targetPort}/${port.protocol}`;
        unique.set(key, unique.get(key) ?? port);
    }
    return [...unique.values()];
}
