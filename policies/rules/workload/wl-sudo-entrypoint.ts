import { refuseWhere } from "../../checks";
import { commandWords, programOf } from "../../model/commandWords";
import { defineRule } from "../../rule";

export const wlSudoEntrypoint = defineRule({
    id: "wl-sudo-entrypoint",
    group: "workload",
    severity: "low",
    since: "0.1.0",
    rivals: {
        kubescape: ["C-0062"],
    },
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    title: "No container starts with sudo",
    why: "a program that becomes root by itself makes nothing of running as another user",
    details: `A finding for a word of \`command\` or \`args\` that is the program \`sudo\`, or a script in which it begins a command. With
\`allowPrivilegeEscalation: false\` ([pss-allow-privilege-escalation](pss-allow-privilege-escalation.md)) it doesn't work
anyway. Words that only hold the letters (\`--sudoers=x\`, \`pseudo\`) are none.`,
    fix: "run the program as the user that it needs, without sudo",
    laws: { anyContainer: true },
    *check(container) {
        for (const word of commandWords(container)) {
            yield* refuseWhere(
                word,
                (known) =>
                    programOf(known.string() ?? "") === "sudo" || /(?:^|[;&|(]|\s)sudo\s/.test(known.string() ?? ""),
                "the container runs sudo",
            );
        }
    },
});
