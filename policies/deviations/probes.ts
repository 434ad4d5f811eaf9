import { isSameProbe } from "../model/probes";
import type { Value } from "../model/value";
import { all, any, holds, not, type Truth } from "../truth";
import { inContainers, standardService, workload, type Deviation } from "./deviation";
import { isAbsent, isFalse, isGiven, isInit } from "./given";

const toBeReady = { mendedBy: ["readinessProbe"], to: "to what tells that the service can answer" };
const toLive = { mendedBy: ["livenessProbe"], to: "to what tells that the service lives" };

/**
 * Probes that a service would have, had it not declared some: with the first declared one the golden path adds none.
 */
export const ofProbes: readonly Deviation[] = [
    {
        component: standardService,
        argument: "defaultProbes",
        rule: "plat-no-probe",
        weakens: (added, { all: args }) => all(isFalse(added), wouldBeProbed(args)),
        message: "no probe is declared, and those of the golden path are switched off",
        mendedBy: ["livenessProbe", "readinessProbe"],
        to: "to what tells that the service lives and can answer, or leave `defaultProbes` out",
        children: workload,
    },
    {
        ...toBeReady,
        component: standardService,
        argument: "defaultProbes",
        rule: "rel-readiness-probe",
        weakens: (added, { all: args }) => all(isFalse(added), wouldBeProbed(args), hasPorts(args)),
        message: "no readiness probe is declared, and that of the golden path is switched off",
        children: workload,
    },
    {
        ...toLive,
        component: standardService,
        argument: "defaultProbes",
        rule: "rel-liveness-probe",
        weakens: (added, { all: args }) => all(isFalse(added), wouldBeProbed(args)),
        message: "no liveness probe is declared, and that of the golden path is switched off",
        children: workload,
    },
    ...["livenessProbe", "startupProbe"].flatMap((argument) =>
        inContainers(argument, {
            ...toBeReady,
            rule: "rel-readiness-probe",
            weakens: (_, { all: args, around }) =>
                all(
                    isAbsent(around.get("readinessProbe")),
                    argument === "livenessProbe" || isAbsent(around.get("livenessProbe")),
                    mayBeProbed(args),
                    hasPorts(args),
                ),
            message: "a probe is declared, so that no readiness probe is added",
        }),
    ),
    ...["readinessProbe", "startupProbe"].flatMap((argument) =>
        inContainers(argument, {
            ...toLive,
            rule: "rel-liveness-probe",
            weakens: (_, { all: args, around }) =>
                all(
                    isAbsent(around.get("livenessProbe")),
                    argument === "readinessProbe" || isAbsent(around.get("readinessProbe")),
                    mayBeProbed(args),
                ),
            message: "a probe is declared, so that no liveness probe is added",
        }),
    ),
    ...inContainers("livenessProbe", {
        rule: "rel-probes-identical",
        weakens: (liveness, { around }) => {
            const readiness = around.get("readinessProbe");
            return all(isGiven(readiness), isSameProbe(liveness, readiness), not(isInit(around)));
        },
        message: "the liveness probe is the readiness probe",
        to: "to something cheaper, or to a higher failureThreshold",
    }),
];

/** Whether a service gets probes where it declares none. */
function wouldBeProbed(args: Value): Truth {
    const [only = args] = args.get("containers").entries();
    const probes = ["livenessProbe", "readinessProbe", "startupProbe"].map((probe) => isAbsent(only.get(probe)));
    return all(mayBeProbed(args), ...probes);
}

/** Whether a service has one container, and a port that HTTP could have. */
function mayBeProbed(args: Value): Truth {
    const ports = args.get("ports");
    const containers = args.get("containers");
    const takesHttp = ports.entries().map((port) => holds(port.get("protocol"), (known) => known.string() !== "UDP"));
    return all(
        holds(containers, () => containers.entries().length < 2),
        takesHttp.length === 0 ? holds(ports, () => true) : any(...takesHttp),
    );
}

/** Whether there is a Kubernetes Service. */
function hasPorts(args: Value): Truth {
    return holds(args.get("ports"), (ports) => ports.entries().length > 0);
}
