/** The day for which the lists below speak; messages name it. */
export const rdsEnginesAsOf = "2026-11-01";

/**
 * The last day of RDS's standard support, by how the engine's name begins and by major version. MySQL's as the page "MySQL
 * on Amazon RDS versions" and endoflife.date told in 2026, MariaDB's as endoflife.date told in February 2026; the others
 * from memory of the release calendars, not compared on that day.
 */
export const rdsEngineSupport: readonly { engine: string; version: string; until: string }[] = [
    { engine: "aurora-mysql", version: "5.7", until: "2024-10-31" },
    { engine: "aurora-mysql", version: "8.0", until: "2028-04-30" },
    { engine: "aurora-postgresql", version: "11", until: "2024-02-29" },
    { engine: "aurora-postgresql", version: "12", until: "2025-02-28" },
    { engine: "aurora-postgresql", version: "13", until: "2026-02-28" },
    { engine: "aurora-postgresql", version: "14", until: "2027-02-28" },
    { engine: "aurora-postgresql", version: "15", until: "2028-02-29" },
    { engine: "mysql", version: "5.7", until: "2024-02-29" },
    { engine: "mysql", version: "8.0", until: "2026-07-31" },
    { engine: "mysql", version: "8.4", until: "2029-07-31" },
    { engine: "mariadb", version: "10.5", until: "2025-08-31" },
    { engine: "mariadb", version: "10.6", until: "2026-08-31" },
    { engine: "mariadb", version: "10.11", until: "2028-02-29" },
    { engine: "mariadb", version: "11.4", until: "2029-05-31" },
    { engine: "mariadb", version: "11.8", until: "2030-06-30" },
    { engine: "postgres", version: "11", until: "2024-02-29" },
    { engine: "postgres", version: "12", until: "2025-02-28" },
    { engine: "postgres", version: "13", until: "2026-02-28" },
    { engine: "postgres", version: "14", until: "2027-02-28" },
    { engine: "postgres", version: "15", until: "2028-02-29" },
    { engine: "oracle", version: "18", until: "2022-07-31" },
    { engine: "sqlserver", version: "13", until: "2026-07-14" },
];

/** Certificate authorities of RDS that have run out or are about to; from memory of RDS's guide, not compared on that day. */
export const outdatedAuthorities = ["rds-ca-2010", "rds-ca-2015", "rds-ca-2019"];
