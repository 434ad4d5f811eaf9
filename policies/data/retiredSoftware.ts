/**
 * The day on which this list was compared with stored copies of what the projects say: "Helm 2 and the Charts Project Are Now
 * Unsupported" as Helm's own release notes quote it, "Ingress NGINX Retirement" on Kubernetes' blog, and the README of Kubernetes
 * Dashboard as an issue of Kubernetes' website quotes it (archived in January 2026). The names of the images are those
 * that the projects' manifests and charts use.
 */
export const asOf = "2026-11-28";

const dashboard = "Kubernetes Dashboard, whose project was archived";
const ingressNginx = "ingress-nginx, which ended in March 2026";

/** Software that nobody mends any more, by the end of its image's repository. */
export const retiredSoftware: readonly { repository: string; what: string }[] = [
    { repository: "/tiller", what: "Tiller, the server of Helm 2, which ended in November 2020" },
    { repository: "kubernetes-dashboard-amd64", what: "Kubernetes Dashboard 1, whose project was archived" },
    { repository: "kubernetesui/dashboard", what: dashboard },
    { repository: "kubernetesui/dashboard-api", what: dashboard },
    { repository: "kubernetesui/dashboard-auth", what: dashboard },
    { repository: "kubernetesui/dashboard-metrics-scraper", what: dashboard },
    { repository: "kubernetesui/dashboard-web", what: dashboard },
    { repository: "ingress-nginx/controller", what: ingressNginx },
    // Its older name, on quay.io.
    { repository: "kubernetes-ingress-controller/nginx-ingress-controller", what: ingressNginx },
];
