import { groupTypes, ruleHolderTypes, securityRulesOf } from "../../model/aws/securityRule";
import type { ResourceView } from "../../model/resourceView";
import type { Value } from "../../model/value";
import { isViolation, undecided, type Outcome } from "../../outcome";
import { set } from "../../patch";
import { defineRule } from "../../rule";
import { holds, violationIf, type Truth } from "../../truth";

/** What providers write where nothing was said. */
const nothingSaid = new Set(["", "Managed by Pulumi", "Managed by Terraform"]);

export const awsSgDescription = defineRule({
    id: "aws-sg-description",
    group: "aws",
    target: "resource",
    types: ruleHolderTypes,
    title: "Security groups and their rules say what they are for",
    severity: "low",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_23"],
        "compliance-policies": ["aws-ec2-securitygroup-missing-*"],
        trivy: ["AWS-0099", "AWS-0124"],
    },
    why: "nobody dares to close a hole of which nobody knows who needs it",
    details: `Asks for \`description\` on a group (\`groupDescription\` in aws-native) and on each of its rules, in all shapes.
An empty text and what the provider writes itself (\`Managed by Pulumi\`) are none.

Mending names the resource in the description of a rule, which changes in place. The description of a group is fixed when
it is made (there is no call to change it), so that is left to you: a new text replaces the group.`,
    fix: "say in description who needs it and why",
    check,
    *remediate(resource) {
        const rules = new Set<Value>(securityRulesOf(resource).rules.map(({ description }) => description));
        for (const outcome of check(resource)) {
            if (isViolation(outcome) && rules.has(outcome.at)) {
                yield set(outcome.at, `Rule of ${resource.resource.name}`);
            }
        }
    },
});

function* check(resource: ResourceView): Iterable<Outcome> {
    if ((groupTypes as readonly string[]).includes(resource.type)) {
        const native = resource.type.startsWith("aws-native:");
        const description = resource.get(native ? "groupDescription" : "description");
        const fix = "say in the description who needs the group (create only: an existing group is replaced)";
        yield* violationIf(saysNothing(description), description, "the group does not say what it is for", fix);
    }
    const { rules, unknown } = securityRulesOf(resource);
    yield* unknown.map((list) => undecided(list));
    for (const { description } of rules) {
        yield* violationIf(saysNothing(description), description, "the rule does not say what it is for");
    }
}

function saysNothing(description: Value): Truth {
    return holds(description, (known) => nothingSaid.has(known.string()?.trim() ?? ""));
}
