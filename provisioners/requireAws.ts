import { ProblemError } from "../core/problem";
import type { AwsFacts } from "./awsFacts";
import type { ProvisionRequest } from "./provisioner";

type AwsFact = Exclude<keyof AwsFacts, "tags">;

/**
 * The facts about AWS, with those that a backend can't do without.
 *
 * @param otherwise what can be done where they aren't known
 * @throws ProblemError that says which keys to write in stack configuration
 * @example
 * const { region, subnetIds } = requireAws(request, ["region", "vpcId", "subnetIds", "securityGroupIds"]);
 */
export function requireAws<Fact extends AwsFact>(
    { resource, context }: Pick<ProvisionRequest<unknown>, "resource" | "context">,
    facts: readonly Fact[],
    otherwise = 'ask for class "container"',
): AwsFacts & Required<Pick<AwsFacts, Fact>> {
    const known = context.aws ?? { tags: {} };
    const missing = facts.filter((fact) => known[fact] === undefined);
    if (missing.length > 0) {
        const keys = missing.map((fact) => `waymark:aws.${fact}`).join(", ");
        throw new ProblemError({
            code: "aws-facts-missing",
            message: `${resource.uid} is to be made in AWS, and the stack configuration says too little about it`,
            hint: `write ${keys}, or ${otherwise}`,
        });
    }
    return known as AwsFacts & Required<Pick<AwsFacts, Fact>>;
}
