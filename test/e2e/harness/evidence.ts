import type { EngineEvent } from "@pulumi/pulumi/automation";
import { harness } from "./harness";
import { KubeError, type KubeReference } from "./kubeClient";
import type { PulumiResult } from "./pulumi";

let last: PulumiResult | undefined;

/** Remembers what a command said, for the case that the test fails. */
export function remember(result: PulumiResult): PulumiResult {
    last = result;
    return result;
}

/** Prints what the engine said last, and what the API server says about the objects that failed. */
export async function printEvidence(): Promise<void> {
    if (last === undefined) {
        return;
    }
    console.log(indented(`--- the last command\n${last.stdout}${last.stderr}`));
    console.log(indented(["--- the engine's events", ...last.events.flatMap(described)].join("\n")));
    for (const reference of failedObjects(last.events)) {
        const answer = await answerFor(reference);
        console.log(indented(`--- the API server about ${reference.kind} ${reference.metadata.name}\n${answer}`));
    }
}

function described(event: EngineEvent): string[] {
    const { diagnosticEvent, resourcePreEvent, resOutputsEvent, resOpFailedEvent, policyEvent } = event;
    const step = (name: string, { op, urn }: { op: string; urn: string }): string => `${name} ${op} ${urn}`;
    if (diagnosticEvent !== undefined) {
        // Debug messages hold secrets in plain text; the type leaves them out, the engine doesn't.
        const severity: string = diagnosticEvent.severity;
        return severity === "debug" ? [] : [`${severity}: ${diagnosticEvent.message}`];
    }
    return [
        ...(resourcePreEvent === undefined ? [] : [step("begins", resourcePreEvent.metadata)]),
        ...(resOutputsEvent === undefined ? [] : [step("done", resOutputsEvent.metadata)]),
        ...(resOpFailedEvent === undefined ? [] : [step("FAILED", resOpFailedEvent.metadata)]),
        ...(policyEvent === undefined ? [] : [`policy ${policyEvent.policyName}: ${policyEvent.message}`]),
    ];
}

function failedObjects(events: readonly EngineEvent[]): KubeReference[] {
    return events.flatMap(({ resOpFailedEvent }) => {
        const state = resOpFailedEvent?.metadata.new ?? resOpFailedEvent?.metadata.old;
        const { apiVersion, kind, metadata } = (state?.inputs ?? {}) as Partial<KubeReference>;
        return typeof apiVersion === "string" && typeof kind === "string" && metadata !== undefined
            ? [{ apiVersion, kind, metadata }]
            : [];
    });
}

async function answerFor(reference: KubeReference): Promise<string> {
    try {
        const object = await harness().cluster.client.read(reference);
        return object === undefined ? "it is not there" : JSON.stringify(object);
    } catch (error) {
        return error instanceof KubeError ? error.answer : String(error);
    }
}

function indented(text: string): string {
    return text.trimEnd().replace(/^/gm, "      ");
}
