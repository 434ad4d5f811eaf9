import { basename } from "node:path";
import { ProblemError } from "../core/problem";
import type { Provisioner } from "../provisioners/provisioner";
import { ProvisionerRegistry } from "../provisioners/registry";
import { buildResourceGraph, duplicateWorkloads, type ResourceNode } from "../score";
import { staticProvisioner } from "../provisioners/static";
import type { StackConfig } from "../stacks/config";
import { loadProvisioners } from "../stacks/provisionerModules";
import { readStackFile, stackNames } from "../stacks/stackFile";
import { columns } from "./columns";
import { readWorkloadArguments } from "./workloadArguments";
import { listArguments } from "./listArguments";
import { exitStatus, printJson, problemText, type Streams } from "./output";
import { workingFolder } from "./workingFolder";
import { outputRows, outputText } from "../provisioners/rows";
import { usageError } from "./usage";

/** `waymark resources`: what Score files ask for, each resource once, in the order of provisioning. */
export function resources(argv: readonly string[], streams: Streams): number {
    const { files, format, compat, environment, config } = listArguments("resources", argv);
    if (files.length === 0) {
        throw usageError("no file is named", "resources");
    }
    const { workloads, warnings } = readWorkloadArguments(files, { compat });
    const graph = buildResourceGraph(workloads);
    const problems = [...duplicateWorkloads(workloads), ...graph.problems];
    if (problems.length > 0) {
        throw new ProblemError(problems);
    }
    const registry = new ProvisionerRegistry(ownProvisioners(files, environment, config));
    const unprovided = graph.resources
        .filter((node) => registry.find(node) === undefined)
        .map((node) => ({ ...registry.notFound(node), ...node.source.place(["resources", node.sourceName, "type"]) }));
    streams.err(problemText([...warnings, ...unprovided], "warning"));
    const nodes = graph.resources.map((node) => ({
        node,
        users: [...new Set(node.uses.map(({ workload }) => workload.name))].sort(),
        provisioner: registry.find(node) ?? { outputs: {} },
    }));
    if (format === "json") {
        const row = ({ uid, type, class: className, id }: ResourceNode) => ({ uid, type, class: className, id });
        printJson(
            streams,
            nodes.map(({ node, users, provisioner }) => ({
                ...row(node),
                workloads: users,
                outputs: outputRows(provisioner),
            })),
        );
    } else {
        const rows = nodes.map(({ node, users, provisioner }) => [node.uid, users.join(", "), outputText(provisioner)]);
        streams.out(columns([["resource", "workloads", "outputs"], ...rows]));
    }
    return exitStatus.fine;
}

/** The provisioners of a stack's configuration; none where no stack is named. */
function ownProvisioners(files: readonly string[], environment?: string, configFile?: string): Provisioner[] {
    if (environment === undefined && configFile === undefined) {
        return [];
    }
    const [named] = configFile === undefined ? [] : stackNames([basename(configFile)]);
    const stack = environment ?? named ?? "dev";
    const from = files.find((file) => file !== "-");
    const { config, root } = readStackFile({ stack, configFile, from, base: workingFolder() });
    return [...loadProvisioners(config, root), ...staticOnes(config)];
}

/** The configured outputs as provisioners that are only asked what they are for. */
function staticOnes({ provisioners }: StackConfig): Provisioner[] {
    return provisioners.flatMap((entry) => (typeof entry === "string" ? [] : [staticProvisioner(entry)]));
}
