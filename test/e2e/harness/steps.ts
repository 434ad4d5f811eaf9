import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { PulumiResult } from "./pulumi";

/** What the engine did, or in a preview would do: operations by the resource that they are for. */
export interface Step {
    op: string;
    urn: string;
    type: string;
    name: string;
}

const finished = new Set(["same", "skip"]);

/** All steps of a command. */
export function stepsOf({ events }: PulumiResult): Step[] {
    return events.flatMap(({ resourcePreEvent }: EngineEvent) => {
        if (resourcePreEvent === undefined) {
            return [];
        }
        const { op, urn, type } = resourcePreEvent.metadata;
        return type.startsWith("pulumi:") ? [] : [{ op, urn, type, name: urn.split("::").at(-1) ?? "" }];
    });
}

/** The steps that change something, written as `update Deployment web`, sorted. */
export function changesOf(result: PulumiResult): string[] {
    return stepsOf(result)
        .filter(({ op }) => !finished.has(op))
        .map(({ op, type, name }) => `${op} ${type.split(":").at(-1)} ${name}`)
        .sort();
}
