import type { PolicyOptions, Rule } from "../../../policies";
import type { Case } from "./cases";

type Asked = Partial<Pick<PolicyOptions, "params" | "facts" | "tier">>;

/**
 * What our rules are told where a case says what the other tool was told. Only where a rule has a parameter of the same
 * meaning: everything else that they can be told shows as a disagreement.
 */
export function caseOptions({ tool, check, options }: Case): Asked {
    return translations[tool]?.[check]?.(options) ?? {};
}

/** Which of the mapped rules a case is about, where its name says so. */
export function chosenRules({ tool, file }: Case, rules: readonly string[]): readonly string[] {
    const level =
        tool === "gatekeeper-library" ? /samples\/psp-\w+-(baseline|restricted)\//.exec(file)?.[1] : undefined;
    return level === undefined ? rules : rules.filter((id) => id.endsWith(`-${level}`));
}

/** Options under which a rule alone judges, whatever profile it belongs to. */
export function optionsFor(rule: Rule): PolicyOptions {
    const restricted = rule.target !== "podSecurity" || rule.checks.some(({ level }) => level === "restricted");
    return { tier: "prod", rules: [rule.id], pssLevel: restricted ? "restricted" : "baseline" };
}

type Options = Case["options"];
type Translation = (options: Options) => Asked;

const asOf = "2026-01-01";

function clusterVersion(version: unknown): Asked {
    const known = typeof version === "string" || typeof version === "number";
    return known ? { facts: { asOf, clusterVersion: String(version) } } : {};
}

function requiredLabels(labels: readonly string[], patterns: Readonly<Record<string, string>> = {}): Asked {
    return { params: { "gov-required-labels": { labels, patterns } } };
}

function minReplicas(minimum: unknown): Asked {
    return typeof minimum === "number" ? { params: { "rel-min-replicas": { minimum } } } : {};
}

function minHpaReplicas(minimum: unknown): Asked {
    return typeof minimum === "number" ? { params: { "rel-hpa-bounds": { minimum } } } : {};
}

function resourceRatios(ratios: Readonly<Record<string, number>>): Asked {
    return { params: { "rel-resource-ratio": ratios } };
}

const cpuLimitRequired: Asked = { params: { "rel-cpu-limit": { cpuLimit: "require" } } };

const translations: Partial<Record<Case["tool"], Readonly<Record<string, Translation>>>> = {
    polaris: {
        cpuLimitsMissing: () => cpuLimitRequired,
        // What its fix sets, and the range of the check.yaml beside the cases.
        cpuRequestsMissing: () => ({ params: { "rel-cpu-request": { request: "100m" } } }),
        memoryRequestsMissing: () => ({ params: { "rel-memory-request": { request: "512Mi" } } }),
        resourceRange: () => ({
            params: { "rel-resource-ratio": { minCpu: "100m", maxCpu: "2", minMemory: "100Mi", maxMemory: "6G" } },
        }),
        metadataAndInstanceMismatched: () => requiredLabels(["app.kubernetes.io/instance"]),
    },
    "kube-linter": {
        "minimum-three-replicas": () => minReplicas(3),
        "hpa-minimum-three-replicas": () => minHpaReplicas(3),
        "required-label-owner": () => requiredLabels(["owner"]),
        "required-annotation-email": () => ({
            params: { "gov-required-labels": { labels: [], annotations: ["email"] } },
        }),
    },
    "kube-score": {
        "deployment-replicas": ({ MinReplicasDeployment: minimum }) => minReplicas(minimum),
        "horizontalpodautoscaler-replicas": ({ MinReplicasHPA: minimum }) => minHpaReplicas(minimum),
        "container-cpu-requests-equal-limits": () => resourceRatios({ cpu: 1 }),
        "container-memory-requests-equal-limits": () => resourceRatios({ memory: 1 }),
        "container-resource-requests-equal-limits": () => resourceRatios({ cpu: 1, memory: 1 }),
        "container-resources": ({ IgnoreContainerCpuLimitRequirement: ignored }) =>
            ignored === true ? {} : cpuLimitRequired,
        "stable-version": ({ KubernetesVersion }) => clusterVersion(KubernetesVersion),
    },
    "gatekeeper-library": {
        containerresourceratios: ({ ratio, cpuRatio = ratio }) =>
            resourceRatios({ memory: Number(ratio), cpu: Number(cpuRatio) }),
        externalip: ({ allowedIPs: allowed = [] }) => ({
            params: { "net-external-ips": { allowed: allowed as object } },
        }),
        horizontalpodautoscaler: ({ ranges }) =>
            minHpaReplicas((ranges as { min_replicas: number }[])[0]?.min_replicas),
        storageclass: ({ allowedStorageClasses: classes }) =>
            classes === undefined ? {} : { params: { "rel-storage-class": { classes: classes as string[] } } },
        replicalimits: ({ ranges }) => minReplicas((ranges as { min_replicas: number }[])[0]?.min_replicas),
        requiredlabels: ({ labels }) => {
            const asked = labels as { key: string; allowedRegex?: string }[];
            const patterns = asked.flatMap(({ key, allowedRegex }) => (allowedRegex ? [[key, allowedRegex]] : []));
            return requiredLabels(
                asked.map(({ key }) => key),
                Object.fromEntries(patterns) as Record<string, string>,
            );
        },
        verifydeprecatedapi: ({ k8sVersion }) => clusterVersion(k8sVersion),
    },
    trivy: {
        "KSV-0011": () => cpuLimitRequired,
    },
};
