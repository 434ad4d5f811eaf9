import type { PathStep } from "../core/pointer";
import type { ScoreContainer, ScoreProbe, WaymarkProbe } from "./documentSchema";
import type { Limit } from "./limit";
import type { ScoreWorkload } from "./workload";

/** Probes. */
export const probeLimits: readonly Limit[] = [
    {
        code: "both-checks",
        refused: false,
        says: "a probe makes one check",
        find: (workload) =>
            probesOf(workload)
                .filter(({ probe: { exec, httpGet } }) => exec !== undefined && httpGet !== undefined)
                .map(({ path }) => ({
                    path: [...path, "httpGet"],
                    part: "key",
                    message: "httpGet beside exec is not used: a probe makes one check",
                    hint: "keep one of them",
                })),
    },
    {
        code: "empty-command",
        refused: true,
        says: "a probe's command has at least one word",
        find: (workload) =>
            probesOf(workload)
                .filter(({ probe }) => probe.exec?.command.length === 0)
                .map(({ path }) => ({
                    path: [...path, "exec", "command"],
                    message: "Kubernetes refuses a probe whose command is empty",
                    hint: "write the command, its words one by one",
                })),
    },
    {
        code: "header-name",
        refused: true,
        says: "names of a probe's headers have no `_`",
        find: (workload) =>
            probesOf(workload).flatMap(({ path, probe }) =>
                (probe.httpGet?.httpHeaders ?? []).flatMap(({ name }, index) =>
                    name.includes("_")
                        ? [
                              {
                                  path: [...path, "httpGet", "httpHeaders", index, "name"],
                                  message: "Kubernetes refuses headers of probes with _ in their names",
                                  hint: "use letters, digits and -",
                              },
                          ]
                        : [],
                ),
            ),
    },
    {
        code: "probe-on-completing",
        refused: false,
        says: "a container that runs to completion has no probes",
        find: (workload) =>
            probesOf(workload)
                .filter(({ container }) => runsToCompletion(container))
                .map(({ path }) => ({
                    path,
                    part: "key",
                    message: "this probe is not used: others wait until the container has ended",
                    hint: "leave it out",
                })),
    },
];

interface ProbeAt {
    path: PathStep[];
    container: ScoreContainer;
    probe: ScoreProbe | WaymarkProbe;
}

/** Every probe of a document, those of `metadata.waymark` too. */
function probesOf({ document, waymark }: ScoreWorkload): ProbeAt[] {
    return Object.entries(document.containers).flatMap(([name, container]) => [
        ...(["livenessProbe", "readinessProbe"] as const).flatMap((kind) => {
            const probe = container[kind];
            return probe === undefined ? [] : [{ path: ["containers", name, kind], container, probe }];
        }),
        ...(["liveness", "readiness", "startup"] as const).flatMap((kind) => {
            const probe = waymark.probes?.[name]?.[kind];
            const path = ["metadata", "waymark", "probes", name, kind];
            return probe === undefined ? [] : [{ path, container, probe }];
        }),
    ]);
}

function runsToCompletion({ before = {} }: ScoreContainer): boolean {
    return Object.values(before).some(({ ready }) => ready === "complete");
}
