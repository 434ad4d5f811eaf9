import type { Input, Output } from "@pulumi/pulumi";

/** Where a secret can be had: a key of a Kubernetes Secret, its value as a secret Output, or both. */
export interface SecretSource {
    /** Name of the Secret in the workloads' namespace. */
    secretName?: Input<string>;
    /** Key in it. */
    key?: string;
    /** The value itself; without it the secret can be referred to, but not be made part of a longer text in a file. */
    value?: Output<string>;
}

/**
 * A secret that a resource hands out, carried by reference all the way to the container.
 *
 * @example
 * new SecretOutput({ secretName: "orders-redis", key: "password" })
 */
export class SecretOutput {
    readonly reference: { secretName: Input<string>; key: string } | undefined;
    readonly value: Output<string> | undefined;

    /** @throws TypeError where neither a Secret with its key nor a value is given */
    constructor({ secretName, key, value }: SecretSource) {
        this.reference = secretName === undefined || key === undefined ? undefined : { secretName, key };
        this.value = value;
        if (this.reference === undefined && value === undefined) {
            throw new TypeError("a secret output needs secretName and key, or a value");
        }
    }
}

/**
 * One value that a resource hands out: plain data (anything that JSON can hold), a public Output, or a
 * {@link SecretOutput}. A map may hold any of them.
 */
export type ResourceOutput = unknown;

/** What is documented about one output. */
export interface OutputDescription {
    description: string;
    /** True where the value is a secret. Default false. */
    secret?: boolean;
}
