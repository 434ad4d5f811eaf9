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

function requiredLabels(labels: readonly string[]): Asked {
    return { params: { "gov-required-labels": { labels } } };
}

const translations: Partial<Record<Case["tool"], Readonly<Record<string, Translation>>>> = {
    polaris: {
        metadataAndInstanceMismatched: () => requiredLabels(["app.kubernetes.io/instance"]),
    },
    "kube-linter": {
        "required-label-owner": () => requiredLabels(["owner"]),
        "required-annotation-email": () => ({
            params: { "gov-required-labels": { labels: [], annotations: ["email"] } },
        }),
    },
    "kube-score": {
        "stable-version": ({ KubernetesVersion }) => clusterVersion(KubernetesVersion),
    },
    "gatekeeper-library": {
        requiredlabels: ({ labels }) => requiredLabels((labels as { key: string }[]).map(({ key }) => key)),
        verifydeprecatedapi: ({ k8sVersion }) => clusterVersion(k8sVersion),
    },
};
