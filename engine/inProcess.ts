import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb";
import type { Deployment, Registered } from "./deployment";
import { engineMethods } from "./engineService";
import { monitorMethods } from "./monitor";
import type { ClosableClient } from "./sdk";
import { answer, refuse, type Answer, type Methods } from "./service";

/** The engine's two services as objects with a gRPC client's methods, which the SDK calls without any network. */
export function inProcessClients(deployment: Deployment): { monitor: ClosableClient; engine: ClosableClient } {
    return {
        monitor: client(deployment, Object.keys(ResourceMonitorService), monitorMethods(deployment, plainResponse)),
        engine: client(deployment, Object.keys(EngineService), engineMethods(deployment)),
    };
}

/**
 * Answers a registration with a message whose outputs stay beside it: the SDK takes them apart at once, and to pack
 * them in and to print them into the SDK's debug texts would cost a tenth of the run.
 */
function plainResponse({ urn, id, outputs }: Registered): RegisterResourceResponse {
    const response = new RegisterResourceResponse().setUrn(urn).setId(id ?? "");
    return Object.assign(response, { getObject: () => ({ toJavaScript: () => outputs }) });
}

function client(deployment: Deployment, names: string[], methods: Methods): ClosableClient {
    const calls = names.map((name) => {
        const method = methods[name];
        // A client's methods take the request, perhaps call options, and last the callback.
        const call = (request: unknown, ...rest: unknown[]) => {
            const to = rest[rest.length - 1] as Answer;
            if (method === undefined) {
                refuse(name, to);
            } else {
                void answer(deployment, method, request, to);
            }
        };
        return [name, call];
    });
    return Object.fromEntries(calls) as ClosableClient;
}
