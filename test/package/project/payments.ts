// A service team's program, as the documentation shows it.
import { PostgresDatabase, StandardService, TeamNamespace } from "waymark";

export function payments(): StandardService {
    const team = new TeamNamespace("payments", { environment: "prod", team: "payments", costCenter: "cc-1042" });
    const ledger = new PostgresDatabase("ledger", {
        environment: "prod",
        namespace: team.name,
        version: "16",
        storage: "100Gi",
    });
    return new StandardService("payments-api", {
        environment: "prod",
        namespace: team.name,
        image: "ghcr.io/acme/payments-api:4.2.0",
        ports: { http: { port: 80, targetPort: 8080 } },
        variables: { LOG_LEVEL: "info", DB_HOST: ledger.connection.host },
        secretVariables: { DB_PASSWORD: ledger.secret("password") },
        connectsTo: { ledger: ledger.endpoint },
    });
}
