/** The day on which this list was written, from the projects' own announcements as remembered, not fetched that day. */
export const asOf = "2026-11-28";

/** Software that nobody mends any more, by the end of its image's repository. */
export const retiredSoftware: readonly { repository: string; what: string }[] = [
    { repository: "/tiller", what: "Tiller, the server of Helm 2, which ended in November 2020" },
    { repository: "kubernetes-dashboard-amd64", what: "Kubernetes Dashboard 1, which let in whoever reached it" },
    { repository: "kubernetesui/dashboard", what: "Kubernetes Dashboard, whose project was archived" },
    { repository: "kubernetesui/dashboard-web", what: "Kubernetes Dashboard, whose project was archived" },
    { repository: "kubernetesui/dashboard-api", what: "Kubernetes Dashboard, whose project was archived" },
    { repository: "ingress-nginx/controller", what: "ingress-nginx, which ended in March 2026" },
    {
        repository: "nginx-ingress-controller/nginx-ingress-controller",
        what: "ingress-nginx, which ended in March 2026",
    },
];
