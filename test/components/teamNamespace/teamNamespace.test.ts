import assert from "node:assert/strict";
import { TeamNamespace, type TeamNamespaceArgs } from "../../../index";
import { ProblemError } from "../../../core/problem";
import { podSecurityVersion } from "../../../environments/tiers";
import { findResources, preview, type EngineResource } from "../../../engine";

async function register(args: TeamNamespaceArgs): Promise<(type: string, name?: string) => EngineResource> {
    const result = await preview(() => void new TeamNamespace("payments", args));
    return (type, name) => {
        const [found] = findResources(result, { type, name });
        assert.ok(found, `${type} ${name}`);
        return found;
    };
}

function found(args: unknown, name = "payments"): string[] {
    try {
        new TeamNamespace(name, args as TeamNamespaceArgs);
    } catch (error) {
        assert.ok(error instanceof ProblemError, String(error));
        assert.ok(error.problems.every(({ message }) => message.startsWith(`TeamNamespace "${name}": `)));
        return error.problems.map(({ code, pointer }) => `${pointer} ${code}`).sort();
    }
    return [];
}

describe("TeamNamespace", () => {
    it("labels the Namespace as the seed does, as Kubernetes recommends, and for Pod Security", async () => {
        const one = await register({ environment: "qa", tier: "staging", team: "payments", costCenter: "cc-1" });
        const { name, labels } = one("Namespace").inputs["metadata"] as { name: string; labels: object };
        assert.equal(name, "payments");
        assert.deepEqual(labels, {
            environment: "qa",
            "managed-by": "platform",
            "cost-center": "cc-1",
            team: "payments",
            owner: "payments",
            "app.kubernetes.io/name": "payments",
            "app.kubernetes.io/instance": "payments",
            "app.kubernetes.io/managed-by": "waymark",
            "waymark.dev/tier": "staging",
            "pod-security.kubernetes.io/enforce": "restricted",
            "pod-security.kubernetes.io/enforce-version": podSecurityVersion,
            "pod-security.kubernetes.io/warn": "restricted",
            "pod-security.kubernetes.io/warn-version": podSecurityVersion,
            "pod-security.kubernetes.io/audit": "restricted",
            "pod-security.kubernetes.io/audit-version": podSecurityVersion,
        });
    });

    const small = ["8", "16Gi", "32Gi", "50"];
    for (const [environment, figures] of Object.entries({
        dev: small,
        staging: small,
        prod: ["32", "64Gi", "128Gi", "200"],
    })) {
        it(`limits what ${environment} may use, and never limits.cpu`, async () => {
            const one = await register({ environment });
            const { hard } = one("ResourceQuota").inputs["spec"] as { hard: Record<string, string> };
            assert.deepEqual(Object.keys(hard).sort(), [
                "limits.memory",
                "persistentvolumeclaims",
                "pods",
                "requests.cpu",
                "requests.memory",
                "services.loadbalancers",
                "services.nodeports",
            ]);
            const asked = [hard["requests.cpu"], hard["requests.memory"], hard["limits.memory"], hard["pods"]];
            assert.deepEqual(asked, figures);
            assert.deepEqual([hard["services.loadbalancers"], hard["services.nodeports"]], ["0", "0"]);
            assert.deepEqual(one("LimitRange").inputs["spec"], {
                limits: [
                    {
                        type: "Container",
                        defaultRequest: { cpu: "250m", memory: "256Mi" },
                        default: { memory: "512Mi" },
                    },
                ],
            });
        });
    }

    it("closes the network in both directions, but for DNS", async () => {
        const one = await register({ environment: "dev" });
        assert.deepEqual(one("NetworkPolicy", "payments-default-deny").inputs["spec"], {
            podSelector: {},
            policyTypes: ["Ingress", "Egress"],
        });
        const kubeDns = {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
            podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
        };
        const ports = [53, 5353].flatMap((port) => ["UDP", "TCP"].map((protocol) => ({ port, protocol })));
        assert.deepEqual(one("NetworkPolicy", "payments-allow-dns").inputs["spec"], {
            podSelector: {},
            policyTypes: ["Egress"],
            egress: [{ to: [kubeDns], ports }],
        });
    });

    it("lets DNS through where the cluster has it elsewhere", async () => {
        const dns = {
            namespace: "openshift-dns",
            podLabels: { "dns.operator.openshift.io/daemonset-dns": "default" },
            cidrs: ["169.254.20.10/32"],
        };
        const one = await register({ environment: "dev", dns });
        const { egress } = one("NetworkPolicy", "payments-allow-dns").inputs["spec"] as { egress: [{ to: unknown }] };
        assert.deepEqual(egress[0].to, [
            {
                namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": dns.namespace } },
                podSelector: { matchLabels: dns.podLabels },
            },
            { ipBlock: { cidr: "169.254.20.10/32" } },
        ]);
    });

    for (const [environment, protection, expected] of [
        ["dev", undefined, undefined],
        ["staging", undefined, true],
        ["prod", undefined, true],
        ["prod", "none", undefined],
    ] as const) {
        it(`protects the Namespace in ${environment}, protection ${protection}: ${expected}`, async () => {
            const one = await register({ environment, protection });
            const { protect, retainOnDelete } = one("Namespace").options;
            assert.deepEqual([protect, retainOnDelete], [expected, expected]);
            assert.equal(one("ResourceQuota").options.protect, undefined);
        });
    }

    it("puts everything into the Namespace, after it", async () => {
        const one = await register({ environment: "dev", namespaceName: "store" });
        for (const type of ["ResourceQuota", "LimitRange", "NetworkPolicy"]) {
            const { inputs, dependencies } = one(type);
            assert.equal((inputs["metadata"] as { namespace: string }).namespace, "store");
            assert.ok(dependencies.includes(one("Namespace").urn), type);
        }
    });

    for (const [what, args, problems, name] of [
        ["a name that is Kubernetes' own", {}, ["/namespaceName reserved-name"], "kube-system"],
        ["the default Namespace", { namespaceName: "default" }, ["/namespaceName reserved-name"]],
        [
            "a quota that is none",
            { quota: { requestsCpu: "many", pods: -1 } },
            ["/quota/pods out-of-range", "/quota/requestsCpu not-allowed"],
        ],
        ["a limit on CPU", { quota: { limitsCpu: "8" } }, ["/quota/limitsCpu unknown-key"]],
        [
            "a default request above the limit",
            { containerDefaults: { limitsMemory: "1Mi" } },
            ["/containerDefaults/requestsMemory request-above-limit"],
        ],
        ["a version that floats", { podSecurity: { version: "latest" } }, ["/podSecurity/version bad-format"]],
        ["a range that is none", { dns: { cidrs: ["169.254.20.10"] } }, ["/dns/cidrs/0 not-allowed"]],
        [
            "everything at once",
            { environment: "qa", costCenter: "a b", protection: "some" },
            ["/costCenter bad-format", "/environment unknown-environment", "/protection not-allowed"],
            "Payments",
        ],
    ] as [string, object, string[], string?][]) {
        it(`refuses ${what}`, () => {
            const expected = name === "Payments" ? ["undefined invalid-name", ...problems] : problems;
            assert.deepEqual(found({ environment: "dev", ...args }, name), expected.sort());
        });
    }
});
