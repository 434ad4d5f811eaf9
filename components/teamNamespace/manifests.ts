import type { input } from "@pulumi/kubernetes/types";
import { componentLabels, labelValue } from "../shared/labels";
import type { NamespaceSettings } from "./settings";

/** Labels of the Namespace and of what belongs to it. It is no workload: `app` would promise pods. */
export function namespaceLabels(settings: NamespaceSettings): Record<string, string> {
    const labels = Object.entries(componentLabels({ ...settings, app: settings.namespaceName }));
    const own = Object.fromEntries(labels.filter(([key]) => key !== "app"));
    return { ...own, "managed-by": "platform", "cost-center": labelValue(settings.costCenter) };
}

/** Pod Security admission: what is refused, warned of and audited is one level of one version. */
export function podSecurityLabels({ podSecurity }: NamespaceSettings): Record<string, string> {
    const modes = ["enforce", "warn", "audit"].map((mode) => `pod-security.kubernetes.io/${mode}`);
    return Object.fromEntries(
        modes.flatMap((mode) => [
            [mode, podSecurity.level],
            [`${mode}-version`, podSecurity.version],
        ]),
    );
}

/** Hard limits; none on limits.cpu, which would force a CPU limit on every container. */
export function quotaSpec({ quota }: NamespaceSettings) {
    return {
        hard: {
            "requests.cpu": quota.requestsCpu,
            "requests.memory": quota.requestsMemory,
            "limits.memory": quota.limitsMemory,
            pods: String(quota.pods),
            persistentvolumeclaims: String(quota.persistentVolumeClaims),
            "services.loadbalancers": String(quota.loadBalancers),
            "services.nodeports": String(quota.nodePorts),
        },
    } satisfies input.core.v1.ResourceQuotaSpec;
}

/** What a container gets that names nothing. */
export function limitRangeSpec({ containerDefaults }: NamespaceSettings) {
    return {
        limits: [
            {
                type: "Container",
                defaultRequest: {
                    cpu: containerDefaults.requestsCpu,
                    memory: containerDefaults.requestsMemory,
                },
                default: { memory: containerDefaults.limitsMemory },
            },
        ],
    } satisfies input.core.v1.LimitRangeSpec;
}

/** Closed in both directions until an edge opens something. */
export function defaultDenySpec() {
    return { podSelector: {}, policyTypes: ["Ingress", "Egress"] } satisfies input.networking.v1.NetworkPolicySpec;
}

/** Ports of DNS servers; OpenShift's listen on 5353, and a policy sees the port of the pod, not of its Service. */
const dnsPorts = [53, 5353];

/** The one thing that every pod may do: look names up. */
export function allowDnsSpec({ dns }: NamespaceSettings) {
    const server = {
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": dns.namespace } },
        podSelector: { matchLabels: dns.podLabels },
    };
    return {
        podSelector: {},
        policyTypes: ["Egress"],
        egress: [
            {
                to: [server, ...dns.cidrs.map((cidr) => ({ ipBlock: { cidr } }))],
                ports: dnsPorts.flatMap((port) => ["UDP", "TCP"].map((protocol) => ({ port, protocol }))),
            },
        ],
    } satisfies input.networking.v1.NetworkPolicySpec;
}
