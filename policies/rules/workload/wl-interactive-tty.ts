import { set } from "../../patch";
import { refuseTrue } from "../../podSecurityChecks";
import { defineRule } from "../../rule";

export const wlInteractiveTty = defineRule({
    id: "wl-interactive-tty",
    group: "workload",
    severity: "low",
    since: "0.1.0",
    rivals: {
        "gatekeeper-library": ["disallowinteractive"],
    },
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    title: "No container waits for somebody's keyboard",
    why: "an open input is a way in, and nobody sits there in a service",
    details: `\`stdin: true\` and \`tty: true\` are for a container that a person talks to. In a service, a Job or a sidecar they were
most often copied from a command line. Only \`true\` is a finding.`,
    fix: "remove stdin and tty",
    laws: { anyContainer: true },
    *check(container) {
        yield* refuseTrue(container.get("stdin"), "the container keeps its input open");
        yield* refuseTrue(container.get("tty"), "the container has a terminal");
    },
    *remediate(container) {
        const values = ["stdin", "tty"].map((key) => container.get(key));
        yield* values.filter((value) => value.boolean() === true).map((value) => set(value, false));
    },
});
