import type * as customResource from "@pulumi/kubernetes/apiextensions/customResource";
import type * as ingress from "@pulumi/kubernetes/networking/v1/ingress";
import type * as backingService from "../components/backingService/backingService";
import type * as backingPlan from "../components/backingService/plan";
import type * as setupJob from "../components/setupJob/setupJob";
import type * as setupJobPlan from "../components/setupJob/plan";
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

/** The component behind whatever runs as a server in the cluster. */
export function loadBackingService(): typeof backingService.BackingService {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return (require("../components/backingService/backingService") as typeof backingService).BackingService;
}

/** What decides about that component without registering anything. */
export function loadPlanBackingService(): typeof backingPlan.planBackingService {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return (require("../components/backingService/plan") as typeof backingPlan).planBackingService;
}

/** A Job that sets something up in such a server. */
export function loadSetupJob(): typeof setupJob.SetupJob {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return (require("../components/setupJob/setupJob") as typeof setupJob).SetupJob;
}

/** What decides about that Job without registering anything. */
export function loadPlanSetupJob(): typeof setupJobPlan.planSetupJob {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return (require("../components/setupJob/plan") as typeof setupJobPlan).planSetupJob;
}

/** What sends requests from outside to a Service, the older way. */
export function loadIngress(): typeof ingress.Ingress {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return (require("@pulumi/kubernetes/networking/v1/ingress") as typeof ingress).Ingress;
}
