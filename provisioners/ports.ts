import { z } from "zod";
import { withHint } from "../core/schema";
import { ProblemError } from "../core/problem";
import type { OfferedPort, OfferedWorkload } from "./provisioner";

/** A port as params give it: the name or number of a port of the workload's Service. */
export const portParam = z.union([z.int().min(1).max(65535), z.string().min(1)], {
    error: withHint("this is no port", "write the name or number of a port of the service"),
});

/** The port that is meant when none is named: `http`, else the one with the lowest number; undefined without ports. */
export function mainPort({ ports }: OfferedWorkload): OfferedPort | undefined {
    return ports["http"] ?? Object.values(ports).sort((a, b) => a.port - b.port)[0];
}

/**
 * A port of a workload by name or number, as the param `port` gives it; a number may arrive as text.
 *
 * @throws ProblemError where the workload has no such port
 */
export function findPort(workload: OfferedWorkload, wanted: string | number | undefined): OfferedPort {
    const { name, ports } = workload;
    const found =
        wanted === undefined
            ? mainPort(workload)
            : Object.hasOwn(ports, wanted)
              ? ports[wanted]
              : Object.values(ports).find(({ port }) => String(port) === String(wanted));
    if (found !== undefined) {
        return found;
    }
    const offered = Object.entries(ports).map(([key, { port }]) => `${key} (${port})`);
    throw new ProblemError({
        code: "unknown-port",
        message:
            wanted === undefined
                ? `the workload "${name}" offers no port`
                : `the workload "${name}" has no port ${JSON.stringify(wanted)}`,
        hint:
            offered.length === 0
                ? `give "${name}" a port under service.ports`
                : `use one of its ports: ${offered.sort().join(", ")}`,
        pointer: "/port",
    });
}
