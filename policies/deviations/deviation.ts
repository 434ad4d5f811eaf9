import type { Value } from "../model/value";
import type { RuleContext } from "../ruleData";
import type { Truth } from "../truth";

/** An argument of a component with which it leaves the golden path, and the rule that this breaks. */
export interface Deviation {
    /** Type token of the component. */
    component: string;
    /** Path of the argument; `*` is every key of a map. */
    argument: string;
    /** Whether what is given weakens the default; only asked where something is given. */
    weakens(argument: Value, given: GivenArguments): Truth;
    /** Id of the rule. */
    rule: string;
    /** The fact in one clause. */
    message: string;
    /** Arguments to set instead; default this one. */
    mendedBy?: readonly string[];
    /** What to set them to: "to a reference with a version tag". */
    to: string;
    /** The component's children that the argument shapes: what the rule finds on them comes from it. */
    children: readonly ShapedChild[];
}

/** What stands beside an argument. */
export interface GivenArguments extends RuleContext {
    /** All arguments of the component. */
    all: Value;
    /** The value of the map that `*` stands for, of several containers the one; else all arguments. */
    around: Value;
}

/** Children of a component by the name that it gives them. */
export interface ShapedChild {
    /** Kind, or outside of Kubernetes the Pulumi type. */
    kind: string;
    /** What stands behind the component's name in theirs, `*` for the key of the argument; default nothing. */
    suffix?: string;
    /** Only what is found about the container of the argument: named as its key, or as the object where it is written flat. */
    ofContainer?: boolean;
}

export const standardService = "waymark:index:StandardService";
export const postgresDatabase = "waymark:index:PostgresDatabase";
export const teamNamespace = "waymark:index:TeamNamespace";

/** What a StandardService runs as. */
export const workload: readonly ShapedChild[] = [{ kind: "Deployment" }, { kind: "StatefulSet" }];

/** A setting of containers of a StandardService: of the one that is written flat, and of each of several. */
export function inContainers(
    argument: string,
    row: Omit<Deviation, "component" | "argument" | "children">,
): Deviation[] {
    const children = workload.map((child) => ({ ...child, ofContainer: true }));
    return [argument, `containers.*.${argument}`].map((path) => ({
        ...row,
        component: standardService,
        argument: path,
        children,
    }));
}
