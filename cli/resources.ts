import { ProblemError } from "../core/problem";
import { ProvisionerRegistry } from "../provisioners/registry";
import { buildResourceGraph, duplicateWorkloads, type ResourceNode } from "../score";
import { columns } from "./columns";
import { readWorkloadArguments } from "./workloadArguments";
import { listArguments } from "./listArguments";
import { exitStatus, printJson, problemText, type Streams } from "./output";
import { outputRows, outputText } from "../provisioners/rows";
import { usageError } from "./usage";

/** `waymark resources`: what Score files ask for, each resource once, in the order of provisioning. */
export function resources(argv: readonly string[], streams: Streams): number {
    const { files, format, compat } = listArguments("resources", argv);
    if (files.length === 0) {
        throw usageError("no file is named", "resources");
    }
    const { workloads, warnings } = readWorkloadArguments(files, compat);
    const graph = buildResourceGraph(workloads);
    const problems = [...duplicateWorkloads(workloads), ...graph.problems];
    if (problems.length > 0) {
        throw new ProblemError(problems);
    }
    const registry = new ProvisionerRegistry();
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
