import {
    ReadResourceResponse,
    RegisterPackageResponse,
    RegisterResourceResponse,
    SupportsFeatureResponse,
    type ReadResourceRequest,
    type RegisterPackageRequest,
    type RegisterResourceOutputsRequest,
    type RegisterResourceRequest,
    type ResourceCallRequest,
    type ResourceInvokeRequest,
    type SupportsFeatureRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { ProblemError } from "../core/problem";
import type { Deployment, Registered } from "./deployment";
import { readingOf, registrationOf } from "./registration";
import { Empty, FunctionAnswer, plainOf, structOf } from "./sdk";
import type { Methods } from "./service";
import { objectFromWire, objectToWire, type WireObject } from "./wire";

/** What the engine cannot do: it would have to call back into the program. */
const unsupportedFeatures: ReadonlySet<string> = new Set(["transforms", "invokeTransforms"]);

/**
 * The service through which programs register resources, over one run's memory. `respond` makes the answer to a
 * registration: a message that can be sent by default.
 */
export function monitorMethods(
    deployment: Deployment,
    respond: (registered: Registered) => unknown = registeredMessage,
): Methods {
    return {
        supportsFeature: (request: SupportsFeatureRequest) =>
            new SupportsFeatureResponse().setHassupport(!unsupportedFeatures.has(request.getId())),

        registerResource: async (request: RegisterResourceRequest) =>
            respond(await deployment.register(registrationOf(request))),

        readResource: async (request: ReadResourceRequest) => {
            const { urn, outputs } = await deployment.register(readingOf(request));
            return new ReadResourceResponse().setUrn(urn).setProperties(structOf(outputs));
        },

        registerResourceOutputs: (request: RegisterResourceOutputsRequest) => {
            deployment.registerOutputs(request.getUrn(), plainOf(request.getOutputs()));
            return new Empty();
        },

        invoke: (request: ResourceInvokeRequest) =>
            new FunctionAnswer().setReturn(structOf(invoke(deployment, request))),

        call: (request: ResourceCallRequest) => {
            throw new ProblemError({
                code: "unsupported-method",
                message: `the program calls ${request.getTok()}, a method of a remote component, which has no plugin here`,
                hint: "test the program without that call, or run it against a real engine",
            });
        },

        registerPackage: (request: RegisterPackageRequest) =>
            new RegisterPackageResponse().setRef(`${request.getName()}@${request.getVersion()}`),

        // Hooks run around creation and deletion, which never happen here: it is enough that they may be registered.
        registerResourceHook: () => new Empty(),
        registerErrorHook: () => new Empty(),
        signalAndWaitForShutdown: () => new Empty(),
    };
}

function registeredMessage({ urn, id, outputs }: Registered): RegisterResourceResponse {
    return new RegisterResourceResponse()
        .setUrn(urn)
        .setId(id ?? "")
        .setObject(structOf(outputs));
}

function invoke(deployment: Deployment, request: ResourceInvokeRequest): WireObject {
    const token = request.getTok();
    const args = objectFromWire(plainOf(request.getArgs()));
    if (token === "pulumi:pulumi:getResource") {
        const resource = deployment.find(String(args.urn));
        return { urn: resource.urn, id: resource.id ?? "", state: objectToWire(resource.outputs) };
    }
    if (deployment.settings.invoke === undefined) {
        throw new ProblemError({
            code: "unsupported-function",
            message: `the program calls the provider function ${token}, and the offline engine has no providers`,
            hint: "pass the value as configuration, or give the run an `invoke` that answers for the provider",
        });
    }
    const provider = request.getProvider() === "" ? undefined : request.getProvider();
    return objectToWire(deployment.settings.invoke({ token, args, provider }));
}
