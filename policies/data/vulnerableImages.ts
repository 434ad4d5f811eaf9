/**
 * The day on which this list was written: from the projects' security advisories as remembered, not fetched that day. It
 * is no substitute for a scanner (`img-vulnerabilities`); it holds what reaches into the whole cluster.
 */
export const asOf = "2026-11-28";

/** Versions with a known hole, by the end of the image's repository: each line of versions and its first mended one. */
export const vulnerableImages: readonly {
    repository: string;
    /** Versions below the first one that are at or above the second are vulnerable; the oldest line begins at 0. */
    lines: readonly { from: string; mended: string }[];
    why: string;
}[] = [
    {
        repository: "argoproj/argocd",
        lines: [
            { from: "0", mended: "2.13.9" },
            { from: "2.14", mended: "2.14.16" },
            { from: "3.0", mended: "3.0.14" },
            { from: "3.1", mended: "3.1.2" },
        ],
        why: "Argo CD gives away the credentials of repositories (CVE-2025-55190)",
    },
    {
        repository: "ingress-nginx/controller",
        lines: [
            { from: "0", mended: "1.11.5" },
            { from: "1.12", mended: "1.12.1" },
        ],
        why: "ingress-nginx runs what a request says (CVE-2025-1974)",
    },
    {
        repository: "grafana/grafana",
        lines: [{ from: "8.0", mended: "8.3.1" }],
        why: "Grafana gives away any file (CVE-2021-43798)",
    },
    {
        repository: "kyverno/kyverno",
        lines: [{ from: "0", mended: "1.13.5" }],
        why: "Kyverno's image checks can be evaded (CVE-2025-29778)",
    },
    {
        repository: "openpolicyagent/gatekeeper",
        lines: [{ from: "0", mended: "3.7.0" }],
        why: "this Gatekeeper has not been maintained for years",
    },
];
