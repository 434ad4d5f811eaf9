import type * as customResource from "@pulumi/kubernetes/apiextensions/customResource";
import type * as databasePlan from "../components/postgresDatabase/plan";
import type * as postgresDatabase from "../components/postgresDatabase/postgresDatabase";

// What needs Pulumi is loaded when the first resource is registered: to list provisioners and their outputs takes a
// tenth of the time without it. `require` and not `import()`, since every loader of a Pulumi program knows it.

/** The component behind `postgres`. */
export function loadPostgresDatabase(): typeof postgresDatabase.PostgresDatabase {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return (require("../components/postgresDatabase/postgresDatabase") as typeof postgresDatabase).PostgresDatabase;
}

/** What decides about that component without registering anything. */
export function loadPlanDatabase(): typeof databasePlan.planDatabase {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return (require("../components/postgresDatabase/plan") as typeof databasePlan).planDatabase;
}

/** A Kubernetes object of a kind that the SDK has no class for. */
export function loadCustomResource(): typeof customResource.CustomResource {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return (require("@pulumi/kubernetes/apiextensions/customResource") as typeof customResource).CustomResource;
}
