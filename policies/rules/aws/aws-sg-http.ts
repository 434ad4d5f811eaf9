import { isFromInternet, opensPort, ruleHolderTypes, securityRulesOf } from "../../model/aws/securityRule";
import { undecided } from "../../outcome";
import { defineRule } from "../../rule";
import { all, violationIf } from "../../truth";

export const awsSgHttp = defineRule({
    id: "aws-sg-http",
    group: "aws",
    target: "resource",
    types: ruleHolderTypes,
    title: "No plain HTTP comes in from the internet",
    severity: "low",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_260"],
        "compliance-policies": ["aws-ec2-securitygroup-disallow-inbound-http-traffic"],
    },
    why: "everybody on the way can read and change what is sent without TLS",
    details: `Fails for ingress to port 80 from the whole internet or a very wide part of it, in all shapes of
security-group rules; ranges of ports and \`-1\` that contain 80 count. Advisory: a load balancer that only redirects to
HTTPS needs the port, and says so with a waiver. Pulumi's own policy fails port 80 from any source, inside the network too.`,
    fix: "open 443 instead of 80",
    *check(resource) {
        const { rules, unknown } = securityRulesOf(resource);
        yield* unknown.filter((list) => !/egress$/i.test(list.label)).map((list) => undecided(list));
        for (const rule of rules) {
            for (const range of rule.ranges) {
                const isOpen = all(isFromInternet(rule, range), opensPort(rule, 80));
                yield* violationIf(isOpen, range, "plain HTTP comes in from the internet");
            }
        }
    },
});
