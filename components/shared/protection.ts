import type { ComponentResourceOptions } from "@pulumi/pulumi";

/**
 * Options of a child that holds data: protected and kept on deletion, unless whoever made the component has said
 * something about either himself, which then reaches the child by inheritance.
 */
export function protectionOptions(
    protect: boolean,
    opts: ComponentResourceOptions = {},
): { protect?: boolean; retainOnDelete?: boolean } {
    return protect && opts.protect === undefined && opts.retainOnDelete === undefined
        ? { protect: true, retainOnDelete: true }
        : {};
}
