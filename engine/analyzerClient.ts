import { resolve } from "node:path";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
    AnalyzerStackConfigureRequest,
    type AnalyzeDiagnostic,
    type AnalyzerInfo,
    type AnalyzeResponse,
    type RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { analyzeRequest, analyzeStackRequest } from "./analyzerMessages";
import type { Pack, PackFinding, PackInfo, PackOptions } from "./pack";
import { configureRequest, levelOf } from "./packConfiguration";
import { startPackProcess } from "./packProcess";
import { Empty, grpc, plainOf } from "./sdk";
import { objectFromWire } from "./wire";

/**
 * Starts a CrossGuard policy pack as Pulumi does, from its folder (that of PulumiPolicy.yaml) or as an executable
 * file, and configures it with its defaults, so that what it answers is what it will say in `pulumi preview`.
 *
 * @throws (rejects) with what the pack printed when it does not start.
 */
export async function startPack(folderOrExecutable: string, options: PackOptions = {}): Promise<Pack> {
    const { process: started, port } = await startPackProcess(resolve(folderOrExecutable), options);
    const limit = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
    const client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), limit);
    const stop = async (): Promise<void> => {
        client.close();
        await started.stop();
    };
    try {
        await call((to) => client.configureStack(stackRequest(options), to));
        const described = await call<AnalyzerInfo>((to) => client.getAnalyzerInfo(new Empty(), to));
        const pack = packOver(client, described, stop);
        await pack.configure({});
        return pack;
    } catch (error) {
        await stop();
        throw error;
    }
}

function packOver(client: AnalyzerClient, described: AnalyzerInfo, stop: () => Promise<void>): Pack {
    return {
        info: infoOf(described),
        stop,
        configure: async (settings) => {
            await call((to) => client.configure(configureRequest(described, settings), to));
        },
        remediate: async (resource) => {
            const response = await call<RemediateResponse>((to) => client.remediate(analyzeRequest(resource), to));
            const remediations = response.getRemediationsList();
            const last = remediations[remediations.length - 1]?.getProperties();
            return {
                ...(last === undefined ? {} : { inputs: objectFromWire(plainOf(last)) }),
                policies: remediations.map((remediation) => remediation.getPolicyname()),
            };
        },
        analyze: async (resource) =>
            findingsOf(await call<AnalyzeResponse>((to) => client.analyze(analyzeRequest(resource), to))),
        analyzeStack: async (resources) =>
            findingsOf(await call<AnalyzeResponse>((to) => client.analyzeStack(analyzeStackRequest(resources), to))),
    };
}

function stackRequest(options: PackOptions): AnalyzerStackConfigureRequest {
    const request = new AnalyzerStackConfigureRequest()
        .setOrganization(options.organization ?? "organization")
        .setProject(options.project ?? "project")
        .setStack(options.stack ?? "stack")
        .setDryRun(options.dryRun ?? true);
    for (const [key, value] of Object.entries(options.config ?? {})) {
        request.getConfigMap().set(key, value);
    }
    for (const [key, value] of Object.entries(options.tags ?? {})) {
        request.getTagsMap().set(key, value);
    }
    return request;
}

function infoOf(described: AnalyzerInfo): PackInfo {
    return {
        name: described.getName(),
        version: described.getVersion(),
        policies: described.getPoliciesList().map((policy) => ({
            name: policy.getName(),
            description: policy.getDescription(),
            level: levelOf(policy.getEnforcementlevel()),
            configSchema: plainOf(policy.getConfigschema()?.getProperties()),
        })),
    };
}

function findingsOf(response: AnalyzeResponse): PackFinding[] {
    return response.getDiagnosticsList().map((diagnostic: AnalyzeDiagnostic) => {
        const urn = diagnostic.getUrn();
        return {
            policy: diagnostic.getPolicyname(),
            level: levelOf(diagnostic.getEnforcementlevel()),
            message: diagnostic.getMessage(),
            ...(urn === "" ? {} : { urn }),
        };
    });
}

function call<R>(start: (to: (error: Error | null, response: R) => void) => unknown): Promise<R> {
    return new Promise((resolveCall, reject) => {
        start((error, response) => {
            if (error === null) {
                resolveCall(response);
            } else {
                reject(error);
            }
        });
    });
}
