import { z } from "zod";
import { physicalName } from "../core/physicalName";
import { defineProvisioner } from "./provisioner";

export const dns = defineProvisioner({
    type: "dns",
    description: "A host name below the environment's domain, the same in every run",
    backends: ["domain"],
    params: z.object({}),
    outputs: {
        host: { description: "Host name" },
        url: { description: "The host name with `https://` before it" },
    },
    registers: false,
    page: {
        sharing: "Workloads that name one id get the same host name.",
        removal: "Nothing is made, so nothing is removed.",
        notes: [
            "The name is made from the resource's and stays the same in every run. Nothing is written into a zone: point a wildcard record of the domain at the Gateway or Ingress. `*.localhost` is the machine itself.",
        ],
        settings: {},
        example: `resources:
  address:
    type: dns
  way-in:
    type: route
    params: { host: "\${resources.address.host}", path: /, port: http }`,
    },
    provision({ resource, context }) {
        const host = `${physicalName(resource.logicalName, resource.uid)}.${context.domain}`;
        return { outputs: { host, url: `https://${host}` } };
    },
});
