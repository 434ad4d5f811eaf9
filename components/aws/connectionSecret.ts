import { Secret } from "@pulumi/kubernetes/core/v1/secret";
import * as pulumi from "@pulumi/pulumi";
import { componentLabels } from "../shared/labels";
import { childName, type Identity } from "../shared/names";
import type { AwsSettings } from "./settings";

/** What is handed out of something in AWS; kept beside the component, since fields would become outputs. */
export interface AwsConnection {
    /** Name of the Secret in the workloads' namespace; undefined where there is nothing secret. */
    secretName: string | undefined;
    /** How to connect, by the names of the resource type's outputs. */
    content: Readonly<Record<string, pulumi.Output<string>>>;
}

const connections = new WeakMap<object, AwsConnection>();

/** Keeps how to connect beside the component, and in a Secret that workloads read. */
export function keepConnection(
    component: pulumi.ComponentResource,
    identity: Identity,
    settings: AwsSettings,
    namespace: pulumi.Input<string>,
    values: Readonly<Record<string, pulumi.Input<string>>>,
): void {
    const content = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, pulumi.output(value)]));
    const name = childName(identity, "connection");
    const labels = { ...componentLabels(settings), "waymark.dev/backend": "aws" };
    new Secret(
        `${identity.logicalName}-connection`,
        { metadata: { name, namespace, labels }, stringData: pulumi.secret(content) },
        { parent: component },
    );
    connections.set(component, { secretName: name, content });
}

/** Keeps how to connect where nothing of it is secret. */
export function keepPublic(
    component: pulumi.ComponentResource,
    content: Readonly<Record<string, pulumi.Output<string>>>,
): void {
    connections.set(component, { secretName: undefined, content });
}

/** How to connect to what a component of this folder made. */
export function connectionOf(component: pulumi.ComponentResource): AwsConnection {
    const found = connections.get(component);
    if (found === undefined) {
        throw new TypeError("this component keeps no connection");
    }
    return found;
}
