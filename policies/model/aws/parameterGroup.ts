import { any, holds, type Truth } from "../../truth";
import type { ResourceView } from "../resourceView";
import type { Value } from "../value";

/** Parameter groups of servers. */
export const serverGroupTypes = ["aws:rds/parameterGroup:ParameterGroup", "aws-native:rds:DbParameterGroup"] as const;
/** Parameter groups of clusters. */
export const clusterGroupTypes = [
    "aws:rds/clusterParameterGroup:ClusterParameterGroup",
    "aws-native:rds:DbClusterParameterGroup",
] as const;

/** Whether a group sets a parameter to a value that passes a test; a list in aws, a map in aws-native. */
export function setsParameter(group: ResourceView, name: string, test: (value: Value) => boolean): Truth {
    const parameters = group.get("parameters");
    const items = parameters.items().map((item) => {
        const named = holds(item.get("name"), (known) => known.string()?.toLowerCase() === name);
        return named === true ? holds(item.get("value"), test) : named;
    });
    const inMap = holds(parameters, () => false);
    return any(...items, parameters.isMap ? holds(parameters.get(name), test) : inMap);
}

/** Whether a parameter's value switches it on. */
export function isSwitchedOn(value: Value): boolean {
    return value.boolean() === true || ["1", "on", "true"].includes(value.quantity()?.toLowerCase() ?? "");
}
