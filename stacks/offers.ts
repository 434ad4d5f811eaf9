import { physicalName } from "../core/physicalName";
import { ProblemError } from "../core/problem";
import type { OfferedPort, OfferedWorkload } from "../provisioners/provisioner";
import type { ScoreWorkload } from "../score";
import { scoreAnnotations } from "./annotations";
import { serviceUid } from "../components/standardService/token";

/** What each of the workloads offers to others, by name. A name that Kubernetes refuses is told by the workload itself. */
export function offeredWorkloads(workloads: readonly ScoreWorkload[]): ReadonlyMap<string, OfferedWorkload> {
    return new Map(workloads.map((workload) => [workload.name, offeredWorkload(workload)]));
}

/** What one workload offers to others. */
export function offeredWorkload({ name, document }: ScoreWorkload): OfferedWorkload {
    const app = appOf(name);
    const { serviceName = app } = scoreAnnotations(document.metadata.annotations);
    return { name, app, serviceName, ports: offeredPorts(document.service?.ports ?? {}) };
}

function offeredPorts(
    ports: Readonly<Record<string, { port: number; targetPort?: number; protocol?: string }>>,
): Record<string, OfferedPort> {
    return Object.fromEntries(
        Object.entries(ports).map(([key, { port, targetPort = port, protocol = "TCP" }]) => [
            key,
            { port, targetPort, protocol },
        ]),
    );
}

/** The Kubernetes name of a workload; its own name where Kubernetes refuses that. */
function appOf(name: string): string {
    try {
        return physicalName(name, serviceUid(name));
    } catch (error) {
        if (error instanceof ProblemError) {
            return name;
        }
        throw error;
    }
}
