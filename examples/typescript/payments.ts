import { PostgresDatabase, StandardService, TeamNamespace } from "waymark";

/** The payments team's part of an environment: a namespace, the API, the worker that settles, and their ledger. */
export function payments(environment: string, version: string) {
    const common = { environment, team: "payments", owner: "payments-team" };
    const team = new TeamNamespace(`payments-${environment}`, { ...common, costCenter: "cc-1042" });
    const place = { ...common, namespace: team.name };
    const ledger = new PostgresDatabase("ledger", { ...place, version: "16", storage: "100Gi" });
    const database = {
        variables: { DB_HOST: ledger.connection.host, DB_NAME: ledger.connection.name },
        secretVariables: { DB_PASSWORD: ledger.secret("password") },
    };
    const api = new StandardService("payments-api", {
        ...place,
        ...database,
        image: `ghcr.io/acme/payments-api:${version}`,
        ports: { http: { port: 80, targetPort: 8080 } },
        connectsTo: {
            ledger: ledger.endpoint,
            bank: { host: "api.bank.example", ports: [{ port: 443 }] },
        },
        acceptsFrom: { shop: { app: "checkout", namespace: "shop-prod", ports: [{ port: 8080 }] } },
    });
    new StandardService("settlement", {
        ...place,
        ...database,
        image: `ghcr.io/acme/settlement:${version}`,
        replicas: 2,
        livenessProbe: { exec: { command: ["/bin/settlement", "alive"] } },
        readinessProbe: { exec: { command: ["/bin/settlement", "ready"] } },
        connectsTo: { ledger: ledger.endpoint, api: api.endpoint },
    });
    return { namespace: team.name, api: api.name };
}
