import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { inItems } from "../../items";
import { isEveryAddress } from "../../model/ipRanges";
import type { KubeObject } from "../../model/kubeObject";
import { isInternal, isNamed, isServiceType } from "../../model/services";
import type { Value } from "../../model/value";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, holds, not, onlyIf, violationIf } from "../../truth";

const annotationKey = "service.beta.kubernetes.io/load-balancer-source-ranges";

export const netLbSourceRanges = defineRule({
    id: "net-lb-source-ranges",
    group: "network",
    target: "object",
    kinds: ["Service"],
    title: "A load balancer says from where it is reached",
    severity: "medium",
    since: "0.1.0",
    rivals: { kubescape: ["C-0256"] },
    why: "without source ranges the load balancer answers the whole internet",
    details: `A Service of \`type: LoadBalancer\` that isn't internal has \`spec.loadBalancerSourceRanges\` (or the older
annotation \`service.beta.kubernetes.io/load-balancer-source-ranges\`), and no range in it is every address.

* Internal load balancers, known by the annotations of their cloud, are left out: only the own network reaches them.
* \`public\` names Services that are meant for everybody, as \`namespace/name\`: that of the ingress controller.`,
    fix: "list the ranges that may reach it in spec.loadBalancerSourceRanges",
    params: strictMap({
        public: z
            .array(z.string().regex(/^[^/]+\/[^/]+$/, "write it as namespace/name"))
            .default([])
            .describe("Services that are meant for everybody, as namespace/name"),
    }),
    *check(service, { params }) {
        const outside = all(isServiceType(service, "LoadBalancer"), not(isInternal(service)));
        yield* onlyIf(all(outside, not(isNamed(service, params.public))), openRanges(service));
    },
});

function* openRanges(service: KubeObject): Iterable<Outcome> {
    const ranges = service.body.get("spec", "loadBalancerSourceRanges");
    const annotation = service.annotation(annotationKey);
    const none = all(
        holds(ranges, (list) => list.items().length === 0),
        holds(annotation, (text) => (text.string() ?? "").trim() === ""),
    );
    if (!service.partial) {
        yield* violationIf(none, ranges, "the load balancer has no source ranges");
    }
    yield* inItems(ranges, (range) => everyAddress(range, [range.string()]));
    yield* everyAddress(annotation, (annotation.string() ?? "").split(","));
}

function everyAddress(at: Value, ranges: readonly (string | undefined)[]): Iterable<Outcome> {
    const open = holds(at, () => ranges.some((range) => isEveryAddress(range?.trim())));
    return violationIf(open, at, "this range is every address");
}
