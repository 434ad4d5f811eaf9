import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type { EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import {
    AnalyzerStackConfigureRequest,
    ConfigureAnalyzerRequest,
    PolicyConfig,
    type AnalyzeDiagnostic,
    type AnalyzerInfo,
    type AnalyzeResponse,
    type RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { analyzeRequest, analyzeStackRequest } from "./analyzerMessages";
import { startExecutable, startNode, type StartedProcess } from "./childProcess";
import type { EngineResource } from "./resource";
import { Empty, grpc, plainOf, structOf } from "./sdk";
import { objectFromWire } from "./wire";

/** How strictly a policy is enforced, in Pulumi's words. */
export type PolicyLevel = "advisory" | "mandatory" | "remediate" | "disabled";

/** The stack that a pack believes to judge, and how it is started. */
export interface PackOptions {
    /** Default: `project`. */
    project?: string;
    /** Default: `stack`. */
    stack?: string;
    /** Default: `organization`. */
    organization?: string;
    /** True for a preview, the default: then a mandatory policy that touches an unknown only advises. */
    dryRun?: boolean;
    /** Tags of the stack. Default: none. */
    tags?: Record<string, string>;
    /** True where the pack's entry file is TypeScript. Default: false. */
    typescript?: boolean;
}

/** One policy as the pack describes itself. */
export interface PackPolicy {
    name: string;
    description: string;
    /** The level that holds where no configuration says otherwise. */
    level: PolicyLevel;
    /** Properties that configuration may set, by name, as JSON schema. */
    configSchema: Record<string, unknown>;
}

/** What a pack says about itself. */
export interface PackInfo {
    name: string;
    version: string;
    policies: PackPolicy[];
}

/** Configuration of one policy; what is absent keeps the pack's default. */
export interface PolicySettings {
    level?: PolicyLevel;
    properties?: Record<string, unknown>;
}

/** One violation that a pack reports. The message may quote inputs, secret ones too, if a policy does. */
export interface PackFinding {
    policy: string;
    level: PolicyLevel;
    message: string;
    /** The resource meant, where the pack names one. */
    urn?: string;
}

/** What a pack's remediations made of a resource's inputs. */
export interface PackRemediation {
    /** The inputs to use instead, or undefined where nothing was changed. */
    inputs?: Record<string, unknown>;
    /** Names of the policies that changed them, in order. */
    policies: string[];
}

/** A running policy pack. */
export interface Pack {
    readonly info: PackInfo;
    /** Configures all policies anew: those not named get their defaults. */
    configure(settings: Record<string, PolicySettings>): Promise<void>;
    /** Lets the pack's remediations change a resource's inputs. */
    remediate(resource: EngineResource): Promise<PackRemediation>;
    /** Judges one registration by its inputs. Rejects when a policy throws. */
    analyze(resource: EngineResource): Promise<PackFinding[]>;
    /** Judges a whole stack by its outputs. Rejects when a policy throws. */
    analyzeStack(resources: readonly EngineResource[]): Promise<PackFinding[]>;
    /** Ends the pack's process; call it in `finally`. */
    stop(): Promise<void>;
}

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
        const described = await call<AnalyzerInfo>((to) => client.getAnalyzerInfo(new Empty(), to));
        await call((to) => client.configureStack(stackRequest(options), to));
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

async function startPackProcess(
    path: string,
    options: PackOptions,
): Promise<{ process: StartedProcess; port: number }> {
    const folder = statSync(path).isDirectory() ? path : dirname(path);
    // The pack is given an engine to talk to; none listens there, and packs do not need it.
    const engine = "127.0.0.1:0";
    let output = "";
    let announce: (line: string) => void = () => undefined;
    const firstLine = new Promise<string>((resolveLine) => (announce = resolveLine));
    const how = {
        cwd: folder,
        env: {
            PULUMI_NODEJS_ORGANIZATION: options.organization ?? "organization",
            PULUMI_NODEJS_PROJECT: options.project ?? "project",
            PULUMI_NODEJS_STACK: options.stack ?? "stack",
            PULUMI_NODEJS_DRY_RUN: String(options.dryRun ?? true),
            PULUMI_NODEJS_TYPESCRIPT: String(options.typescript ?? false),
            PULUMI_CONFIG: "{}",
        },
        onOutput: (text: string) => {
            output += text;
            if (output.includes("\n")) {
                announce(output.slice(0, output.indexOf("\n")).trim());
            }
        },
    };
    const started =
        folder === path
            ? startNode([require.resolve("@pulumi/pulumi/cmd/run-policy-pack"), engine, folder], how)
            : startExecutable(path, [engine, folder], how);
    const line = await Promise.race([firstLine, started.ended.then(() => "")]);
    const port = Number(line);
    if (line === "" || !Number.isInteger(port)) {
        await started.stop();
        throw new Error(`the policy pack did not start: ${`${output}${started.errorText()}`.trim()}`);
    }
    return { process: started, port };
}

function stackRequest(options: PackOptions): AnalyzerStackConfigureRequest {
    const request = new AnalyzerStackConfigureRequest()
        .setOrganization(options.organization ?? "organization")
        .setProject(options.project ?? "project")
        .setStack(options.stack ?? "stack")
        .setDryRun(options.dryRun ?? true);
    for (const [key, value] of Object.entries(options.tags ?? {})) {
        request.getTagsMap().set(key, value);
    }
    return request;
}

/**
 * The full configuration, as the engine reconciles it: schema defaults, then the pack's own, then the caller's. Each
 * policy's level is always sent, for the protocol reads a missing one as advisory.
 */
function configureRequest(described: AnalyzerInfo, settings: Record<string, PolicySettings>): ConfigureAnalyzerRequest {
    const request = new ConfigureAnalyzerRequest();
    for (const policy of described.getPoliciesList()) {
        const name = policy.getName();
        const initial = described.getInitialconfigMap().get(name);
        const { level, properties } = settings[name] ?? {};
        const fallback = initial?.getEnforcementlevel() ?? policy.getEnforcementlevel();
        const config = new PolicyConfig()
            .setEnforcementlevel(level === undefined ? fallback : levels.indexOf(level))
            .setProperties(
                structOf({
                    ...schemaDefaults(plainOf(policy.getConfigschema()?.getProperties())),
                    ...plainOf(initial?.getProperties()),
                    ...properties,
                }),
            );
        request.getPolicyconfigMap().set(name, config);
    }
    return request;
}

function schemaDefaults(schema: Record<string, unknown>): Record<string, unknown> {
    const defaults: Record<string, unknown> = {};
    for (const [name, property] of Object.entries(schema)) {
        if (typeof property === "object" && property !== null && "default" in property) {
            defaults[name] = property.default;
        }
    }
    return defaults;
}

/** The levels at the numbers that the protocol gives them. */
const levels: readonly PolicyLevel[] = ["advisory", "mandatory", "disabled", "remediate"];

function levelOf(level: EnforcementLevel): PolicyLevel {
    return levels[level] ?? "advisory";
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
