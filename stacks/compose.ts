import * as pulumi from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { StandardService } from "../components/standardService/standardService";
import { TeamNamespace } from "../components/teamNamespace/teamNamespace";
import { formatProblem, inOrder, ProblemError, type Problem } from "../core/problem";
import type { Environment } from "../environments/environment";
import type { Provisioner } from "../provisioners/provisioner";
import { ProvisionerRegistry } from "../provisioners/registry";
import { buildResourceGraph, duplicateWorkloads, type ScoreWorkload } from "../score";
import type { StackConfig } from "./config";
import { configuredValues } from "./configuredValues";
import { imageProblems } from "./images";
import { planProblems } from "./plan";
import { provisionAll, usesOf } from "./resources";
import { sourcesBelow } from "./sources";
import { argsOf, contextOf, environmentOf, namespaceArgs, onceEach, problemsOf, type Stage } from "./stage";

/** What an environment is composed from. */
export interface ComposeOptions {
    /** The Score files of the environment, read and valid; their order has no effect. */
    workloads: readonly ScoreWorkload[];
    config: StackConfig;
    /** A platform team's own provisioners, asked before those of this package and those of `config`. */
    provisioners?: readonly Provisioner[];
    /** Folder that the names of the Score files are relative to. Default: the working directory. */
    base?: string;
}

/** What an environment has become. */
export interface ComposedEnvironment {
    environment: Environment;
    /** Name of the namespace. */
    namespace: Input<string>;
    /** The component of each workload, by its name. */
    services: Readonly<Record<string, StandardService>>;
    /** Kubernetes name of each workload, by its name. */
    names: Readonly<Record<string, Output<string>>>;
}

/**
 * Composes an environment: its namespace, every resource in the order in which they need each other, and a
 * StandardService for each workload, all at the root of the stack. Whatever can be found out beforehand is checked before
 * anything is registered.
 *
 * @throws ProblemError with everything that is wrong, each with its place in the Score file or the configuration
 * @example
 * const { config, workloads } = readStack();
 * export = compose({ config, workloads, provisioners: [redis] });
 */
export function compose(options: ComposeOptions): ComposedEnvironment {
    const { config } = options;
    const environment = environmentOf(config);
    const workloads = [...options.workloads].sort((a, b) => (a.name < b.name ? -1 : 1));
    const graph = buildResourceGraph(workloads);
    const { values, provisioners } = configuredValues(config);
    const stage: Stage = {
        config,
        environment,
        workloads,
        graph,
        uses: usesOf(graph),
        registry: new ProvisionerRegistry([...(options.provisioners ?? []), ...provisioners]),
        readSource: sourcesBelow(options.base ?? process.cwd()),
        context: contextOf(config, environment, workloads, values),
    };
    const { problems, warnings } = planProblems(stage);
    throwAny([
        ...duplicateWorkloads(workloads),
        ...graph.problems,
        ...imageProblems(workloads, config.images, (name) => config.place(["images", name], "key")),
        ...problems,
    ]);
    for (const warning of inOrder(warnings)) {
        void pulumi.log.warn(formatProblem(warning));
    }
    return register(stage);
}

function register(stage: Stage): ComposedEnvironment {
    const { config, environment, workloads, graph, uses, registry, context } = stage;
    const namespace = registerNamespace(config, environment);
    const resources = provisionAll(graph, {
        uses,
        registry,
        context: { ...context, namespace, once: onceEach() },
        strictParams: config.strictParams,
        register: true,
    });
    throwAny(resources.problems);
    const problems: Problem[] = [];
    const services: Record<string, StandardService> = {};
    for (const workload of workloads) {
        const { args, conversion } = argsOf(workload, stage, resources, namespace);
        const found = [
            ...conversion.problems,
            ...problemsOf(workload, () => {
                services[workload.name] = new StandardService(workload.name, args);
            }),
        ];
        problems.push(...found);
    }
    throwAny(problems);
    const names = Object.fromEntries(Object.entries(services).map(([name, service]) => [name, service.name]));
    return { environment, namespace, services, names };
}

function registerNamespace(config: StackConfig, environment: Environment): Input<string> {
    const { name, create } = config.namespace;
    return create ? new TeamNamespace(name, namespaceArgs(config, environment)).name : name;
}

function throwAny(problems: readonly Problem[]): void {
    if (problems.length > 0) {
        throw new ProblemError(inOrder(problems));
    }
}
