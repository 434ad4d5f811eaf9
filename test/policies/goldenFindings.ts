/** Findings that our components give, with nobody's doing: each is advice, and the list may only shrink. */
export interface GoldenFinding {
    rule: string;
    reason: string;
    /** What takes it off the list. */
    ends: string;
    /** By example, the objects (`Kind name`) that have it in prod. */
    objects: Readonly<Record<string, readonly string[]>>;
}

const databases = {
    "my-service": ["StatefulSet my-service-db"],
    storefront: ["StatefulSet shop-db"],
    typescript: ["StatefulSet ledger"],
};

const workloads = {
    "my-service": ["Deployment my-service", "StatefulSet my-service-db"],
    "payment-worker": ["StatefulSet payment-worker"],
    storefront: [
        "Deployment cart",
        "Deployment catalog",
        "Deployment checkout",
        "Deployment web",
        "StatefulSet mailer",
        "StatefulSet shop-db",
    ],
    typescript: ["Deployment payments-api", "Deployment settlement", "StatefulSet ledger"],
};

export const goldenFindings: readonly GoldenFinding[] = [
    {
        rule: "img-digest-pinned",
        reason: "people name versions; a digest comes from the pipeline that builds the image",
        ends: "`--image` with digests in the pipeline, and database images that are pinned by digest",
        objects: workloads,
    },
    {
        rule: "plat-container-database",
        reason: "a database of one pod is what the component makes; the finding says what it lacks",
        ends: "a managed backend of PostgresDatabase",
        objects: databases,
    },
    {
        rule: "wl-apparmor-set",
        reason: "nodes without AppArmor (Amazon Linux, Red Hat) refuse pods that name a profile",
        ends: "a setting of the environment that says that its nodes have AppArmor",
        objects: workloads,
    },
];
