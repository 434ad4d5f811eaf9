import type { ObjectReference } from "../objectReference";
import type { PolicyResource } from "../resource";
import { ComponentView, isComponent } from "./componentView";
import { isNamespaced, matchesKind, type GroupKind } from "./kinds";
import { mayMakePods, podsOf, type Pods } from "./podTemplates";
import type { PodView } from "./podView";
import { ResourceView } from "./resourceView";
import type { Value } from "./value";

/** A Kubernetes object of the set: its body has `apiVersion`, `kind`, `metadata`, `spec`. */
export class KubeObject extends ResourceView implements GroupKind {
    /** API group without the version; `core` for Pods and their like. */
    readonly group: string;
    readonly kind: string;
    /** A server-side-apply patch: what is absent may well be set by somebody else. */
    readonly partial: boolean;
    readonly #apiVersion: string;
    #pods: Pods | undefined;

    constructor(resource: PolicyResource, token: KubeToken) {
        super(resource);
        this.group = token.group;
        this.#apiVersion = token.apiVersion;
        this.partial = token.kind.endsWith("Patch") && this.body.get("kind").string() !== token.kind;
        this.kind = this.partial ? token.kind.slice(0, -"Patch".length) : token.kind;
    }

    get metadata(): Value {
        return this.body.get("metadata");
    }

    get namespace(): Value {
        return this.metadata.get("namespace");
    }

    /** Whether objects of its kind live in a namespace. */
    get namespaced(): boolean {
        return isNamespaced(this);
    }

    /** Whether its kind is one of those named: `Deployment`, `argoproj.io/Rollout`, `*`. */
    isKind(...selectors: readonly string[]): boolean {
        return selectors.some((selector) => matchesKind(selector, this));
    }

    /** A label's value. */
    label(key: string): Value {
        return this.metadata.get("labels", key);
    }

    /** An annotation's value. */
    annotation(key: string): Value {
        return this.metadata.get("annotations", key);
    }

    /** Whether its kind can make pods at all; only then it's worth asking for them. */
    get mayMakePods(): boolean {
        return mayMakePods(this);
    }

    /** The pods that this object is or makes: one for Kubernetes' own kinds, several for a workflow. */
    get pods(): readonly PodView[] {
        return this.allPods.pods;
    }

    /** The first of {@link pods}, and the only one of Kubernetes' own kinds; undefined where it makes none. */
    get pod(): PodView | undefined {
        return this.pods[0];
    }

    override get guessed(): boolean {
        return this.allPods.guessed;
    }

    private get allPods(): Pods {
        return (this.#pods ??= podsOf(this, this.body, this.partial));
    }

    /** Names marked as secret are not shown. */
    protected override refer(): ObjectReference {
        const { resource } = this;
        return {
            apiVersion: publicText(this.body.get("apiVersion")) ?? this.#apiVersion,
            kind: this.kind,
            namespace: publicText(this.namespace) ?? null,
            name: publicText(this.metadata.get("name")) ?? resource.name,
            type: resource.type,
            urn: resource.urn ?? null,
        };
    }
}

/**
 * The view of a resource: a Kubernetes object where its type token says so, else a plain resource (components,
 * providers, charts, releases, everything of other clouds).
 */
export function toView(resource: PolicyResource): ResourceView {
    const token = parseToken(resource.type);
    if (token !== undefined) {
        return new KubeObject(resource, token);
    }
    return isComponent(resource.type) ? new ComponentView(resource) : new ResourceView(resource);
}

/** Tokens under which pulumi-kubernetes registers things that are no API objects: their children are judged. */
const noApiGroups = new Set(["yaml", "kustomize", "helm.sh"]);

interface KubeToken extends GroupKind {
    apiVersion: string;
}

function parseToken(type: string): KubeToken | undefined {
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
