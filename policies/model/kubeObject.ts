import type { ObjectReference } from "../objectReference";
import type { PolicyResource } from "../resource";
import { podOf, type PodView } from "./podView";
import { Value, type ValueOwner } from "./value";

/** A Kubernetes object of the set, read through values that know their paths. */
export class KubeObject implements ValueOwner {
    /** All inputs: `apiVersion`, `kind`, `metadata`, `spec`. */
    readonly body: Value;
    /** API group without the version; `core` for Pods and their like. */
    readonly group: string;
    readonly kind: string;
    /** A server-side-apply patch: what is absent may well be set by somebody else. */
    readonly partial: boolean;
    #pod: PodView | null | undefined;
    #reference: ObjectReference | undefined;

    constructor(readonly resource: PolicyResource) {
        this.body = Value.root(resource.inputs, this);
        const token = parseToken(resource.type);
        this.group = token?.group ?? "";
        const kind = token?.kind ?? "";
        this.partial = kind.endsWith("Patch") && this.body.get("kind").string() !== kind;
        this.kind = this.partial ? kind.slice(0, -"Patch".length) : kind;
    }

    get metadata(): Value {
        return this.body.get("metadata");
    }

    get namespace(): Value {
        return this.metadata.get("namespace");
    }

    /** A label's value. */
    label(key: string): Value {
        return this.metadata.get("labels", key);
    }

    /** An annotation's value. */
    annotation(key: string): Value {
        return this.metadata.get("annotations", key);
    }

    /** The pod that this object is or makes; undefined where it makes none. */
    get pod(): PodView | undefined {
        this.#pod ??= podOf(this.group, this.kind, this.body, this.partial) ?? null;
        return this.#pod ?? undefined;
    }

    /** How reports name it. Names marked as secret are not shown. */
    reference(): ObjectReference {
        return (this.#reference ??= this.refer());
    }

    private refer(): ObjectReference {
        const { resource } = this;
        const apiVersion = publicText(this.body.get("apiVersion")) ?? parseToken(resource.type)?.apiVersion ?? null;
        return {
            apiVersion,
            kind: this.kind,
            namespace: publicText(this.namespace) ?? null,
            name: publicText(this.metadata.get("name")) ?? resource.name,
            type: resource.type,
            urn: resource.urn ?? null,
        };
    }
}

/**
 * The Kubernetes object that a resource is; undefined for components, providers, charts, what is only read and
 * everything else.
 */
export function toKubeObject(resource: PolicyResource): KubeObject | undefined {
    return resource.external === true || parseToken(resource.type) === undefined ? undefined : new KubeObject(resource);
}

/** Tokens under which pulumi-kubernetes registers things that are no API objects: their children are judged. */
const noApiGroups = new Set(["yaml", "kustomize", "helm.sh"]);

function parseToken(type: string): { group: string; apiVersion: string; kind: string } | undefined {
    const match = /^kubernetes:([^/:]+)\/([^/:]+):([A-Za-z0-9]+)$/.exec(type);
    if (match === null || noApiGroups.has(match[1]!)) {
        return undefined;
    }
    const [, group = "", version = "", kind = ""] = match;
    return { group, apiVersion: group === "core" ? version : `${group}/${version}`, kind };
}

function publicText(value: Value): string | undefined {
    return value.hidden ? undefined : value.string();
}
