import { z } from "zod";
import { byBackend } from "./backends";
import { daprNotes, daprOnValkey } from "./dapr";
import { dataRemoval, inClusterNotes, serverSettings, storageParam } from "./pageTexts";
import { defineProvisioner } from "./provisioner";

export const daprPubsub = defineProvisioner({
    type: "dapr-pubsub",
    description: "A message bus of Dapr, kept in a Valkey of its own",
    params: z.object({ storage: storageParam }),
    outputs: { name: { description: "Name of the Dapr component" } },
    ...byBackend({ container: daprOnValkey<{ storage?: string }>("pubsub.redis") }),
    page: {
        sharing: "Workloads that name one id get one bus: that is how they meet.",
        removal: dataRemoval,
        notes: [...daprNotes, ...inClusterNotes],
        settings: serverSettings("valkey"),
        example: `resources:
  bus:
    type: dapr-pubsub
    id: bus
containers:
  shop:
    variables:
      PUBSUB: \${resources.bus.name}`,
    },
});
