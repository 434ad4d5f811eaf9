import { isForWorkloads, trustOf, trustStatements } from "../../model/aws/trust";
import { defineRule } from "../../rule";
import { all, any, holds, violationIf } from "../../truth";

export const awsIamBoundary = defineRule({
    id: "aws-iam-boundary",
    group: "aws",
    severity: "medium",
    since: "0.1.0",
    target: "resource",
    types: Object.keys(trustOf),
    title: "Roles of workloads have a permissions boundary",
    why: "whatever a team writes into the role's policies, the boundary is where it ends",
    details: `Asked of roles that a program takes on: a service that runs one (\`ecs-tasks\`, \`lambda\`, \`ec2\`, \`pods.eks\` and the like), or a
token of OIDC (IRSA, pipelines). Roles that AWS itself uses (monitoring, backups, replication) are not asked.

A boundary that is an Output passes before it is known: it is given, and which one it is doesn't matter here.

The boundary is the platform's: for roles that waymark makes it is \`waymark:aws.permissionsBoundary\` in stack configuration. Which
policy it is nobody here can judge, so that there is no remediation either.`,
    fix: "set permissionsBoundary (in stack configuration waymark:aws.permissionsBoundary)",
    *check(role) {
        const boundary = role.get("permissionsBoundary");
        const isApp = any(...trustStatements(role).map(isForWorkloads));
        const isMissing = holds(boundary, (known) => known.isUnset || known.string() === "");
        // An Output that isn't known yet is given all the same.
        yield* boundary.isUnknown
            ? []
            : violationIf(all(isApp, isMissing), boundary, "the role has no permissions boundary");
    },
});
