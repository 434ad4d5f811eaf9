import { refuseWhere } from "../../checks";
import { commandWords, programOf } from "../../model/commandWords";
import { undecided } from "../../outcome";
import { defineRule } from "../../rule";
import { all, holds, violationIf } from "../../truth";

export const wlSshPort = defineRule({
    id: "wl-ssh-port",
    group: "workload",
    severity: "medium",
    since: "0.1.0",
    frameworks: [{ name: "MITRE" }],
    rivals: {
        "kube-linter": ["ssh-port"],
        kubescape: ["C-0042"],
    },
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    title: "No SSH server runs in a container",
    why: "it is a way in that no audit log of the cluster sees",
    details: `A finding for a \`containerPort\` of 22 over TCP (the default protocol), and for a \`command\` or \`args\` whose word is the
program \`sshd\`. To look into a pod there is \`kubectl exec\` and \`kubectl debug\`, which the API server authorises and logs.`,
    fix: "remove the SSH server; use kubectl debug instead",
    laws: { anyContainer: true },
    *check(container) {
        const ports = container.get("ports");
        if (ports.isUnknown) {
            yield undecided(ports);
        }
        for (const port of ports.items()) {
            const number = port.get("containerPort");
            const isTcp = holds(port.get("protocol"), (known) => ["TCP", ""].includes(known.string() ?? ""));
            const isSsh = all(
                holds(number, (known) => known.number() === 22),
                isTcp,
            );
            yield* violationIf(isSsh, number, "the container listens on port 22, that of SSH");
        }
        for (const word of commandWords(container)) {
            yield* refuseWhere(
                word,
                (known) =>
                    /(?:^|[\s;&|])(?:\S*\/)?sshd(?:$|[\s;&|])/.test(known.string() ?? "") ||
                    programOf(known.string() ?? "") === "sshd",
                "the container starts sshd",
            );
        }
    },
});
