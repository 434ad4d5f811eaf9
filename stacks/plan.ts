import { planService } from "../components/standardService/plan";
import { takenNames } from "../components/standardService/takenNames";
import { planNamespace } from "../components/teamNamespace/plan";
import { toPointer } from "../core/pointer";
import type { Problem } from "../core/problem";
import { sortedEntries } from "../core/sortedEntries";
import { backendProblem } from "../provisioners/backends";
import { kubernetesRefusals } from "../score";
import { minorVersion } from "./config";
import { NameBook } from "./nameBook";
import { provisionAll } from "./resources";
import { argsOf, namespaceArgs, onceEach, problemsAt, problemsOf, type Stage } from "./stage";

/** Everything that can be found out before anything is registered. */
export function planProblems(stage: Stage): { problems: Problem[]; warnings: readonly Problem[] } {
    const { config, workloads, graph, uses, registry, context } = stage;
    const namespace = planOfNamespace(stage);
    const resources = provisionAll(graph, {
        uses,
        registry,
        context: { ...context, namespace: namespace.name, once: onceEach() },
        strictParams: config.strictParams,
        register: false,
    });
    const names = new NameBook();
    const kubernetes = { minor: minorVersion(config.cluster.kubernetesVersion) };
    const found = workloads.flatMap((workload) => {
        const { args, conversion } = argsOf(workload, stage, resources, namespace.name);
        const refused = problemsOf(workload, () => {
            const { identity, settings } = planService(workload.name, args);
            const place = workload.place(["metadata", "name"]);
            takenNames(identity, args, settings.stateful).forEach((taken) => names.take(taken, place));
        });
        return onePerPlace([...conversion.problems, ...refused, ...kubernetesRefusals(workload, kubernetes)]);
    });
    for (const { node, plan } of resources.results.values()) {
        const { source, sourceName, uid } = node;
        const place = source.place(["resources", sourceName, "id"]);
        for (const taken of [...plan.names.map((name) => ({ name, uid })), ...(plan.shared ?? [])]) {
            names.take({ kind: "component", ...taken }, place);
            names.take({ kind: "Service", ...taken }, place);
        }
    }
    return {
        problems: [
            ...backendProblems(stage),
            ...namespace.problems,
            ...resources.problems,
            ...found,
            ...names.problems,
        ],
        warnings: resources.warnings,
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

/** Problems of one workload, of several at one place the first: what both document and component refuse is told once. */
function onePerPlace(problems: readonly Problem[]): Problem[] {
    const seen = new Set<string>();
    return problems.filter(({ code, pointer }, index) => {
        const key = pointer ?? `${code} ${index}`;
        return !seen.has(key) && seen.add(key);
    });
}
