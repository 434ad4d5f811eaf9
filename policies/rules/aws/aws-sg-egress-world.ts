import {
    inlineRules,
    isEgress,
    isWorld,
    opensEveryPort,
    ruleHolderTypes,
    securityRulesOf,
} from "../../model/aws/securityRule";
import { undecided, violation } from "../../outcome";
import { defineRule } from "../../rule";
import { all, violationIf } from "../../truth";

export const awsSgEgressWorld = defineRule({
    id: "aws-sg-egress-world",
    group: "aws",
    target: "resource",
    types: ruleHolderTypes,
    title: "Security groups do not let everything out",
    severity: "low",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_382"],
        trivy: ["AWS-0104"],
    },
    why: "whatever gets in can send the data anywhere and fetch its tools",
    details: `Fails for egress to the whole internet on every port, in all shapes of security-group rules. Single ports to
the internet pass (443 is what most programs need), as in checkov; trivy fails them too.

The provider aws takes away the rule that AWS gives to each new group, so a group without \`egress\` lets nothing out.
aws-native leaves it: there a group without \`securityGroupEgress\` lets everything out, and fails.`,
    fix: "name the ports and ranges that are really called, for example tcp 443",
    *check(resource) {
        const { rules, unknown } = securityRulesOf(resource);
        yield* unknown.filter((list) => !/ingress$/i.test(list.label)).map((list) => undecided(list));
        for (const rule of rules) {
            for (const range of rule.ranges) {
                const isOpen = all(isEgress(rule), isWorld(range), opensEveryPort(rule));
                yield* violationIf(isOpen, range, "everything may be sent everywhere");
            }
        }
        const own = inlineRules(resource, "egress", true);
        const isNativeGroup = resource.type === "aws-native:ec2:SecurityGroup";
        if (isNativeGroup && (own.isUnset || (own.isList && own.items().length === 0))) {
            yield violation(own, "AWS lets everything out where no egress is named");
        }
    },
});
