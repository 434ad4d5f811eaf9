import { ProblemError } from "../core/problem";
import { generatedOutputs, inventId } from "./fakeProvider";
import { inheritFromParent } from "./inheritance";
import type { RunSettings } from "./options";
import { inTreeOrder } from "./order";
import type { EngineDiagnostic, EngineResource, EngineResult } from "./resource";
import { buildUrn, stackType } from "./urn";
import { fromWire, markSecret, objectFromWire, objectToWire, unknownText, type WireObject } from "./wire";

/** A registration as the protocol brought it. */
export interface Registration {
    /** All that is known of the resource before the engine has its say; `urn` and `outputs` are filled in here. */
    resource: Omit<EngineResource, "urn" | "inputs" | "outputs">;
    /** The inputs as the protocol carries them. */
    inputs: WireObject;
}

/** What a registration is answered with. */
export interface Registered {
    urn: string;
    id?: string;
    /** The outputs as the protocol carries them. */
    outputs: WireObject;
}

/** What one run has registered so far: the engine's memory, the same for every transport. */
export class Deployment {
    readonly settings: RunSettings;
    /** Everything that made the run fail, in the order of arrival. */
    readonly failures: unknown[] = [];
    readonly diagnostics: EngineDiagnostic[] = [];
    /** URN of the stack, as the SDK announced it. */
    root = "";
    /** Counts whatever arrives, so that a caller can see whether anything still does. */
    activity = 0;
    /** Called at each failure. */
    onFailure: () => void = () => undefined;

    readonly #resources = new Map<string, EngineResource>();
    #ended = false;

    constructor(settings: RunSettings) {
        this.settings = settings;
    }

    /** From now on every registration is too late and fails. */
    end(): void {
        this.#ended = true;
    }

    /** Remembers a failure and gives it back, so that it can be thrown. */
    fail(error: unknown): unknown {
        if (!this.failures.includes(error)) {
            this.failures.push(error);
        }
        this.onFailure();
        return error;
    }

    /**
     * Registers a resource: builds its URN, lets it inherit, shows it to the hook, invents its outputs.
     *
     * @throws ProblemError when it comes too late, its parent is unknown or its URN is taken; what the hook throws.
     */
    async register({ resource: described, inputs }: Registration): Promise<Registered> {
        this.activity++;
        const { type, name } = described;
        this.#refuseLate(type, name);
        const parent = described.parent ?? (type === stackType || this.root === "" ? undefined : this.root);
        const parentResource = this.#parentOf(type, name, parent);
        const urn = buildUrn({ ...this.settings, parent, type, name });
        if (this.#resources.has(urn)) {
            throw problem(
                "duplicate-resource",
                `resource ${JSON.stringify(name)} of type ${type} is registered twice (${urn})`,
                "give one of them another name or another parent",
            );
        }
        const plainInputs = objectFromWire(inputs);
        const resource: EngineResource = { ...described, urn, parent, inputs: plainInputs, outputs: {} };
        if (parentResource !== undefined) {
            inheritFromParent(resource, parentResource);
        }
        this.#resources.set(urn, resource);
        const { onResource } = this.settings;
        if (onResource !== undefined) {
            await onResource(resource);
        }
        const outputs = this.#create(
            resource,
            resource.inputs === plainInputs ? inputs : objectToWire(resource.inputs),
        );
        return { urn, id: resource.id, outputs };
    }

    /**
     * Stores the outputs that a component, or the stack, registers for itself.
     *
     * @throws ProblemError when there is no such resource.
     */
    registerOutputs(urn: string, outputs: WireObject): void {
        this.activity++;
        this.find(urn).outputs = objectFromWire(outputs);
    }

    /**
     * The resource with this URN.
     *
     * @throws ProblemError when there is none.
     */
    find(urn: string): EngineResource {
        const resource = this.#resources.get(urn);
        if (resource === undefined) {
            throw problem("unknown-resource", `there is no resource with the URN ${urn}`);
        }
        return resource;
    }

    /** Everything that was registered, for the caller. */
    result(notes: readonly string[], transport: EngineResult["transport"]): EngineResult {
        return {
            resources: inTreeOrder(this.#resources.values()),
            outputs: this.#resources.get(this.root)?.outputs ?? {},
            diagnostics: this.diagnostics,
            notes: [...notes],
            transport,
        };
    }

    #refuseLate(type: string, name: string): void {
        if (this.#ended) {
            throw problem(
                "late-resource",
                `resource ${JSON.stringify(name)} of type ${type} was registered after the program had ended`,
                "make the program wait for what creates it: return or await its promise",
            );
        }
    }

    #parentOf(type: string, name: string, parent: string | undefined): EngineResource | undefined {
        if (parent === undefined) {
            return undefined;
        }
        const resource = this.#resources.get(parent);
        if (resource === undefined) {
            throw problem(
                "unknown-parent",
                `resource ${JSON.stringify(name)} of type ${type} has a parent that was never registered (${parent})`,
                "create the parent in the same run, before its children",
            );
        }
        return resource;
    }

    /**
     * Does what a provider would: an id, and outputs that are the inputs and what only the provider knows. A remote
     * component's outputs are all made by its plugin; a local component registers its own. Gives the outputs as the
     * protocol carries them.
     */
    #create(resource: EngineResource, inputs: WireObject): WireObject {
        const { dryRun, outputsOf } = this.settings;
        if (!resource.custom && !resource.remote) {
            return {};
        }
        const { id, ...added } = { ...generatedOutputs(resource, dryRun), ...outputsOf?.(resource) };
        if (resource.custom && !dryRun) {
            resource.id ??= typeof id === "string" ? id : inventId(resource);
        }
        const outputs = { ...(resource.custom ? inputs : {}), ...objectToWire(added) };
        for (const key of resource.options.additionalSecretOutputs ?? []) {
            if (key in outputs) {
                outputs[key] = markSecret(outputs[key]);
            } else if (dryRun) {
                outputs[key] = markSecret(unknownText);
            }
        }
        for (const key of Object.keys(outputs)) {
            // What came through unchanged was converted already; large stacks would hold everything twice.
            resource.outputs[key] = outputs[key] === inputs[key] ? resource.inputs[key] : fromWire(outputs[key]);
        }
        return outputs;
    }
}

function problem(code: string, message: string, hint?: string): ProblemError {
    return new ProblemError({ code, message, hint });
}
