import assert from "node:assert/strict";
import { evaluate, rules, type PodSecurityLevel } from "../../policies";

type Body = Record<string, unknown>;

/** A pod that keeps everything at restricted in every version, but for what is given. */
function pod(spec: Body, security: Body = {}, metadata: Body = {}): Body {
    const seccompProfile = { type: "RuntimeDefault" };
    const capabilities = { drop: ["ALL"] };
    const securityContext = { allowPrivilegeEscalation: false, capabilities, ...security };
    return {
        metadata: { name: "api", ...metadata },
        spec: {
            securityContext: { runAsNonRoot: true, seccompProfile },
            containers: [{ name: "app", securityContext }],
            ...spec,
        },
    };
}

function broken(inputs: Body, pssLevel: PodSecurityLevel, pssVersion: string): string[] {
    const { findings, errors } = evaluate([{ type: "kubernetes:core/v1:Pod", name: "api", inputs }], {
        tier: "prod",
        pssLevel,
        pssVersion,
        rules: rules.filter(({ id }) => id.startsWith("pss-")).map(({ id }) => id),
    });
    assert.deepEqual(errors, []);
    return [...new Set(findings.map(({ rule }) => rule))].sort();
}

const sysctl = (name: string): Body => ({ securityContext: { sysctls: [{ name, value: "1" }] } });
const unset = undefined;
const windows = { os: { name: "windows" } };
const userNamespace = { hostUsers: false };
const annotated = { annotations: { "seccomp.security.alpha.kubernetes.io/pod": "unconfined" } };
const container = (field: string, value: unknown): Body => ({
    containers: [{ name: "app", [field]: value }],
});

/** At which version which pod begins to break which rules: before it, and from it on. */
const boundaries: {
    level: "baseline" | "restricted";
    what: string;
    inputs: Body;
    from: number;
    before: string[];
    after: string[];
}[] = [
    {
        ...{ level: "baseline", what: "a host in a probe", from: 34, before: [], after: ["pss-host-probes"] },
        inputs: pod(container("livenessProbe", { httpGet: { host: "x", port: 1 } })),
    },
    {
        ...{
            level: "baseline",
            what: "procMount in a user namespace",
            from: 35,
            before: ["pss-proc-mount"],
            after: [],
        },
        inputs: pod(userNamespace, { procMount: "Unmasked" }),
    },
    {
        ...{ level: "baseline", what: "a seccomp annotation", from: 19, before: ["pss-seccomp-baseline"], after: [] },
        inputs: pod({}, {}, annotated),
    },
    {
        ...{ level: "baseline", what: "a seccomp field", from: 19, before: [], after: ["pss-seccomp-baseline"] },
        inputs: pod({}, { seccompProfile: { type: "Unconfined" } }),
    },
    {
        ...{ level: "baseline", what: "container_engine_t", from: 31, before: ["pss-selinux"], after: [] },
        inputs: pod({}, { seLinuxOptions: { type: "container_engine_t" } }),
    },
    ...(
        [
            [27, "ip_local_reserved_ports"],
            [29, "tcp_keepalive_time"],
            [29, "tcp_fin_timeout"],
            [29, "tcp_keepalive_intvl"],
            [29, "tcp_keepalive_probes"],
            [32, "tcp_rmem"],
            [32, "tcp_wmem"],
            [37, "tcp_slow_start_after_idle"],
            [37, "tcp_notsent_lowat"],
        ] as const
    ).map(([from, name]) => ({
        ...{ level: "baseline" as const, what: `the sysctl ${name}`, from, before: ["pss-sysctls"], after: [] },
        inputs: pod(sysctl(`net.ipv4.${name}`)),
    })),
    {
        ...{ level: "restricted", what: "escalation that isn't refused", from: 8 },
        ...{ before: [], after: ["pss-allow-privilege-escalation"] },
        inputs: pod({}, { allowPrivilegeEscalation: unset }),
    },
    {
        ...{ level: "restricted", what: "escalation on Windows", from: 25 },
        ...{ before: ["pss-allow-privilege-escalation"], after: [] },
        inputs: pod(windows, { allowPrivilegeEscalation: unset }),
    },
    {
        ...{ level: "restricted", what: "capabilities that aren't dropped", from: 22 },
        ...{ before: [], after: ["pss-capabilities-restricted"] },
        inputs: pod({}, { capabilities: unset }),
    },
    {
        ...{ level: "restricted", what: "a capability beyond the ordinary ones", from: 22 },
        ...{ before: ["pss-capabilities-baseline"], after: ["pss-capabilities-restricted"] },
        inputs: pod({}, { capabilities: { drop: ["ALL"], add: ["SYS_ADMIN"] } }),
    },
    {
        ...{ level: "restricted", what: "capabilities on Windows", from: 25 },
        ...{ before: ["pss-capabilities-restricted"], after: [] },
        inputs: pod(windows, { capabilities: { add: ["SYS_ADMIN"] } }),
    },
    {
        ...{ level: "restricted", what: "root without runAsNonRoot in a user namespace", from: 35 },
        ...{ before: ["pss-run-as-non-root"], after: [] },
        inputs: pod(userNamespace, { runAsNonRoot: false }),
    },
    {
        ...{ level: "restricted", what: "user 0", from: 23, before: [], after: ["pss-run-as-user"] },
        inputs: pod({}, { runAsUser: 0 }),
    },
    {
        ...{
            level: "restricted",
            what: "user 0 in a user namespace",
            from: 35,
            before: ["pss-run-as-user"],
            after: [],
        },
        inputs: pod(userNamespace, { runAsUser: 0 }),
    },
    {
        ...{ level: "restricted", what: "no seccomp profile", from: 19, before: [], after: ["pss-seccomp-restricted"] },
        inputs: pod({ securityContext: { runAsNonRoot: true } }),
    },
    {
        ...{ level: "restricted", what: "no seccomp profile on Windows", from: 25 },
        ...{ before: ["pss-seccomp-restricted"], after: [] },
        inputs: pod({ ...windows, securityContext: { runAsNonRoot: true } }),
    },
];

describe("revisions of the Pod Security checks", () => {
    for (const { level, what, inputs, from, before, after } of boundaries) {
        it(`${level}: ${what}, before and from 1.${from} on`, () => {
            assert.deepEqual(broken(inputs, level, `1.${from - 1}`), before);
            assert.deepEqual(broken(inputs, level, `v1.${from}`), after);
        });
    }

    it("restricted: procMount in a user namespace fails on both sides of 1.35, where the check takes over", () => {
        const inputs = pod(userNamespace, { procMount: "Unmasked" });
        assert.deepEqual(
            ["1.34", "1.35"].map((version) => broken(inputs, "restricted", version)),
            [["pss-proc-mount"], ["pss-proc-mount"]],
        );
    });

    it("hold every boundary that the rules know", () => {
        const known = rules.flatMap((rule) =>
            rule.target === "podSecurity"
                ? rule.checks.flatMap(({ revisions }) => revisions.map(({ min }) => min))
                : [],
        );
        const tested = new Set(boundaries.map(({ from }) => `1.${from}`));
        assert.deepEqual(
            [...new Set(known)].filter((min) => min !== "1.0" && !tested.has(min)),
            [],
        );
    });

    for (const version of ["1.0", "1.99", "v1.38"]) {
        it(`${version}: a pod that keeps everything passes, a privileged one fails`, () => {
            assert.deepEqual(broken(pod({}), "restricted", version), []);
            assert.deepEqual(broken(pod({}, { privileged: true }), "baseline", version), ["pss-privileged"]);
        });
    }

    it("are in force only where the level says so", () => {
        const ids = (pssLevel: PodSecurityLevel): string[] =>
            broken(pod(container("securityContext", unset)), pssLevel, "1.36");
        assert.deepEqual(ids("privileged"), []);
        assert.deepEqual(ids("baseline"), []);
        assert.deepEqual(ids("restricted"), ["pss-allow-privilege-escalation", "pss-capabilities-restricted"]);
    });
});

describe("ephemeral containers and annotations", () => {
    it("ephemeral containers are judged like all others", () => {
        const inputs = pod({ ephemeralContainers: [{ name: "debug", securityContext: { privileged: true } }] });
        assert.deepEqual(broken(inputs, "baseline", "1.36"), ["pss-privileged"]);
    });

    it("annotations on the controller don't count", () => {
        const { spec } = pod({});
        const annotations = { "container.apparmor.security.beta.kubernetes.io/app": "unconfined" };
        const deployment = { metadata: { name: "api", annotations }, spec: { template: { spec } } };
        const { findings } = evaluate([{ type: "kubernetes:apps/v1:Deployment", name: "api", inputs: deployment }], {
            tier: "prod",
            rules: ["pss-apparmor"],
        });
        assert.deepEqual(findings, []);
    });
});
