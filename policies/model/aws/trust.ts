import { all, any, holds, not, type Truth } from "../../truth";
import type { Value } from "../value";
import { anyOf, statementsOf, type PolicyStatement } from "./policyDocument";

/** Where roles say who may take them on. */
export const trustOf: Readonly<Record<string, string>> = {
    "aws:iam/role:Role": "assumeRolePolicy",
    "aws-native:iam:Role": "assumeRolePolicyDocument",
};

/** The document in which a role says who may take it on. */
export function trustDocument(role: { resource: { type: string }; get(key: string): Value }): Value {
    return role.get(trustOf[role.resource.type] ?? "assumeRolePolicy");
}

/** The statements of a trust policy that let somebody in. */
export function trustStatements(role: Parameters<typeof trustDocument>[0]): PolicyStatement[] {
    return statementsOf(trustDocument(role));
}

/** Services of AWS that run somebody's program. */
const computing =
    /^(?:ecs-tasks|ec2|lambda|pods\.eks|batch|apprunner|tasks\.apprunner|codebuild|sagemaker|glue)\b.*\.amazonaws\.com/;

/** Whether a statement lets a program take the role on: a service that runs one, or a token of OIDC. */
export function isForWorkloads(statement: PolicyStatement): Truth {
    const principal = statement.body.get("Principal");
    return all(
        not(statement.isDeny),
        any(
            anyOf(principal.get("Service"), (service) => computing.test(service)),
            anyOf(principal.get("Federated"), (provider) => provider.includes(":oidc-provider/")),
        ),
    );
}

/** Operators that ask for a value, and don't only keep one out. */
const asking = /^(?:ForAnyValue:)?(?:String(?:Equals|Like)|Arn(?:Equals|Like))(?:IgnoreCase)?$/i;

/** Whether a condition that asks for a value has a key (in lower case) and value that pass a test. */
export function hasConditionOn(statement: PolicyStatement, test: (key: string, value: Value) => Truth): Truth {
    const condition = statement.body.get("Condition");
    const operators = condition.entries().filter(({ label }) => asking.test(label));
    return any(
        holds(condition, () => false),
        ...operators.flatMap((operator) => [
            holds(operator, () => false),
            ...operator.entries().map((value) => test(value.label.toLowerCase(), value)),
        ]),
    );
}
