import { defineRule } from "../../rule";
import { all, any, holds, violationIf } from "../../truth";

const attachments = [
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
];

export const awsIamRoleConflict = defineRule({
    id: "aws-iam-role-conflict",
    group: "aws",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        awsguard: ["iam-role-no-policy-management-conflicts"],
    },
    target: "set",
    title: "A role's policies stand in one place",
    why: "each update takes away what the other place has written",
    details: `A role that lists \`managedPolicyArns\` or \`inlinePolicies\` owns that list: the provider removes what stands beside it. A
\`RolePolicyAttachment\` or \`RolePolicy\` for the same role in the same stack then comes and goes with every other update.

The role is found by the resource that the attachment depends on, or by its name. Attachments of other stacks are not seen.`,
    fix: "leave managedPolicyArns and inlinePolicies out, and attach every policy by a resource of its own",
    *check(set) {
        const roles = set.ofType("aws:iam/role:Role");
        const others = roles.length === 0 ? [] : set.ofType(...attachments);
        for (const role of roles) {
            for (const [input, kind] of [
                ["managedPolicyArns", "RolePolicyAttachment"],
                ["inlinePolicies", "RolePolicy"],
            ] as const) {
                const list = role.get(input);
                const owns = holds(list, (known) => known.items().length > 0);
                const beside = others
                    .filter(({ type }) => type.endsWith(`:${kind}`))
                    .map((other) => set.refersTo(other, "role", role, "name"));
                yield* owns === false
                    ? []
                    : violationIf(
                          all(owns, any(...beside)),
                          list,
                          `a ${kind} for the same role stands beside the list`,
                      );
            }
        }
    },
});
