import { z } from "zod";
import { byBackend } from "./backends";
import { SecretOutput } from "./outputs";
import { dataRemoval, inClusterNotes } from "./pageTexts";
import { plannedDatabase, postgresSettings, registeredDatabase, serverOutputs, serverParams } from "./postgres";
import { defineProvisioner } from "./provisioner";

const params = z.object(serverParams);

/** The server's own database and superuser. */
const superuser = { databaseName: "postgres" };

export const postgresInstance = defineProvisioner({
    type: "postgres-instance",
    description: "A PostgreSQL server with its superuser, in which the workload makes databases by itself",
    params,
    outputs: serverOutputs,
    ...byBackend<z.infer<typeof params>>({
        container: {
            plan: (request) => ({ names: [plannedDatabase(request, { ...request.params, ...superuser })] }),
            provision(request) {
                const made = registeredDatabase(request, { ...request.params, ...superuser });
                const { host, port, username, password } = made.connection;
                return {
                    outputs: {
                        host,
                        port,
                        username,
                        password: new SecretOutput({ ...made.secret("password"), value: password }),
                    },
                    connectsTo: made.endpoint,
                };
            },
        },
    }),
    page: {
        sharing: "Workloads that name one id get one server and its superuser; each makes databases of its own in it.",
        removal: dataRemoval,
        notes: inClusterNotes,
        settings: postgresSettings,
        example: `resources:
  server:
    type: postgres-instance
containers:
  shop:
    variables:
      PGHOST: \${resources.server.host}
      PGUSER: \${resources.server.username}
      PGPASSWORD: \${resources.server.password}`,
    },
});
