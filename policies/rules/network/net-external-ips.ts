import { isIP } from "node:net";
import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { inItems } from "../../items";
import { rangeHolds } from "../../model/ipRanges";
import { isServiceType } from "../../model/services";
import type { Value } from "../../model/value";
import { remove } from "../../patch";
import { defineRule } from "../../rule";
import { all, holds, violationIf } from "../../truth";

export const netExternalIps = defineRule({
    id: "net-external-ips",
    group: "network",
    target: "object",
    kinds: ["Service"],
    title: "No Service claims addresses outside the cluster",
    severity: "critical",
    since: "0.1.0",
    frameworks: [{ name: "CIS", section: "1.2.3" }],
    rivals: {
        checkov: ["CKV2_K8S_4"],
        "gatekeeper-library": ["externalip"],
        kubescape: ["C-0283"],
        kyverno: ["disallow-localhost-services", "restrict-service-external-ips"],
        trivy: ["KSV-0108"],
    },
    why: "every node sends traffic for the claimed address to this Service, so that its owner can read what others send",
    details: `Refuses every address in \`spec.externalIPs\` (CVE-2020-8554: no version of Kubernetes checks who owns it), and
\`type: ExternalName\` that leads to the machine of whoever asks (\`localhost\`, \`127.0.0.0/8\`, \`::1\`).

* \`allowed\` names addresses that may be claimed.
* The remediation takes the addresses away; where a name should lead a person has to say.`,
    fix: "remove spec.externalIPs; use type: LoadBalancer or an Ingress to be reached from outside",
    params: strictMap({
        allowed: z.array(z.string()).default([]).describe("Addresses that Services may claim"),
    }),
    *check(service, { params }) {
        const spec = service.body.get("spec");
        yield* inItems(spec.get("externalIPs"), (address) => {
            const claimed = holds(address, (known) => isClaimed(known, params.allowed));
            return violationIf(claimed, address, "claims an address outside the cluster");
        });
        const name = spec.get("externalName");
        const toItself = all(
            isServiceType(service, "ExternalName"),
            holds(name, (known) => isLocal(known.string() ?? "")),
        );
        yield* violationIf(toItself, name, "leads to the machine of whoever asks", "name a host in spec.externalName");
    },
    *remediate(service, { params }) {
        const addresses = service.body.get("spec", "externalIPs");
        const claimed = service.partial
            ? []
            : addresses.items().filter((address) => isClaimed(address, params.allowed));
        yield* claimed.length === addresses.items().length && claimed.length > 0
            ? [remove(addresses)]
            : claimed.map((address) => remove(address));
    },
});

function isClaimed(address: Value, allowed: readonly string[]): boolean {
    const text = address.string();
    return text !== undefined && !allowed.includes(text);
}

function isLocal(name: string): boolean {
    const bare = name.toLowerCase().replace(/\.$/, "");
    return isIP(bare) === 0
        ? /^(?:.+\.)?localhost(?:\.localdomain)?$/.test(bare)
        : rangeHolds("127.0.0.0/8", bare) || bare === "::1";
}
