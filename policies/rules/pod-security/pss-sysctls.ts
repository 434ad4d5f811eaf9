import { inItems } from "../../items";
import type { PodView } from "../../model/podView";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

/** What each version took into the list. */
const safe = [
    {
        min: "1.0",
        names: [
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.ping_group_range",
            "net.ipv4.ip_unprivileged_port_start",
        ],
    },
    { min: "1.27", names: ["net.ipv4.ip_local_reserved_ports"] },
    {
        min: "1.29",
        names: [
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes",
        ],
    },
    { min: "1.32", names: ["net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"] },
    { min: "1.37", names: ["net.ipv4.tcp_slow_start_after_idle", "net.ipv4.tcp_notsent_lowat"] },
];

export const pssSysctls = defineRule({
    id: "pss-sysctls",
    group: "pod-security",
    target: "podSecurity",
    title: "Only safe sysctls are set",
    severity: "high",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [{ name: "PSS", section: "baseline" }],
    rivals: {
        "gatekeeper-library": ["forbidden-sysctls"],
        "kube-linter": ["unsafe-sysctls"],
        kubescape: ["C-0211"],
        kyverno: ["restrict-sysctls"],
        trivy: ["KSV-0026"],
    },
    why: "other sysctls change the node's kernel for every pod on it",
    details: `Judges the names under \`securityContext.sysctls\` as Kubernetes' own Pod Security admission does at level baseline. Safe
are \`kernel.shm_rmid_forced\` and, under \`net.ipv4.\`, \`ip_local_port_range\`, \`tcp_syncookies\`, \`ping_group_range\` and
\`ip_unprivileged_port_start\`; from 1.27 on \`ip_local_reserved_ports\`; from 1.29 on \`tcp_keepalive_time\`,
\`tcp_fin_timeout\`, \`tcp_keepalive_intvl\` and \`tcp_keepalive_probes\`; from 1.32 on \`tcp_rmem\` and \`tcp_wmem\`; from 1.37
on \`tcp_slow_start_after_idle\` and \`tcp_notsent_lowat\`.`,
    fix: "remove the sysctl; where it is needed, set it on the nodes that need it",
    waivable: true,
    checks: [
        {
            id: "sysctls",
            level: "baseline",
            revisions: safe.map(({ min }) => ({ min, check: (pod) => check(pod, namesUpTo(min)) })),
        },
    ],
});

function namesUpTo(min: string): ReadonlySet<string> {
    const last = safe.findIndex((one) => one.min === min);
    return new Set(safe.slice(0, last + 1).flatMap(({ names }) => names));
}

function check(pod: PodView, names: ReadonlySet<string>): Iterable<Outcome> {
    return inItems(pod.security("sysctls"), (sysctl) => {
        const name = sysctl.get("name");
        return violationIf(
            holds(name, () => !names.has(name.string() ?? "")),
            name,
            "the sysctl is not a safe one",
        );
    });
}
