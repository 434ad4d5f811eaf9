import type { postgresVersions } from "../../environments/tierSettings";

/** A major version of PostgreSQL. */
export type PostgresVersion = (typeof postgresVersions)[number];

/**
 * Image by major version, as of 2025-11-13. The minor version and the Debian release are pinned: a tag that moves
 * restarts servers unasked, and another Debian sorts text differently, which corrupts indexes that exist.
 */
export const images: Readonly<Record<PostgresVersion, string>> = {
    "14": "docker.io/library/postgres:14.20-bookworm",
    "15": "docker.io/library/postgres:15.15-bookworm",
    "16": "docker.io/library/postgres:16.11-bookworm",
    "17": "docker.io/library/postgres:17.7-bookworm",
    "18": "docker.io/library/postgres:18.1-bookworm",
};
