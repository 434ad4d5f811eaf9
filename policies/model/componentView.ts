import type { ObjectReference } from "../objectReference";
import { ResourceView } from "./resourceView";

/** Whether a type token is that of one of our components. */
export function isComponent(type: string): boolean {
    return type.startsWith("waymark:index:");
}

/** One of our components: its body is the arguments that it registered. */
export class ComponentView extends ResourceView {
    /** With the namespace that it puts its objects in, so that a waiver for a namespace covers it like them. */
    protected override refer(): ObjectReference {
        const namespace = this.get("namespace");
        return { ...super.refer(), namespace: (namespace.hidden ? undefined : namespace.string()) ?? null };
    }
}
