import { defaultGroupType } from "../../model/aws/securityRule";
import type { ResourceView } from "../../model/resourceView";
import type { Value } from "../../model/value";
import { set } from "../../patch";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

export const awsSgDefault = defineRule({
    id: "aws-sg-default",
    group: "aws",
    target: "resource",
    types: [defaultGroupType],
    title: "Default security groups let nothing through",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV2_AWS_12"],
        prowler: ["ec2_securitygroup_default_restrict_traffic"],
        trivy: ["AWS-0173"],
    },
    why: "whatever is made without naming a group gets this one",
    details: `A \`DefaultSecurityGroup\` must have neither \`ingress\` nor \`egress\` rules; with both left out the provider takes
away those that AWS made. Mending empties the lists, which changes in place.

A VPC whose default group isn't managed at all keeps AWS's rules; checkov and trivy fail it, here it isn't seen. Rules that
are added to the group by resources of their own are the matter of [aws-sg-rule-conflict](aws-sg-rule-conflict.md).`,
    fix: "leave ingress and egress out of the DefaultSecurityGroup, and name a group of its own wherever one is used",
    *check(resource) {
        for (const list of lists(resource)) {
            const hasRules = holds(list, (known) => known.items().length > 0);
            yield* violationIf(hasRules, list, "the default security group has rules");
        }
    },
    *remediate(resource) {
        const full = lists(resource).filter((list) => list.items().length > 0 && !holdsUnknown(list));
        yield* full.map((list) => set(list, []));
    },
});

function lists(resource: ResourceView): Value[] {
    return [resource.get("ingress"), resource.get("egress")];
}

function holdsUnknown(value: Value): boolean {
    return value.isUnknown || [...value.items(), ...value.entries()].some(holdsUnknown);
}
