import assert from "node:assert/strict";
import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { StandardService, type StandardServiceArgs } from "../../../index";
import { findResources, preview, type EngineResource, type update } from "../../../engine";

/** The fewest arguments. */
export const minimal: StandardServiceArgs = { environment: "dev", namespace: "shop", image: "acme/api:1.0" };

/** What a service named `api` registers. */
export interface Registered {
    resources: EngineResource[];
    /** `Kind name` of each, the stack left out. */
    names: string[];
    /** The only resource of a kind and name; the name is `api` unless said. */
    one: (kind: string, name?: string) => EngineResource;
    /** Template of the pods. */
    pod: { metadata: { labels: Strings; annotations?: Strings }; spec: PodSpec };
}

type Strings = Record<string, string>;

/** As much of a pod as the tests look at. */
interface PodSpec {
    securityContext: Record<string, unknown>;
    containers: ({
        name: string;
        image: string;
        env?: { name: string; value?: unknown; valueFrom?: unknown }[];
        ports?: { name?: string; containerPort: number }[];
        volumeMounts: { name: string; mountPath: string; subPath?: string; readOnly?: boolean }[];
    } & Record<string, unknown>)[];
    volumes: ({ name: string } & Record<string, unknown>)[];
}

/** Previews (or, where `run` says so, updates) a service named `api`. */
export async function register(
    args: StandardServiceArgs,
    run: typeof preview | typeof update = preview,
    opts?: ComponentResourceOptions,
): Promise<Registered> {
    const result = await run(() => void new StandardService("api", args, opts));
    const one = (kind: string, name = "api"): EngineResource => {
        const [found, ...more] = findResources(result, { type: kind, name });
        assert.ok(found !== undefined && more.length === 0, `${more.length + (found ? 1 : 0)} of ${kind} ${name}`);
        return found;
    };
    const workload = result.resources.find(({ type }) => /:(Deployment|StatefulSet)$/.test(type));
    const { template } = workload!.inputs["spec"] as { template: Registered["pod"] };
    const names = result.resources
        .filter(({ type }) => type !== "pulumi:pulumi:Stack")
        .map(({ type, name }) => `${type.slice(type.lastIndexOf(":") + 1)} ${name}`);
    return { resources: result.resources, names: names.sort(), one, pod: template };
}
