import type { EngineResource } from "./resource";
import { packageOf, packageOfProvider } from "./urn";

/**
 * Fills in what a resource takes over from its parent when it does not say otherwise: `protect`, `retainOnDelete`,
 * `deletedWith`, and the provider where the resource is a component or of the provider's package. Nothing else is
 * inherited: not `ignoreChanges`, `replaceOnChanges`, `customTimeouts`, `version` or `dependsOn`.
 */
export function inheritFromParent(child: EngineResource, parent: EngineResource): void {
    const { protect, retainOnDelete, deletedWith } = parent.options;
    child.options = {
        ...(protect === undefined ? {} : { protect }),
        ...(retainOnDelete === undefined ? {} : { retainOnDelete }),
        ...(deletedWith === undefined ? {} : { deletedWith }),
        ...child.options,
    };
    if (child.provider === undefined && parent.provider !== undefined) {
        if (!child.custom || packageOfProvider(parent.provider) === packageOf(child.type)) {
            child.provider = parent.provider;
        }
    }
}
