/** The day for which the lists below speak; messages name it. */
export const rdsEnginesAsOf = "2026-11-01";

/**
 * The last day of RDS's standard support, by how the engine's name begins and by major version. Compared on 2026-11-28:
 * MySQL, PostgreSQL and both Auroras with awslabs/aws-service-eol-data of 2026-09-13 and, but for Aurora PostgreSQL, with
 * endoflife.date's files; MariaDB from 10.6 on with endoflife.date's answer of February 2026. MariaDB 10.5 is as that
 * answer had it when the list was written; the file of August 2025 says 2026-02-28. That Oracle up to 18 is out of support
 * is in the guide of RDS for Oracle, its day is from memory. SQL Server's is the end of Microsoft's own support.
 */
export const rdsEngineSupport: readonly { engine: string; version: string; until: string }[] = [
    { engine: "aurora-mysql", version: "5.7", until: "2024-10-31" },
    { engine: "aurora-mysql", version: "8.0", until: "2028-04-30" },
    { engine: "aurora-postgresql", version: "11", until: "2024-02-29" },
    { engine: "aurora-postgresql", version: "12", until: "2025-02-28" },
    { engine: "aurora-postgresql", version: "13", until: "2026-02-28" },
    { engine: "aurora-postgresql", version: "14", until: "2027-02-28" },
    { engine: "aurora-postgresql", version: "15", until: "2028-02-29" },
    { engine: "aurora-postgresql", version: "16", until: "2029-02-28" },
    { engine: "aurora-postgresql", version: "17", until: "2030-02-28" },
    { engine: "aurora-postgresql", version: "18", until: "2031-02-28" },
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
    { engine: "postgres", version: "16", until: "2029-02-28" },
    { engine: "postgres", version: "17", until: "2030-02-28" },
    { engine: "postgres", version: "18", until: "2031-02-28" },
    { engine: "oracle", version: "18", until: "2022-07-31" },
    { engine: "sqlserver", version: "13", until: "2026-07-14" },
];

/**
 * Certificate authorities of RDS that have run out: rds-ca-2019 in August 2024 (AWS CDK's documentation), rds-ca-2015 on
 * 5 March 2020 (aws-samples/rds-ssl-update); rds-ca-2010 before it is from memory.
 */
export const outdatedAuthorities = ["rds-ca-2010", "rds-ca-2015", "rds-ca-2019"];
