import { defaultGroupType, groupTypes, inlineRules, separateRuleTypes } from "../../model/aws/securityRule";
import type { ResourceView } from "../../model/resourceView";
import type { SetView } from "../../model/setView";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, any, holds, violationIf, type Truth } from "../../truth";

export const awsSgRuleConflict = defineRule({
    id: "aws-sg-rule-conflict",
    group: "aws",
    target: "set",
    title: "A security group's rules stand in one place",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        awsguard: ["security-group-no-rule-management-conflicts"],
    },
    why: "each update takes away the rules that the other place made, and connections break by turns",
    details: `Fails for a rule resource (\`SecurityGroupRule\`, \`vpc.SecurityGroupIngressRule\`, \`vpc.SecurityGroupEgressRule\`)
whose group has rules in itself too. The finding is at the rule resource's group. A \`DefaultSecurityGroup\` manages all of
its rules even where it names none.

The group is found by what \`securityGroupId\` is an Output of. The id of a group that is written as text belongs to one that
exists already and is not among the judged resources. aws-native has no such conflict: CloudFormation only adds rules.`,
    fix: "move all rules of the group either into it or into resources of their own",
    *check(set) {
        for (const rule of set.ofType(...separateRuleTypes.filter((type) => !type.startsWith("aws-native:")))) {
            yield* judge(set, rule);
        }
    },
});

function judge(set: SetView, rule: ResourceView): Iterable<Outcome> {
    const groups = set.ofType(groupTypes[0], defaultGroupType);
    const conflicts = groups.map((group) => all(manages(group), set.refersTo(rule, "securityGroupId", group)));
    const at = rule.get("securityGroupId");
    return violationIf(any(...conflicts), at, "its group has rules in itself too");
}

function manages(group: ResourceView): Truth {
    const lists = (["ingress", "egress"] as const).map((direction) => inlineRules(group, direction, false));
    const hasRules = any(...lists.map((list) => holds(list, (known) => known.items().length > 0)));
    return group.type === defaultGroupType ? true : hasRules;
}
