import { isVeryWide, ruleHolderTypes, securityRulesOf } from "../../model/aws/securityRule";
import { undecided } from "../../outcome";
import { defineRule } from "../../rule";
import { all, violationIf } from "../../truth";

export const awsSgIngressWideCidr = defineRule({
    id: "aws-sg-ingress-wide-cidr",
    group: "aws",
    target: "resource",
    types: ruleHolderTypes,
    title: "Security groups let in no very wide range",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        prowler: ["ec2_securitygroup_allow_wide_open_public_ipv4"],
    },
    why: "0.0.0.0/1 and 128.0.0.0/1 together are the internet, and no check for 0.0.0.0/0 sees it",
    details: `Fails for ingress from a range shorter than /8 in IPv4 or /16 in IPv6, on any port and in all shapes of
security-group rules. No one owner has so much of the internet; \`10.0.0.0/8\` passes. The whole internet (length 0) is the
matter of [aws-sg-ingress-world](aws-sg-ingress-world.md).

prowler draws the line for public addresses at /24.`,
    fix: "name the ranges that really connect",
    *check(resource) {
        const { rules, unknown } = securityRulesOf(resource);
        yield* unknown.filter((list) => !/egress$/i.test(list.label)).map((list) => undecided(list));
        for (const { isIngress, ranges } of rules) {
            for (const range of ranges) {
                yield* violationIf(all(isIngress, isVeryWide(range)), range, "lets in a very wide range of addresses");
            }
        }
    },
});
