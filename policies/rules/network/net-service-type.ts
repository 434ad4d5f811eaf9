import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { asOf } from "../../data/internalLoadBalancers";
import { isInternal, isNamed, isServiceType } from "../../model/services";
import { remove, set } from "../../patch";
import { defineRule } from "../../rule";
import { all, not, violationIf } from "../../truth";

const names = z.array(z.string().regex(/^[^/]+\/[^/]+$/, "write it as namespace/name")).default([]);

export const netServiceType = defineRule({
    id: "net-service-type",
    group: "network",
    target: "object",
    kinds: ["Service"],
    title: "Services are not reached from outside past the ingress",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        datree: ["SERVICE_INCORRECT_TYPE_VALUE_NODEPORT"],
        "gatekeeper-library": ["block-loadbalancer-services", "block-nodeport-services"],
        "kube-linter": ["exposed-services"],
        "kube-score": ["service-type"],
        kubescape: ["C-0256"],
        kyverno: ["restrict-loadbalancer", "restrict-node-port"],
    },
    why: "what is opened on every node or by a load balancer of its own has neither the ingress's TLS nor its limits",
    details: `Refuses \`type: NodePort\`, and \`type: LoadBalancer\` unless it is an internal one.

* A load balancer is internal where an annotation of its cloud says so (AWS, Azure, Google, and others; the list is
  \`policies/data/internalLoadBalancers.ts\`, with the day on which it was written). kube-linter and gatekeeper refuse
  internal ones too; kube-score looks at NodePort alone.
* \`allowed\` names Services that may be reached from outside, as \`namespace/name\`: that of the ingress controller.
* The remediation makes a NodePort a ClusterIP; what takes the place of a load balancer a person has to say.`,
    fix: "use type: ClusterIP and reach the Service through an Ingress or Gateway",
    params: strictMap({ allowed: names.describe("Services that may be reached from outside, as namespace/name") }),
    *check(service, { params }) {
        const type = service.body.get("spec", "type");
        const allowed = not(isNamed(service, params.allowed));
        yield* violationIf(all(isServiceType(service, "NodePort"), allowed), type, "is open on a port of every node");
        const balanced = all(isServiceType(service, "LoadBalancer"), not(isInternal(service)), allowed);
        yield* violationIf(balanced, type, `has a load balancer that no annotation known on ${asOf} makes internal`);
    },
    *remediate(service) {
        const spec = service.body.get("spec");
        const ports = spec.get("ports").items();
        if (service.partial || isServiceType(service, "NodePort") !== true) {
            return;
        }
        yield set(spec.get("type"), "ClusterIP");
        const nodeOnly = [spec.get("externalTrafficPolicy"), ...ports.map((port) => port.get("nodePort"))];
        yield* nodeOnly.filter(({ isSet }) => isSet).map((value) => remove(value));
    },
});
