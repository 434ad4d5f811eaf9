import {
    GetRootResourceResponse,
    LogSeverity,
    SetRootResourceResponse,
    type LogRequest,
    type SetRootResourceRequest,
} from "@pulumi/pulumi/proto/engine_pb";
import type { Deployment } from "./deployment";
import type { EngineDiagnostic } from "./resource";
import { Empty } from "./sdk";
import type { Methods } from "./service";

const severities: Record<number, EngineDiagnostic["severity"] | undefined> = {
    [LogSeverity.INFO]: "info",
    [LogSeverity.WARNING]: "warning",
    [LogSeverity.ERROR]: "error",
};

/** The service for messages and for the root of the stack, over one run's memory. */
export function engineMethods(deployment: Deployment): Methods {
    return {
        log: (request: LogRequest) => {
            // Debug messages hold secrets in plain text: they are dropped here and seen by nobody.
            const severity = severities[request.getSeverity()];
            if (severity !== undefined) {
                const urn = request.getUrn();
                deployment.diagnostics.push({
                    severity,
                    message: request.getMessage(),
                    ...(urn === "" ? {} : { urn }),
                });
            }
            return new Empty();
        },
        getRootResource: () => new GetRootResourceResponse().setUrn(deployment.root),
        setRootResource: (request: SetRootResourceRequest) => {
            deployment.root = request.getUrn();
            return new SetRootResourceResponse();
        },
    };
}
