import { riskyPorts } from "../../model/aws/riskyPorts";
import {
    isWorld,
    opensEveryPort,
    opensPort,
    ruleHolderTypes,
    securityRulesOf,
    type SecurityRule,
} from "../../model/aws/securityRule";
import type { Value } from "../../model/value";
import { undecided, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, any, violationIf } from "../../truth";

export const awsSgIngressWorld = defineRule({
    id: "aws-sg-ingress-world",
    group: "aws",
    target: "resource",
    types: ruleHolderTypes,
    title: "Risky ports are closed to the internet",
    severity: "critical",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_24", "CKV_AWS_25", "CKV_AWS_260", "CKV_AWS_277"],
        "compliance-policies": ["aws-ec2-securitygroup-disallow-public-internet-ingress"],
        prowler: ["ec2_securitygroup_allow_ingress_from_internet_to_*"],
        trivy: ["AWS-0107"],
    },
    why: "such ports are found by scanners within minutes and attacked from then on",
    details: `Judges the ingress rules of security groups in all of their shapes: in \`SecurityGroup\` and
\`DefaultSecurityGroup\`, as \`SecurityGroupRule\`, as \`vpc.SecurityGroupIngressRule\`, and those of aws-native. A rule fails
where its range is the whole internet (\`0.0.0.0/0\`, \`::/0\`, or any other range of length 0) and it opens every port or a
risky one.

* Risky are ports of remote control, databases, caches, brokers, files and clusters: SSH, RDP, MySQL, PostgreSQL, Redis
  and some forty more. 80, 443 and ports of one's own are not; of plain HTTP speaks [aws-sg-http](aws-sg-http.md).
* Ports are compared by overlap: 0 to 1024 opens 22. Protocol \`-1\`, no port, -1, and 0 to 0 mean every port. ICMP has no
  ports. Protocols are known by name and by number.
* What is in a prefix list isn't known here, so \`prefixListIds\` passes; so do other security groups as a source.

checkov has a check per port, for four ports. Pulumi's own policy and trivy fail 80 and 443 from anywhere too, and the
former reads only the rules in the group.`,
    fix: "name the ranges or the security group that may come in instead of 0.0.0.0/0 or ::/0",
    *check(resource) {
        const { rules, unknown } = securityRulesOf(resource);
        yield* unknown.filter((list) => !/egress$/i.test(list.label)).map((list) => undecided(list));
        for (const rule of rules) {
            for (const range of rule.ranges) {
                yield* judge(rule, range);
            }
        }
    },
});

function judge(rule: SecurityRule, range: Value): Iterable<Outcome> {
    const opened = riskyPorts.map(({ service, first, last }) => ({ service, opens: opensPort(rule, first, last) }));
    const isOpen = all(rule.isIngress, isWorld(range), any(...opened.map(({ opens }) => opens)));
    const service = opened.find(({ opens }) => opens === true)?.service ?? "a risky port";
    const what = opensEveryPort(rule) === true ? "every port" : `the port of ${service}`;
    return violationIf(isOpen, range, `the whole internet may reach ${what}`);
}
