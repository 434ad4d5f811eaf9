import {
    AnalyzeRequest,
    AnalyzeStackRequest,
    AnalyzerProviderResource,
    AnalyzerPropertyDependencies,
    AnalyzerResource,
    AnalyzerResourceOptions,
} from "@pulumi/pulumi/proto/analyzer_pb";
import type { EngineResource } from "./resource";
import { structOf } from "./sdk";
import { objectToWire } from "./wire";

/** What a pack is asked about one registration: its inputs. */
export function analyzeRequest(resource: EngineResource): AnalyzeRequest {
    return new AnalyzeRequest()
        .setUrn(resource.urn)
        .setType(resource.type)
        .setName(resource.name)
        .setProperties(structOf(objectToWire(resource.inputs)))
        .setOptions(optionsOf(resource))
        .setProvider(providerOf(resource));
}

/** What a pack is asked about the whole stack: the outputs of every resource. */
export function analyzeStackRequest(resources: readonly EngineResource[]): AnalyzeStackRequest {
    return new AnalyzeStackRequest().setResourcesList(resources.map(stackResource));
}

function stackResource(resource: EngineResource): AnalyzerResource {
    const message = new AnalyzerResource()
        .setUrn(resource.urn)
        .setType(resource.type)
        .setName(resource.name)
        .setProperties(structOf(objectToWire(resource.outputs)))
        .setOptions(optionsOf(resource))
        .setProvider(providerOf(resource))
        .setParent(resource.parent ?? "")
        .setDependenciesList(resource.dependencies);
    for (const [property, urns] of Object.entries(resource.propertyDependencies)) {
        const dependencies = new AnalyzerPropertyDependencies().setUrnsList(urns);
        message.getPropertydependenciesMap().set(property, dependencies);
    }
    return message;
}

function optionsOf({ options, parent }: EngineResource): AnalyzerResourceOptions {
    return new AnalyzerResourceOptions()
        .setProtect(options.protect ?? false)
        .setIgnorechangesList(options.ignoreChanges ?? [])
        .setDeletebeforereplace(options.deleteBeforeReplace ?? false)
        .setDeletebeforereplacedefined(options.deleteBeforeReplace !== undefined)
        .setAdditionalsecretoutputsList(options.additionalSecretOutputs ?? [])
        .setParent(parent ?? "");
}

/** The provider as a resource: its reference is its URN and, behind the last `::`, its id. */
function providerOf({ provider }: EngineResource): AnalyzerProviderResource | undefined {
    if (provider === undefined) {
        return undefined;
    }
    const urn = provider.slice(0, provider.lastIndexOf("::"));
    const parts = urn.split("::");
    return new AnalyzerProviderResource()
        .setUrn(urn)
        .setType(parts[2]?.split("$").pop() ?? "")
        .setName(parts.slice(3).join("::"))
        .setProperties(structOf({}));
}
