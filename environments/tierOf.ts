import { nearestName } from "../core/nearest";
import { toPointer } from "../core/pointer";
import { ProblemError } from "../core/problem";
import { namedEnvironment, type EnvironmentOptions } from "./options";
import { tierNames, type Tier } from "./tiers";

/** The values that the `environment` label can have. */
const labelValue = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/**
 * The tier of an environment: the one that is said, else that of the named environment, else the name itself.
 *
 * @throws ProblemError where the name is none, or the tier there is none
 */
export function tierOf(options: EnvironmentOptions): Tier {
    const { name, tier, environments = {}, place = () => ({}) } = options;
    if (!labelValue.test(name)) {
        throw new ProblemError({
            code: "invalid-environment-name",
            message: "the name of the environment can't be the value of a label",
            hint: "use 1 to 63 letters, digits, - _ and ., beginning and ending with a letter or digit",
            pointer: "/environment",
        });
    }
    const named = namedEnvironment(options);
    const wanted = tier ?? named?.tier ?? name;
    if (isTier(wanted)) {
        return wanted;
    }
    if (tier === undefined && named === undefined) {
        throw unknownEnvironment(name, Object.keys(environments));
    }
    const path = tier === undefined ? ["environments", name, "tier"] : ["tier"];
    throw new ProblemError({
        code: "unknown-tier",
        message: `"${wanted}" is not a tier`,
        hint: "Tier must be dev, staging, or prod",
        pointer: toPointer(path),
        ...place(path),
    });
}

function unknownEnvironment(name: string, named: readonly string[]): ProblemError {
    const names = [...new Set([...tierNames, ...named])];
    const nearest = nearestName(name, names);
    const all = named.length === 0 ? "dev, staging, or prod" : `one of ${names.join(", ")}`;
    return new ProblemError({
        code: "unknown-environment",
        message: `there is no environment "${name}". Environment must be ${all}`,
        hint:
            nearest === undefined
                ? "set a tier for it, or add it under waymark:environments in the stack configuration"
                : `did you mean "${nearest}"?`,
        pointer: "/environment",
    });
}

function isTier(name: string): name is Tier {
    return (tierNames as readonly string[]).includes(name);
}
