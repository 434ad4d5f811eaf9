import { z } from "zod";
import { byBackend } from "./backends";
import { daprNotes, daprOnValkey } from "./dapr";
import { dataRemoval, inClusterNotes, serverSettings, storageParam } from "./pageTexts";
import { defineProvisioner } from "./provisioner";

export const daprStateStore = defineProvisioner({
    type: "dapr-state-store",
    description: "A state store of Dapr, kept in a Valkey of its own",
    params: z.object({ storage: storageParam }),
    outputs: { name: { description: "Name of the Dapr component" } },
    ...byBackend({ container: daprOnValkey<{ storage?: string }>("state.redis") }),
    page: {
        sharing: "Workloads that name one id get one store; Dapr keeps their keys apart by `dapr.io/app-id`.",
        removal: dataRemoval,
        notes: [...daprNotes, ...inClusterNotes],
        settings: serverSettings("valkey"),
        example: `resources:
  state:
    type: dapr-state-store
containers:
  shop:
    variables:
      STATE_STORE: \${resources.state.name}`,
    },
});
