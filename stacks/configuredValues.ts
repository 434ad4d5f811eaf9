import * as pulumi from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output";
import { SecretValue, UnknownValue } from "../core/values";
import { SecretOutput, type ResourceOutput } from "../provisioners/outputs";
import type { Provisioner } from "../provisioners/provisioner";
import { staticProvisioner } from "../provisioners/static";
import type { StackConfig } from "./config";

/** Values of stack configuration as resources hand them out. */
export interface ConfiguredValues {
    values: Readonly<Record<string, ResourceOutput>>;
    /** One for each `static` entry. */
    provisioners: readonly Provisioner[];
}

/** Turns marked secrets of the configuration into secret Outputs; to be called inside a Pulumi program. */
export function configuredValues({ values, provisioners }: StackConfig): ConfiguredValues {
    return {
        values: mapValues(values),
        provisioners: provisioners.flatMap((entry) =>
            typeof entry === "string" ? [] : [staticProvisioner({ ...entry, static: mapValues(entry.static) })],
        ),
    };
}

function mapValues(values: Readonly<Record<string, unknown>>): Record<string, ResourceOutput> {
    return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, resourceOutput(value)]));
}

function resourceOutput(value: unknown): ResourceOutput {
    if (value instanceof SecretValue) {
        const known = value.reveal();
        // Encrypted values are not opened offline: they are secret, and what they are is not known.
        const text = known instanceof UnknownValue ? (unknown as unknown as string) : asText(known);
        return new SecretOutput({ value: pulumi.secret(text) });
    }
    if (Array.isArray(value)) {
        return value.map(resourceOutput);
    }
    return typeof value === "object" && value !== null ? mapValues(value as Record<string, unknown>) : value;
}

function asText(value: unknown): string {
    return typeof value === "string" ? value : JSON.stringify(value);
}
