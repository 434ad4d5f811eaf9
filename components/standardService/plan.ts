import { edgeProblems } from "../shared/edgeChecks";
import { planComponent, type ComponentForm, type ComponentPlan } from "../shared/plan";
import type { StandardServiceArgs } from "./args";
import { argumentProblems, settingsProblems } from "./checks";
import { declaredContainers } from "./containers";
import { standardServiceSchema } from "./schema";
import { standardServiceToken } from "./token";
import { resolveSettings, type ServiceSettings } from "./settings";

const form: ComponentForm<StandardServiceArgs, ServiceSettings> = {
    token: standardServiceToken,
    schema: standardServiceSchema,
    // Score may give a probe two handlers; whoever writes TypeScript hands nothing over and means one.
    argumentProblems: (args, identity, { origins }) => [
        ...argumentProblems(args, declaredContainers(identity, args), origins !== undefined),
        ...edgeProblems("connectsTo", args.connectsTo),
        ...edgeProblems("acceptsFrom", args.acceptsFrom),
    ],
    resolve: (args, identity, environment, settings) =>
        resolveSettings(args, declaredContainers(identity, args), environment, settings),
    settingsProblems,
};

/**
 * Checks the arguments of a service and decides everything about it.
 *
 * @param name logical name of the component
 * @throws ProblemError with every problem of the arguments
 */
export function planService(name: string, args: StandardServiceArgs): ComponentPlan<ServiceSettings> {
    return planComponent(form, name, args);
}
