/** The day for which the list below speaks; messages name it. */
export const eksVersionsAsOf = "2026-11-01";

/**
 * The last day of EKS's standard support by minor version of Kubernetes. Compared on 2026-11-28 with endoflife.date's file
 * of Amazon EKS in its state of December 2025 (1.23 to 1.34) and with awslabs/aws-service-eol-data of 2026-09-13 (1.29 to
 * 1.36), which its community keeps; they agree where both have a version.
 */
export const eksStandardSupport: Readonly<Record<string, string>> = {
    "1.23": "2023-10-11",
    "1.24": "2024-01-31",
    "1.25": "2024-05-01",
    "1.26": "2024-06-11",
    "1.27": "2024-07-24",
    "1.28": "2024-11-26",
    "1.29": "2025-03-23",
    "1.30": "2025-07-23",
    "1.31": "2025-11-26",
    "1.32": "2026-03-23",
    "1.33": "2026-07-29",
    "1.34": "2026-12-02",
    "1.35": "2027-03-27",
    "1.36": "2027-08-02",
};
