import { isShell } from "../../model/commandWords";
import { refuseWhere } from "../../checks";
import { defineRule } from "../../rule";

const handlers = [
    ["livenessProbe"],
    ["readinessProbe"],
    ["startupProbe"],
    ["lifecycle", "postStart"],
    ["lifecycle", "preStop"],
];

export const wlExecProbeShell = defineRule({
    id: "wl-exec-probe-shell",
    group: "workload",
    severity: "low",
    since: "0.1.0",
    rivals: {
        kyverno: ["deny-commands-in-exec-probe"],
    },
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    optIn: true,
    title: "Probes and hooks start no shell",
    why: "a shell in a probe runs anew every few seconds, and needs one in the image",
    details: `A finding for an \`exec\` of a probe or of a lifecycle hook whose first word is a shell.

Only in profile \`all\`: many images have no better answer. Where the program speaks HTTP or gRPC, or the kubelet can sleep
by itself (\`preStop.sleep\`, Kubernetes 1.30), that is simpler and needs nothing in the image.`,
    fix: "use httpGet, grpc or tcpSocket, preStop.sleep, or run the program itself",
    laws: { anyContainer: true },
    *check(container) {
        for (const path of handlers) {
            const command = container.get(...path, "exec", "command");
            const first = command.isUnknown ? command : (command.items()[0] ?? command);
            yield* refuseWhere(first, (known) => isShell(known.string() ?? ""), `${path.at(-1)} starts a shell`);
        }
    },
});
