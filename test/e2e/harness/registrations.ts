import { ResourceMonitorClient, ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import type { RegisterResourceRequest, RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb";
import type { EngineAlias } from "../../../engine";
import { registrationOf } from "../../../engine/registration";
import { grpc } from "../../../engine/sdk";
import { serve, type Served } from "./serve";

type Callback = (error: object | null, response: unknown) => void;
type Method = (request: unknown, callback: Callback) => void;

/** What programs asked the real engine for and its state doesn't keep: the aliases of each resource, by URN. */
export class Registrations {
    readonly aliases = new Map<string, readonly EngineAlias[]>();

    note(request: RegisterResourceRequest, response: RegisterResourceResponse): void {
        this.aliases.set(response.getUrn(), registrationOf(request).resource.options.aliases ?? []);
    }
}

/** Stands between a program and the engine, hands everything on and writes registrations down. */
export async function listenIn(monitor: string, registrations: Registrations): Promise<Served> {
    const client = new ResourceMonitorClient(monitor, grpc.credentials.createInsecure(), {
        "grpc.max_receive_message_length": -1,
        "grpc.max_send_message_length": -1,
    });
    const methods = client as unknown as Record<string, Method>;
    const handOn = (name: string): Method => methods[name]!.bind(client);
    const implementation = Object.fromEntries(
        Object.keys(ResourceMonitorService).map((name) => [
            name,
            ({ request }: { request: unknown }, callback: Callback) =>
                handOn(name)(request, (error, response) => {
                    if (name === "registerResource" && error === null) {
                        registrations.note(request as RegisterResourceRequest, response as RegisterResourceResponse);
                    }
                    callback(error, response);
                }),
        ]),
    );
    const served = await serve(ResourceMonitorService, implementation);
    return {
        port: served.port,
        close: () => {
            served.close();
            client.close();
        },
    };
}
