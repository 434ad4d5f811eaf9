/**
 * The day on which this list was compared with stored copies of the advisories: GitHub's of Argo CD (GHSA-63qx-x74g-jcr7,
 * GHSA-786q-9hcg-v9ff, GHSA-3v3m-wc6v-x4x3) and of Kyverno (GHSA-8p9x-46gm-qfx2, GHSA-79gf-7frw-68m9), the announcements of
 * Kubernetes' Security Response Committee about ingress-nginx, and CVE's own text about Grafana's file hole. The versions
 * of CVE-2022-39328 are as kubescape's control C-0090 and a table of Grafana's holes have them. Nothing is from memory, but
 * much is left out: the list is no substitute for a scanner (`img-vulnerabilities`), it holds what reaches far.
 */
export const asOf = "2026-11-28";

/** Versions with a known hole, by the end of the image's repository: each line of versions and its first mended one. */
export const vulnerableImages: readonly {
    repository: string;
    /** From a line's first version on, up to the next line, all below the mended one are vulnerable. In ascending order. */
    lines: readonly { from: string; mended: string }[];
    why: string;
}[] = [
    {
        repository: "argoproj/argocd",
        // 2.2.0 to 2.2.3 have it too, and the next one besides.
        lines: [{ from: "0", mended: "2.1.9" }],
        why: "Argo CD reads files outside of a repository (CVE-2022-24348)",
    },
    {
        repository: "argoproj/argocd",
        // The project says since 2.2; GitHub's database only since 2.13.
        lines: [
            { from: "2.2", mended: "2.13.9" },
            { from: "2.14", mended: "2.14.16" },
            { from: "3.0", mended: "3.0.14" },
            { from: "3.1", mended: "3.1.2" },
        ],
        why: "Argo CD gives away the credentials of repositories (CVE-2025-55190)",
    },
    {
        repository: "argoproj/argocd",
        lines: [
            { from: "3.2", mended: "3.2.11" },
            { from: "3.3", mended: "3.3.9" },
        ],
        why: "Argo CD shows Secrets to whoever may read an Application (CVE-2026-42880)",
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
        repository: "ingress-nginx/controller",
        // Older ones have it too, but the one above is worse.
        lines: [
            { from: "1.12.1", mended: "1.13.9" },
            { from: "1.14", mended: "1.14.5" },
            { from: "1.15", mended: "1.15.1" },
        ],
        why: "ingress-nginx runs what an Ingress says (CVE-2026-4342)",
    },
    {
        repository: "grafana/grafana",
        lines: [
            { from: "8.0", mended: "8.0.7" },
            { from: "8.1", mended: "8.1.8" },
            { from: "8.2", mended: "8.2.7" },
            { from: "8.3", mended: "8.3.1" },
        ],
        why: "Grafana gives away any file (CVE-2021-43798)",
    },
    {
        repository: "grafana/grafana",
        lines: [{ from: "9.2", mended: "9.2.4" }],
        why: "Grafana may take a request for somebody else's (CVE-2022-39328)",
    },
    {
        repository: "kyverno/kyverno",
        lines: [
            { from: "0", mended: "1.15.3" },
            { from: "1.16", mended: "1.16.3" },
        ],
        why: "Kyverno calls the API with its own rights for any namespace's policy (CVE-2026-22039)",
    },
    {
        repository: "kyverno/kyverno",
        lines: [{ from: "1.18", mended: "1.18.2" }],
        why: "Kyverno makes objects in any namespace for any namespace's policy (CVE-2026-54523)",
    },
];
