/** How bad a violation is; the level of its finding follows from it and the tier. */
export type Severity = "critical" | "high" | "medium" | "low" | "info";

/** `mandatory` stops, `advisory` tells. */
export type Level = "mandatory" | "advisory";

/** What kind of environment is judged. */
export type Tier = "dev" | "staging" | "prod";
