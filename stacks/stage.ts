import type { Input } from "@pulumi/pulumi";
import { handOver } from "../components/shared/handover";
import type { TeamNamespaceArgs } from "../components/teamNamespace/args";
import type { PathStep } from "../core/pointer";
import { ProblemError, type Place, type Problem } from "../core/problem";
import { resolveEnvironment, type Environment } from "../environments/environment";
import type { ProvisionContext } from "../provisioners/provisioner";
import type { ProvisionerRegistry } from "../provisioners/registry";
import type { ResourceGraph, ScoreWorkload } from "../score";
import type { StackConfig } from "./config";
import { atPlaceOf } from "./conversion";
import { documentPath } from "./documentPath";
import { offeredWorkloads } from "./offers";
import { lookupFor, type ResourceResult, type Resources, type Uses } from "./resources";
import { serviceArgs } from "./serviceArgs";
import type { SourceReader } from "./sources";

/** An environment on its way: everything that plan and registration both need. */
export interface Stage {
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

export function contextOf(
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

/** Makes what a key stands for when it is first asked for. */
export function onceEach(): ProvisionContext["once"] {
    const made = new Map<string, unknown>();
    return <T>(key: string, make: () => T): T => {
        if (!made.has(key)) {
            made.set(key, make());
        }
        return made.get(key) as T;
    };
}

export function argsOf(workload: ScoreWorkload, stage: Stage, { results }: Resources, namespace: Input<string>) {
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
        workloads: stage.context.workloads,
    });
    return { args: handOver(args, { environment, origins: conversion.origins }), conversion };
}

/** The arguments of the namespace that the configuration describes. */
export function namespaceArgs(config: StackConfig, environment: Environment): TeamNamespaceArgs {
    const { team, owner, costCenter, protection, cluster } = config;
    const origins = new Map(["team", "owner", "costCenter", "protection"].map((key) => [key, config.origin(key)]));
    const args = { environment: environment.name, team, owner, costCenter, protection, dns: cluster.dns };
    return handOver(args, { environment, origins });
}

/** What a component says against its arguments, at the places in the Score file that they came from. */
export function problemsOf(workload: ScoreWorkload, action: () => unknown): Problem[] {
    return problemsAt(
        (argument) => documentPath(argument, workload),
        (path) => workload.place(path),
        action,
    );
}

export function problemsAt(
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
