import * as pulumi from "@pulumi/pulumi";
import { nearestName, suggest } from "../core/nearest";
import type { PathStep } from "../core/pointer";
import { ProblemError, type Problem } from "../core/problem";
import { handOver } from "../components/shared/handover";
import type { Environment } from "../environments/environment";
import { SecretOutput } from "../provisioners/outputs";
import { backendOf } from "../provisioners/backends";
import type {
    Provisioned,
    Provisioner,
    ProvisionContext,
    ProvisionPlan,
    ProvisionRequest,
    RequestedResource,
} from "../provisioners/provisioner";
import type { ProvisionerRegistry } from "../provisioners/registry";
import type { LookupContext, ResourceGraph, ResourceNode, ScoreWorkload } from "../score";
import { atPlaceOf } from "./conversion";
import { checkParams, NotKnownYet, resolveParams, unknownParams } from "./params";
import { outputUnder } from "./resolve";

/** A resource with what its provisioner gave; nothing yet where that has to wait until everything is checked. */
export interface ResourceResult {
    node: ResourceNode;
    provisioner: Provisioner;
    provisioned: Provisioned | undefined;
    /** What is known of it beforehand; in a plan only. */
    plan: ProvisionPlan;
}

/** The resources of an environment after provisioning, or as far as they can be planned. */
export interface Resources {
    /** By UID, in the order of provisioning. */
    results: ReadonlyMap<string, ResourceResult>;
    problems: readonly Problem[];
    warnings: readonly Problem[];
}

/** What all resources of an environment are provisioned with. */
interface Provisioning {
    uses: Uses;
    registry: ProvisionerRegistry;
    context: ProvisionContext;
    /** Whether a param that its type doesn't know is an error. */
    strictParams: boolean;
    /** False: a plan. Only provisioners that register nothing are asked, so that all problems are known first. */
    register: boolean;
}

/** Provisions every resource in the order of the graph. */
export function provisionAll(graph: ResourceGraph, provisioning: Provisioning): Resources {
    const { registry, strictParams } = provisioning;
    const results = new Map<string, ResourceResult>();
    const problems: Problem[] = [];
    const warnings: Problem[] = [];
    for (const node of graph.resources) {
        const { source, sourceName } = node;
        const provisioner = registry.find(node);
        if (provisioner === undefined) {
            problems.push({ ...registry.notFound(node), ...source.place(["resources", sourceName, "type"]) });
            continue;
        }
        const refusal = sharingProblem(node, provisioner);
        if (refusal !== undefined) {
            problems.push(refusal);
            continue;
        }
        const unknown = unknownParams(provisioner.params, node.params).map((problem) => atParams(problem, node, "key"));
        (strictParams ? problems : warnings).push(...unknown);
        let made: Made = nothingYet;
        try {
            made = provisionOne(node, provisioner, results, provisioning);
        } catch (error) {
            if (!(error instanceof ProblemError)) {
                throw error;
            }
            problems.push(...error.problems.map((problem) => atParams(problem, node)));
        }
        results.set(node.uid, { node, provisioner, ...made });
    }
    return { results, problems, warnings };
}

/** What comes of one request. */
type Made = Pick<ResourceResult, "provisioned" | "plan">;

const nothingYet: Made = { provisioned: undefined, plan: { names: [] } };

function provisionOne(
    node: ResourceNode,
    provisioner: Provisioner,
    results: ReadonlyMap<string, ResourceResult>,
    { uses, context, register }: Provisioning,
): Made {
    let params: unknown;
    try {
        params = resolveParams(node.params ?? {}, lookupFor(node.source, uses, results, "params"));
    } catch (error) {
        if (error instanceof NotKnownYet) {
            return nothingYet;
        }
        throw error;
    }
    const request: ProvisionRequest<unknown> = {
        resource: requested(node),
        params: checkParams(provisioner.params, params),
        backend: backendOf(provisioner, node, context.environment),
        context,
        handOver: (args) => handOver(args, handoverFor(node, context.environment)),
    };
    if (!register && provisioner.registers !== false) {
        return { provisioned: undefined, plan: provisioner.plan?.(request) ?? nothingYet.plan };
    }
    const provisioned = provisioner.provision(request);
    if (register) {
        provisioned.register?.();
    }
    return { provisioned, plan: nothingYet.plan };
}

/** The resources of each workload by their keys in its file. */
export type Uses = ReadonlyMap<ScoreWorkload, ReadonlyMap<string, ResourceNode>>;

/** Turns a graph round: from resources that know their workloads to workloads that know their resources. */
export function usesOf(graph: ResourceGraph): Uses {
    const uses = new Map<ScoreWorkload, Map<string, ResourceNode>>();
    for (const node of graph.resources) {
        for (const { workload, name } of node.uses) {
            const own = uses.get(workload) ?? new Map<string, ResourceNode>();
            uses.set(workload, own.set(name, node));
        }
    }
    return uses;
}

/** What the placeholders of a workload are looked up in. */
export function lookupFor(
    workload: ScoreWorkload,
    uses: Uses,
    results: ReadonlyMap<string, ResourceResult>,
    use: "params" | "workload",
): LookupContext {
    const nodes = [...(uses.get(workload) ?? [])];
    return {
        metadata: workload.document.metadata,
        resources: Object.fromEntries(
            nodes.map(([name, node]) => [
                name,
                (keys: readonly string[]) => outputOf(results.get(node.uid), name, keys, use),
            ]),
        ),
    };
}

function outputOf(
    result: ResourceResult | undefined,
    name: string,
    keys: readonly string[],
    use: "params" | "workload",
): unknown {
    const [key = "", ...rest] = keys;
    if (result === undefined) {
        return waitFor(use, false); // there is no provisioner, which is a problem of its own
    }
    const { provisioned, provisioner, plan } = result;
    const withheld = Object.hasOwn(plan.withheld ?? {}, key) ? plan.withheld?.[key] : undefined;
    if (withheld !== undefined) {
        throw new ProblemError({ code: "output-withheld", ...withheld });
    }
    const known = provisioned?.outputs ?? (provisioner.outputs === "any" ? undefined : provisioner.outputs);
    if (known !== undefined && !Object.hasOwn(known, key)) {
        const names = Object.keys(known);
        throw new ProblemError({
            code: "unknown-output",
            message: `the resource "${name}" of type ${provisioner.type} hands out no "${key}"`,
            hint: missingHint(provisioner, key, names),
        });
    }
    if (provisioned === undefined) {
        const { outputs } = provisioner;
        return waitFor(use, outputs !== "any" && outputs[key]?.secret === true);
    }
    return outputUnder(provisioned.outputs[key], rest, ["resources", name, ...keys]);
}

function missingHint({ missingOutput }: Provisioner, key: string, names: readonly string[]): string {
    const nearest = nearestName(key, names);
    if (nearest !== undefined) {
        return `did you mean "${nearest}"?`;
    }
    return missingOutput ?? (names.length === 0 ? "it has no outputs" : suggest(key, names));
}

/** Stands for a value that only registration gives: enough to check everything else by. */
function waitFor(use: "params" | "workload", secret: boolean): unknown {
    if (use === "params") {
        throw new NotKnownYet();
    }
    return secret
        ? new SecretOutput({ secretName: "planned", key: "planned", value: pulumi.secret("planned") })
        : "planned";
}

function sharingProblem({ uid, uses }: ResourceNode, provisioner: Provisioner): Problem | undefined {
    const workloads = [...new Set(uses.map(({ workload }) => workload.name))];
    const [first, second] = uses;
    if (provisioner.shareable !== false || workloads.length < 2 || first === undefined || second === undefined) {
        return undefined;
    }
    const other = uses.find(({ workload }) => workload.name !== first.workload.name) ?? second;
    return {
        code: "not-shareable",
        message: `${uid} is used by "${first.workload.name}" and by "${other.workload.name}"; a ${provisioner.type} belongs to one workload`,
        hint: "leave the id out, so that each workload has its own",
        ...other.workload.place(["resources", other.name, "id"]),
    };
}

function requested(node: ResourceNode): RequestedResource {
    const { uid, type, class: className, id, logicalName, sourceName, source, uses } = node;
    const workloads = [...new Set(uses.map(({ workload }) => workload.name))].sort();
    return { uid, type, class: className, id, logicalName, name: sourceName, workloads, source: source.name };
}

function handoverFor(node: ResourceNode, environment: Environment) {
    const { source, sourceName, params = {} } = node;
    const path = ["resources", sourceName, "params"];
    const origins = Object.keys(params).map(
        (key) => [key, { kind: "score", place: source.place([...path, key]) }] as const,
    );
    return { environment, origins: new Map(origins), uid: node.uid };
}

/** A problem at the place of the params or, where that is wrong, of the class. */
function atParams(problem: Problem, { source, sourceName }: ResourceNode, part: "key" | "value" = "value"): Problem {
    const place: PathStep[] = ["resources", sourceName, problem.code === "unknown-resource-class" ? "class" : "params"];
    return atPlaceOf(
        problem,
        (argument) => [...place, ...argument],
        (path) => source.place(path, part),
    );
}
