import type { Alias } from "@pulumi/pulumi/proto/alias_pb";
import type { ReadResourceRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { Registration } from "./deployment";
import type { EngineAlias, EngineAliasParts, EngineResourceOptions } from "./resource";
import { plainOf } from "./sdk";
import { unknownText, unwrapOutputsIn } from "./wire";

/** Reads a request to register a resource. */
export function registrationOf(request: RegisterResourceRequest): Registration {
    const remote = request.getRemote();
    const inputs = plainOf(request.getObject());
    return {
        resource: {
            type: request.getType(),
            name: request.getName(),
            parent: given(request.getParent()),
            custom: request.getCustom(),
            remote,
            dependencies: request.getDependenciesList().sort(),
            propertyDependencies: propertyDependenciesOf(request),
            provider: given(request.getProvider()),
            options: optionsOf(request),
        },
        inputs: remote ? unwrapOutputsIn(inputs) : inputs,
    };
}

/** Reads a request to read a resource that exists already, by its id. */
export function readingOf(request: ReadResourceRequest): Registration {
    return {
        resource: {
            type: request.getType(),
            name: request.getName(),
            parent: given(request.getParent()),
            custom: true,
            remote: false,
            id: request.getId().includes(unknownText) ? undefined : request.getId(),
            external: true,
            dependencies: request.getDependenciesList().sort(),
            propertyDependencies: {},
            provider: given(request.getProvider()),
            options: present({
                additionalSecretOutputs: filled(request.getAdditionalsecretoutputsList()),
                version: given(request.getVersion()),
            }),
        },
        inputs: request.getProperties()?.toJavaScript() ?? {},
    };
}

function propertyDependenciesOf(request: RegisterResourceRequest): Record<string, string[]> {
    const byProperty: [string, string[]][] = [];
    for (const [property, dependencies] of request.getPropertydependenciesMap().entries()) {
        const urns = dependencies.getUrnsList();
        if (urns.length > 0) {
            byProperty.push([property, urns.sort()]);
        }
    }
    return Object.fromEntries(byProperty.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function optionsOf(request: RegisterResourceRequest): EngineResourceOptions {
    return present({
        protect: request.hasProtect() ? request.getProtect() : undefined,
        retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : undefined,
        ignoreChanges: filled(request.getIgnorechangesList()),
        aliases: filled([...request.getAliasurnsList(), ...request.getAliasesList().map(aliasOf)]),
        additionalSecretOutputs: filled(request.getAdditionalsecretoutputsList()),
        deleteBeforeReplace: request.getDeletebeforereplacedefined() ? request.getDeletebeforereplace() : undefined,
        replaceOnChanges: filled(request.getReplaceonchangesList()),
        customTimeouts: timeoutsOf(request),
        deletedWith: given(request.getDeletedwith()),
        // What follows is younger than the oldest SDK that may be installed; its messages lack the methods.
        replaceWith: filled(request.getReplaceWithList?.() ?? []),
        hideDiffs: filled(request.getHidediffsList?.() ?? []),
        hooks: hooksOf(request),
        version: given(request.getVersion()),
        import: given(request.getImportid()),
    });
}

function hooksOf(request: RegisterResourceRequest): EngineResourceOptions["hooks"] {
    const hooks = request.getHooks?.();
    if (hooks === undefined) {
        return undefined;
    }
    const bound = present({
        beforeCreate: filled(hooks.getBeforeCreateList()),
        afterCreate: filled(hooks.getAfterCreateList()),
        beforeUpdate: filled(hooks.getBeforeUpdateList()),
        afterUpdate: filled(hooks.getAfterUpdateList()),
        beforeDelete: filled(hooks.getBeforeDeleteList()),
        afterDelete: filled(hooks.getAfterDeleteList()),
        onError: filled(hooks.getOnErrorList?.() ?? []),
    });
    return Object.keys(bound).length === 0 ? undefined : bound;
}

function timeoutsOf(request: RegisterResourceRequest): EngineResourceOptions["customTimeouts"] {
    const timeouts = request.getCustomtimeouts();
    const set = present({
        create: given(timeouts?.getCreate()),
        update: given(timeouts?.getUpdate()),
        delete: given(timeouts?.getDelete()),
    });
    return Object.keys(set).length === 0 ? undefined : set;
}

function aliasOf(alias: Alias): EngineAlias {
    const spec = alias.getSpec();
    if (spec === undefined) {
        return alias.getUrn();
    }
    const parts: EngineAliasParts = {
        name: given(spec.getName()),
        type: given(spec.getType()),
        stack: given(spec.getStack()),
        project: given(spec.getProject()),
        parent: given(spec.getParenturn()),
        noParent: spec.getNoparent() ? true : undefined,
    };
    return present(parts);
}

/** The protocol writes "not given" as an empty text or list. */
function given(text: string | undefined): string | undefined {
    return text === "" ? undefined : text;
}

function filled<T>(list: T[]): T[] | undefined {
    return list.length === 0 ? undefined : list;
}

/** The same object without its undefined properties, so that comparing and printing see only what was set. */
function present<T extends object>(properties: T): T {
    return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as T;
}
