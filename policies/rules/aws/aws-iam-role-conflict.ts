import type { ResourceView } from "../../model/resourceView";
import type { SetView } from "../../model/setView";
import { defineRule } from "../../rule";
import { all, any, holds, violationIf, type Truth } from "../../truth";

/** By the list that a role owns: what else writes it, and the input there that names the role or the roles. */
const writers = {
    managedPolicyArns: [
        ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "role"],
        ["aws:iam/policyAttachment:PolicyAttachment", "roles"],
    ],
    inlinePolicies: [["aws:iam/rolePolicy:RolePolicy", "role"]],
} as const;

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
\`RolePolicyAttachment\`, \`PolicyAttachment\` or \`RolePolicy\` for the same role in the same stack then comes and
goes with every other update.

The role is found by the resource that the attachment depends on, or by its name. Attachments of other stacks are not seen.`,
    fix: "leave managedPolicyArns and inlinePolicies out, and attach every policy by a resource of its own",
    *check(set) {
        for (const role of set.ofType("aws:iam/role:Role")) {
            for (const [input, others] of Object.entries(writers)) {
                const list = role.get(input);
                const owns = holds(list, (known) => known.items().length > 0);
                const beside = owns === false ? [] : others.map(([type, naming]) => writes(set, type, naming, role));
                const kind = kindOf(others[Math.max(beside.indexOf(true), 0)]![0]);
                const message = `a ${kind} for the same role stands beside the list`;
                yield* violationIf(all(owns, any(...beside)), list, message);
            }
        }
    },
});

function writes(set: SetView, type: string, naming: string, role: ResourceView): Truth {
    return any(...set.ofType(type).map((other) => set.refersTo(other, naming, role, "name")));
}

function kindOf(type: string): string {
    return type.slice(type.lastIndexOf(":") + 1);
}
