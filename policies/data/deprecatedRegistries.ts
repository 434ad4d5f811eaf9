/** The day on which this list was written, from the registries' own announcements as remembered, not fetched that day. */
export const asOf = "2026-11-28";

/** Registries, or beginnings of repositories in them, that get no new images; and where the same images are now. */
export const deprecatedRegistries: readonly { place: string; now?: string; what: string }[] = [
    { place: "k8s.gcr.io", now: "registry.k8s.io", what: "frozen since April 2023" },
    { place: "gcr.io/google-containers", now: "registry.k8s.io", what: "frozen since April 2023" },
    { place: "gcr.io/google_containers", now: "registry.k8s.io", what: "frozen since April 2023" },
    { place: "docker.pkg.github.com", what: "replaced by ghcr.io" },
    { place: "docker.io/bitnamilegacy", what: "an archive without security updates since August 2025" },
];
