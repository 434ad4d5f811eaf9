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
    provision({ resource, context }) {
        const host = `${physicalName(resource.logicalName, resource.uid)}.${context.domain}`;
        return { outputs: { host, url: `https://${host}` } };
    },
});
