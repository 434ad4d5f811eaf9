import { undecided, violation } from "../../outcome";
import { defineRule } from "../../rule";

const probes = ["livenessProbe", "readinessProbe", "startupProbe"];

export const platNoProbe = defineRule({
    id: "plat-no-probe",
    group: "governance",
    target: "pod",
    kinds: ["Deployment", "StatefulSet", "DaemonSet"],
    title: "Long-running workloads have a probe",
    severity: "low",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [],
    why: "a process that hangs looks healthy, and a rollout goes on over broken pods",
    details: `A Deployment, StatefulSet or DaemonSet none of whose containers has a probe of any kind: nobody outside the process
can tell whether it works. One probe on one container is enough here; which probes a workload should have is the matter of
other rules. Patches (server-side apply) are not asked.`,
    fix: "give the main container a readinessProbe, and a livenessProbe where a restart would help",
    waivable: true,
    componentFixes: {
        StandardService: {
            arguments: ["livenessProbe", "readinessProbe"],
            to: "to what tells that the service lives and can answer",
        },
    },
    *check(pod) {
        const running = pod.containers.filter(({ role }) => role === "main" || role === "sidecar");
        const values = running.flatMap(({ body }) => probes.map((probe) => body.get(probe)));
        if (pod.partial || values.some((value) => value.isSet)) {
            return;
        }
        const unknown = [...pod.unknownLists, ...values.filter((value) => value.isUnknown)];
        yield* unknown.map((value) => undecided(value));
        if (unknown.length === 0 && running.length > 0) {
            yield violation(pod.spec.get("containers"), "none of the containers has a probe");
        }
    },
});
