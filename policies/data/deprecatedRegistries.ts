/**
 * The day on which this list was compared with stored copies of the announcements: "k8s.gcr.io Image Registry Will Be Frozen
 * From the 3rd of April 2023" on Kubernetes' blog, the mail to kubernetes-dev of March 2020 about google-containers (frozen
 * before k8s.gcr.io left it, all its images copied to where registry.k8s.io has them), "Working with the Docker registry"
 * in GitHub's documentation, bitnami/containers issue 83267, and kubebuilder's notice about its images.
 */
export const asOf = "2026-11-28";

/** Registries, or beginnings of repositories in them, that get no new images; and where the same images are now. */
export const deprecatedRegistries: readonly { place: string; now?: string; what: string }[] = [
    { place: "k8s.gcr.io", now: "registry.k8s.io", what: "frozen since April 2023" },
    { place: "gcr.io/google-containers", now: "registry.k8s.io", what: "frozen since 2020" },
    { place: "gcr.io/google_containers", now: "registry.k8s.io", what: "frozen since 2020" },
    { place: "gcr.io/kubebuilder", what: "gone since March 2025" },
    { place: "docker.pkg.github.com", what: "replaced by ghcr.io" },
    { place: "docker.io/bitnamilegacy", what: "an archive without updates since August 2025" },
];
