import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty, grpc, plainOf, structOf } from "../../../engine/sdk";
import { objectFromWire, objectToWire } from "../../../engine/wire";
import type { Faults, Operation } from "./faults";
import type { StandIn, Subject } from "./standIn";
import { serve, type Served } from "../harness/serve";

type Request = { getUrn(): string; getType(): string };
type Handler = (request: never) => unknown;

/**
 * Serves a stand-in provider. Not with the SDK's provider server: that one hands neither `preview` nor `ignoreChanges`
 * over, on which a provider's answers depend.
 */
export async function serveProvider(provider: StandIn, faults: Faults): Promise<Served> {
    let served: Served | undefined = undefined as Served | undefined;
    const unary = (method: Handler, operation?: Operation) => async (call: { request: unknown }, callback: unknown) => {
        const answer = callback as (error: object | null, response?: unknown) => void;
        try {
            if (operation !== undefined) {
                await faults.strike(operation, subjectOf(call.request as Request), () => served?.close());
            }
            answer(null, await method(call.request as never));
        } catch (error) {
            const message = error instanceof Error ? error.message : String(error);
            answer({ code: grpc.status.UNKNOWN, message, details: message });
        }
    };
    const methods = methodsOf(provider);
    const resourceCalls: Operation[] = ["check", "diff", "create", "update", "read", "delete"];
    const implementation: UntypedServiceImplementation = Object.fromEntries(
        Object.entries(methods).map(([name, method]) => [
            name,
            unary(
                method,
                resourceCalls.find((operation) => operation === name),
            ),
        ]),
    );
    served = await serve(ResourceProviderService, implementation);
    return served;
}

function methodsOf(provider: StandIn): Record<string, Handler> {
    return {
        attach: () => new Empty(),
        cancel: () => new Empty(),
        getPluginInfo: () => new PluginInfo().setVersion(provider.version),
        getSchema: () => new messages.GetSchemaResponse().setSchema("{}"),
        checkConfig: (request: messages.CheckRequest) => new messages.CheckResponse().setInputs(request.getNews()),
        diffConfig: () => new messages.DiffResponse().setChanges(messages.DiffResponse.DiffChanges.DIFF_NONE),
        configure: () =>
            new messages.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true).setAcceptresources(false),

        check: async (request: messages.CheckRequest) => {
            const inputs = await provider.check(subjectOf(request), read(request.getNews()), read(request.getOlds()));
            return new messages.CheckResponse().setInputs(written(inputs));
        },
        diff: (request: messages.DiffRequest) => {
            const { changed, replaces, deleteBeforeReplace } = provider.diff(
                subjectOf(request),
                read(request.getOldInputs()),
                read(request.getNews()),
            );
            const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
            return new messages.DiffResponse()
                .setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE)
                .setDiffsList(changed)
                .setReplacesList(replaces)
                .setDeletebeforereplace(deleteBeforeReplace);
        },
        create: async (request: messages.CreateRequest) => {
            const { id, outputs } = await provider.create(
                subjectOf(request),
                read(request.getProperties()),
                request.getPreview(),
            );
            return new messages.CreateResponse().setId(id).setProperties(written(outputs));
        },
        update: async (request: messages.UpdateRequest) => {
            const outputs = await provider.update(subjectOf(request), {
                id: request.getId(),
                inputs: read(request.getNews()),
                olds: read(request.getOlds()),
                ignored: request.getIgnorechangesList(),
                preview: request.getPreview(),
            });
            return new messages.UpdateResponse().setProperties(written(outputs));
        },
        read: async (request: messages.ReadRequest) => {
            const found = await provider.read(subjectOf(request), {
                id: request.getId(),
                inputs: read(request.getInputs()),
                olds: read(request.getProperties()),
            });
            const response = new messages.ReadResponse();
            return found === undefined
                ? response
                : response
                      .setId(request.getId())
                      .setInputs(written(found.inputs))
                      .setProperties(written(found.outputs));
        },
        delete: async (request: messages.DeleteRequest) => {
            await provider.delete(subjectOf(request), request.getId());
            return new Empty();
        },
    };
}

function subjectOf(request: Request): Subject {
    return { urn: request.getUrn(), type: request.getType() };
}

function read(struct: Parameters<typeof plainOf>[0]): Record<string, unknown> {
    return objectFromWire(plainOf(struct));
}

function written(properties: Record<string, unknown>): ReturnType<typeof structOf> {
    return structOf(objectToWire(properties));
}
