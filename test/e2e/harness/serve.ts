import type { ServiceDefinition, UntypedServiceImplementation } from "@grpc/grpc-js";
import { grpc } from "../../../engine/sdk";

/** A gRPC server of ours that the engine connects to. */
export interface Served {
    port: number;
    /** Ends it at once, with every connection. */
    close: () => void;
}

const noLimit = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/** Serves one service on a free port of the loopback interface. */
export function serve(
    service: ServiceDefinition<UntypedServiceImplementation>,
    methods: UntypedServiceImplementation,
): Promise<Served> {
    const server = new grpc.Server(noLimit);
    server.addService(service, methods);
    return new Promise((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
            if (error === null) {
                resolve({ port, close: () => server.forceShutdown() });
            } else {
                reject(error);
            }
        });
    });
}
