import { z } from "zod";
import { physicalName } from "../core/physicalName";
import { dnsRecord } from "./aws/dnsRecord";
import { defineProvisioner } from "./provisioner";

export const dns = defineProvisioner({
    type: "dns",
    description: "A host name below the environment's domain, the same in every run",
    backends: ["domain", "aws"],
    params: z.object({}),
    outputs: {
        host: { description: "Host name" },
        url: { description: "The host name with `https://` before it" },
    },
    registers: false,
    page: {
        sharing: "Workloads that name one id get the same host name.",
        removal:
            "A record in Route 53 goes with the last Score file that asks for it; without a zone nothing is made, so nothing is removed.",
        notes: [
            "The name is made from the resource's and stays the same in every run. Nothing is written into a zone by default: point a wildcard record of the domain at the Gateway or Ingress. `*.localhost` is the machine itself.",
            "Where `waymark:aws` has a `hostedZoneId`, a record in that Route 53 zone points at `dnsTarget`: a CNAME, or A or AAAA where that is an address. Class `aws` makes it an error when they are missing. It was tried against no AWS account.",
        ],
        settings: {},
        example: `resources:
  address:
    type: dns
  way-in:
    type: route
    params: { host: "\${resources.address.host}", path: /, port: http }`,
    },
    provision(request) {
        const { resource, context } = request;
        const host = `${physicalName(resource.logicalName, resource.uid)}.${context.domain}`;
        return { outputs: { host, url: `https://${host}` }, register: dnsRecord(request, host) };
    },
});
