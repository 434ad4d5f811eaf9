import type { input } from "@pulumi/kubernetes/types";
import type { Input } from "@pulumi/pulumi";
import { sortedEntries } from "../../core/sortedEntries";
import { contentKey } from "./configuration";
import { placeIn, type DeclaredContainer } from "./containers";
import { publicValue } from "./publicValue";

/**
 * Environment variables of a container: the secret ones first, so that a plain one can be composed of them with
 * Kubernetes' own `$(NAME)`; each kind in the order of its names.
 *
 * @param secretName the Secret that holds the service's `secretValues`
 */
export function environmentVariables(container: DeclaredContainer, secretName: Input<string>): input.core.v1.EnvVar[] {
    const { variables, secretVariables, secretValues } = container.args;
    const references = sortedEntries({
        ...secretVariables,
        ...Object.fromEntries(
            Object.keys(secretValues ?? {}).map((name) => [
                name,
                { secretName, key: contentKey(container.name, name) },
            ]),
        ),
    });
    return [
        ...references.map(([name, { secretName: from, key }]) => ({
            name,
            valueFrom: { secretKeyRef: { name: from, key } },
        })),
        ...sortedEntries(variables).map(([name, value]) => ({
            name,
            value: publicValue(value, placeIn(container, "variables", name), "secretValues"),
        })),
    ];
}
