import { ProblemError } from "../../core/problem";
import type { ProvisionRequest } from "../provisioner";

/**
 * Says what to do where the package that makes things in AWS isn't there: it is one that only those install who use it.
 *
 * @param resolve finds the file of a module; default Node's own search, which loads nothing
 * @throws ProblemError where the package isn't installed
 */
export function requireAwsSdk(
    { resource }: Pick<ProvisionRequest<unknown>, "resource">,
    resolve: (module: string) => string = require.resolve,
): void {
    try {
        resolve("@pulumi/aws/package.json");
    } catch {
        throw new ProblemError({
            code: "package-missing",
            message: `${resource.uid} is to be made in AWS, for which the package @pulumi/aws is needed`,
            hint: "run npm install @pulumi/aws@7",
        });
    }
}
