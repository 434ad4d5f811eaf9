import type { Input } from "@pulumi/pulumi";
import type { PathStep } from "../../core/pointer";
import type { Identity } from "../shared/names";
import type { BeforeArgs, ContainerSettingsArgs, StandardServiceArgs } from "./args";
import type { ValuePlace } from "./publicValue";

/** A container as its team declared it, flat or under `containers`. */
export interface DeclaredContainer {
    /** How errors call the service. */
    component: string;
    /** Name of the container in the pod. */
    name: string;
    /** Path of its arguments: `containers.<key>`, or the empty text for a flat one. */
    path: string;
    image: Input<string>;
    args: ContainerSettingsArgs;
    /** Containers that wait for this one, with the state that they wait for. */
    before?: Record<string, BeforeArgs>;
}

/**
 * The containers of a service in the order of their names, which no map in between can change.
 *
 * The only container of a flat one carries the Kubernetes name of the service.
 */
export function declaredContainers(service: Identity, args: StandardServiceArgs): DeclaredContainer[] {
    const component = `StandardService "${service.logicalName}"`;
    if (args.containers === undefined) {
        return [{ component, name: service.physicalName, path: "", image: args.image ?? "", args }];
    }
    return Object.entries(args.containers)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, container]) => ({
            component,
            name,
            path: `containers.${name}`,
            image: container.image,
            args: container,
            before: container.before,
        }));
}

/** The path of a container's argument, for example `containers.web.resources`, or `resources` for a flat one. */
export function pathIn(container: { path: string }, argument: string): string {
    return container.path === "" ? argument : `${container.path}.${argument}`;
}

/** The same as steps, for problems: keys may hold dots. */
export function stepsIn(container: DeclaredContainer, ...argument: PathStep[]): PathStep[] {
    return container.path === "" ? argument : ["containers", container.name, ...argument];
}

/** The same with the component, for errors that come later. */
export function placeIn(container: DeclaredContainer, ...argument: PathStep[]): ValuePlace {
    return { component: container.component, path: stepsIn(container, ...argument) };
}
