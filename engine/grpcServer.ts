import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import type { Deployment } from "./deployment";
import { engineMethods } from "./engineService";
import { monitorMethods } from "./monitor";
import { grpc } from "./sdk";
import { answer, type Answer, type Methods } from "./service";

/** A running server of the engine's two services. */
export interface EngineServer {
    /** Where it listens, for example `127.0.0.1:40123`. */
    address: string;
    /** Ends it at once, with every connection. */
    close(): void;
}

/** Large resources make large messages; this is the limit that Pulumi itself uses, in bytes. */
const largestMessage = 400 * 1024 * 1024;

/** Serves both of the engine's services at one address: a free port that only this machine can reach. */
export async function serveEngine(deployment: Deployment): Promise<EngineServer> {
    const server = new grpc.Server({
        "grpc.max_receive_message_length": largestMessage,
        "grpc.max_send_message_length": largestMessage,
    });
    server.addService(ResourceMonitorService, implementation(deployment, monitorMethods(deployment)));
    server.addService(EngineService, implementation(deployment, engineMethods(deployment)));
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
            if (error === null) {
                resolve(bound);
            } else {
                reject(error);
            }
        });
    });
    return { address: `127.0.0.1:${port}`, close: () => server.forceShutdown() };
}

function implementation(deployment: Deployment, methods: Methods): UntypedServiceImplementation {
    return Object.fromEntries(
        Object.entries(methods).map(([name, method]) => [
            name,
            (call: { request: unknown }, callback: unknown) =>
                void answer(deployment, method, call.request, callback as Answer),
        ]),
    );
}
