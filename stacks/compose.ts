import * as pulumi from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { toPointer, type PathStep } from "../core/pointer";
import { formatProblem, inOrder, ProblemError, type Place, type Problem } from "../core/problem";
import { sortedEntries } from "../core/sortedEntries";
import { handOver } from "../components/shared/handover";
import { planService } from "../components/standardService/plan";
import { StandardService } from "../components/standardService/standardService";
import { serviceUid } from "../components/standardService/token";
import type { TeamNamespaceArgs } from "../components/teamNamespace/args";
import { planNamespace } from "../components/teamNamespace/plan";
import { TeamNamespace } from "../components/teamNamespace/teamNamespace";
import { resolveEnvironment, type Environment } from "../environments/environment";
import { backendProblem } from "../provisioners/backends";
import type { Provisioner, ProvisionContext } from "../provisioners/provisioner";
import { ProvisionerRegistry } from "../provisioners/registry";
import { buildResourceGraph, duplicateWorkloads, type ResourceGraph, type ScoreWorkload } from "../score";
import type { StackConfig } from "./config";
import { configuredValues } from "./configuredValues";
import { atPlaceOf } from "./conversion";
import { imageProblems } from "./images";
import { offeredWorkloads, serviceNameOf } from "./offers";
import { lookupFor, provisionAll, usesOf, type ResourceResult, type Resources, type Uses } from "./resources";
import { documentPath } from "./documentPath";
import { serviceArgs } from "./serviceArgs";
import { sourcesBelow, type SourceReader } from "./sources";

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
        ...imageProblems(workloads, config.images),
        ...backendProblems(stage),
        ...problems,
    ]);
    for (const warning of inOrder(warnings)) {
        void pulumi.log.warn(formatProblem(warning));
    }
    return register(stage);
}

/** An environment on its way: everything that plan and registration both need. */
interface Stage {
    config: StackConfig;
    environment: Environment;
    workloads: readonly ScoreWorkload[];
    graph: ResourceGraph;
    uses: Uses;
    registry: ProvisionerRegistry;
    readSource: SourceReader;
    context: Omit<ProvisionContext, "namespace" | "once">;
}

/** The environment that stack configuration describes. */
export function environmentOf(config: StackConfig): Environment {
    const { environment: name, tier, environments, settings, place } = config;
    try {
        return resolveEnvironment({ name, tier, environments, settings, place: (path) => place(path) });
    } catch (error) {
        if (!(error instanceof ProblemError)) {
            throw error;
        }
        const named = config.origin("environment").place;
        throw new ProblemError(
            error.problems.map((problem) => (problem.file === undefined ? { ...problem, ...named } : problem)),
        );
    }
}

function contextOf(
    config: StackConfig,
    environment: Environment,
    workloads: readonly ScoreWorkload[],
    values: ProvisionContext["values"],
): Stage["context"] {
    const { team, owner, costCenter, protection, domain, gateway, aws } = config;
    return {
        environment,
        team,
        owner,
        costCenter,
        protection,
        domain,
        gateway,
        values,
        workloads: offeredWorkloads(workloads),
        aws,
    };
}

/** What is wrong with the environment's setting `backends`: only the registry knows the types. */
function backendProblems({ environment, registry }: Stage): Problem[] {
    return sortedEntries(environment.settings.backends).flatMap(([type, backend]) => {
        const found = backendProblem(registry.provisioners, type, backend);
        const path = `backends.${type}`;
        return found === undefined
            ? []
            : [{ ...found, pointer: toPointer(path.split(".")), ...environment.origin(path).place }];
    });
}

/** Everything that can be found out before anything is registered. */
function planProblems(stage: Stage): { problems: Problem[]; warnings: readonly Problem[] } {
    const { workloads, config, graph, uses, registry, context } = stage;
    const namespace = planOfNamespace(stage);
    const resources = provisionAll(graph, {
        uses,
        registry,
        context: { ...context, namespace: namespace.name, once: onceEach() },
        strictParams: config.strictParams,
        register: false,
    });
    const found = workloads.flatMap((workload) => {
        const { args, conversion } = argsOf(workload, stage, resources, namespace.name);
        return [...conversion.problems, ...problemsOf(workload, () => planService(workload.name, args))];
    });
    return {
        problems: [...namespace.problems, ...resources.problems, ...found, ...nameProblems(workloads, resources)],
        warnings: resources.warnings,
    };
}

/** Makes what a key stands for when it is first asked for. */
function onceEach(): ProvisionContext["once"] {
    const made = new Map<string, unknown>();
    return <T>(key: string, make: () => T): T => {
        if (!made.has(key)) {
            made.set(key, make());
        }
        return made.get(key) as T;
    };
}

/** Names that two things would take; in one namespace each may be taken once. */
function nameProblems(workloads: readonly ScoreWorkload[], { results }: Resources): Problem[] {
    const taken = new Map(workloads.map((workload) => [serviceNameOf(workload.name), workload]));
    return [...results.values()].flatMap(({ node, plan }) =>
        plan.names.flatMap((name): Problem[] => {
            const workload = taken.get(name);
            if (workload === undefined) {
                return [];
            }
            const { source, sourceName } = node;
            return [
                {
                    code: "name-taken",
                    message: `"${node.uid}" and "${serviceUid(workload.name)}" would both be named "${name}" in one namespace`,
                    hint: "give the resource another id",
                    ...source.place(["resources", sourceName, "id"]),
                },
            ];
        }),
    );
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

/** The arguments of the namespace that the configuration describes. */
function namespaceArgs(config: StackConfig, environment: Environment): TeamNamespaceArgs {
    const { team, owner, costCenter, protection, cluster } = config;
    const origins = new Map(["team", "owner", "costCenter", "protection"].map((key) => [key, config.origin(key)]));
    const args = { environment: environment.name, team, owner, costCenter, protection, dns: cluster.dns };
    return handOver(args, { environment, origins });
}

/** The name of the namespace, and what is wrong with it at the places in the configuration that its arguments came from. */
function planOfNamespace({ config, environment }: Stage): { name: string; problems: Problem[] } {
    const { name, create } = config.namespace;
    if (!create) {
        return { name, problems: [] };
    }
    const path = ([first = "", ...rest]: readonly string[]): string[] =>
        first === "dns" ? ["cluster", first, ...rest] : first === "" ? ["namespace", "name"] : [first, ...rest];
    let planned = name;
    const problems = problemsAt(path, config.place, () => {
        planned = planNamespace(name, namespaceArgs(config, environment)).settings.namespaceName;
    });
    return { name: planned, problems };
}

function registerNamespace(config: StackConfig, environment: Environment): Input<string> {
    const { name, create } = config.namespace;
    return create ? new TeamNamespace(name, namespaceArgs(config, environment)).name : name;
}

function argsOf(workload: ScoreWorkload, stage: Stage, { results }: Resources, namespace: Input<string>) {
    const { config, environment, uses, readSource } = stage;
    const resources = new Map<string, ResourceResult>();
    for (const [name, { uid }] of uses.get(workload) ?? []) {
        const result = results.get(uid);
        if (result !== undefined) {
            resources.set(name, result);
        }
    }
    const lookup = lookupFor(workload, uses, results, "workload");
    const { args, conversion } = serviceArgs(workload, {
        environment,
        namespace,
        config,
        resources,
        lookup,
        readSource,
    });
    return { args: handOver(args, { environment, origins: conversion.origins }), conversion };
}

/** What a component says against its arguments, at the places in the Score file that they came from. */
function problemsOf(workload: ScoreWorkload, action: () => unknown): Problem[] {
    return problemsAt(
        (argument) => documentPath(argument, workload),
        (path) => workload.place(path),
        action,
    );
}

function problemsAt(
    documentPath: (argument: readonly string[]) => readonly PathStep[],
    place: (path: readonly PathStep[]) => Place,
    action: () => unknown,
): Problem[] {
    try {
        action();
        return [];
    } catch (error) {
        if (!(error instanceof ProblemError)) {
            throw error;
        }
        return error.problems.map((problem) => atPlaceOf(problem, documentPath, place));
    }
}

function throwAny(problems: readonly Problem[]): void {
    if (problems.length > 0) {
        throw new ProblemError(inOrder(problems));
    }
}
