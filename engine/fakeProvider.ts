import { createHash } from "node:crypto";
import { unknownValue } from "../core/values";
import type { EngineResource } from "./resource";

type Generator = (resource: EngineResource) => Record<string, unknown>;

/**
 * What each resource of `@pulumi/random` generates, made from its URN so that every run gives the same, and the
 * outputs of other stacks, of which there are none here.
 */
const generators: Record<string, Generator> = {
    "random:index/randomPassword:RandomPassword": (resource) => ({
        result: text(resource, lengthOf(resource)),
        bcryptHash: `$2a$10$${text(resource, 53)}`,
    }),
    "random:index/randomString:RandomString": (resource) => ({ result: text(resource, lengthOf(resource)) }),
    "random:index/randomBytes:RandomBytes": (resource) => ({
        base64: bytes(resource, lengthOf(resource)).toString("base64"),
        hex: bytes(resource, lengthOf(resource)).toString("hex"),
    }),
    "random:index/randomId:RandomId": (resource) => ({
        hex: bytes(resource, byteLengthOf(resource)).toString("hex"),
        b64Std: bytes(resource, byteLengthOf(resource)).toString("base64"),
        b64Url: bytes(resource, byteLengthOf(resource)).toString("base64url"),
        dec: BigInt(`0x${bytes(resource, byteLengthOf(resource)).toString("hex")}`).toString(),
    }),
    "random:index/randomUuid:RandomUuid": (resource) => ({ result: uuid(resource) }),
    "pulumi:pulumi:StackReference": () => ({ outputs: {}, secretOutputNames: [] }),
};

/**
 * What the generating resources of `@pulumi/random` and stack references add to their inputs: in a preview
 * `unknownValue`, in an update a value that depends on nothing but the URN and the length asked for. Nothing for any
 * other type.
 */
export function generatedOutputs(resource: EngineResource, dryRun: boolean): Record<string, unknown> {
    const outputs = generators[resource.type]?.(resource) ?? {};
    return dryRun ? Object.fromEntries(Object.keys(outputs).map((key) => [key, unknownValue])) : outputs;
}

/** The id that an update invents where nobody gives one: the name and eight hex digits of the URN's hash. */
export function inventId(resource: EngineResource): string {
    return `${resource.name}-${createHash("sha256").update(resource.urn).digest("hex").slice(0, 8)}`;
}

function lengthOf(resource: EngineResource): number {
    return typeof resource.inputs.length === "number" ? resource.inputs.length : 16;
}

function byteLengthOf(resource: EngineResource): number {
    return typeof resource.inputs.byteLength === "number" ? resource.inputs.byteLength : 8;
}

function bytes(resource: EngineResource, length: number): Buffer {
    return createHash("shake256", { outputLength: Math.max(length, 1) })
        .update(resource.urn)
        .digest();
}

function text(resource: EngineResource, length: number): string {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    return Array.from(bytes(resource, length), (byte) => alphabet[byte % alphabet.length]).join("");
}

function uuid(resource: EngineResource): string {
    const hex = bytes(resource, 16).toString("hex");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
