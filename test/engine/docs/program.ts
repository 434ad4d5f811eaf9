import * as pulumi from "@pulumi/pulumi";
import { PostgresDatabase, StandardService, TeamNamespace } from "../../..";

export function program() {
    const config = new pulumi.Config("shop");
    const environment = config.require("environment");
    const team = new TeamNamespace("shop", { environment, team: "shop", costCenter: "cc-7" });
    const orders = new PostgresDatabase("orders", { environment, team: "shop", namespace: team.name });
    const api = new StandardService("api", {
        environment,
        team: "shop",
        namespace: team.name,
        image: "registry.example/shop/api:1.4.2",
        ports: { http: { port: 80, targetPort: 8080 } },
        variables: { DB_HOST: orders.connection.host },
        secretVariables: { DB_PASSWORD: orders.secret("password") },
        secretValues: { API_KEY: config.requireSecret("apiKey") },
        connectsTo: { orders: orders.endpoint },
    });
    return { url: pulumi.interpolate`http://${api.name}` };
}
