import { PodIdentityAssociation } from "@pulumi/aws/eks/podIdentityAssociation";
import { Role } from "@pulumi/aws/iam/role";
import * as pulumi from "@pulumi/pulumi";
import { keepSettings } from "../shared/settings";
import type { AwsWorkloadRoleArgs } from "./args";
import { keepPublic } from "./connectionSecret";
import { awsTokens, planWorkloadRole } from "./plan";
import { oidcTrust, podIdentityTrust } from "./policies";

/**
 * The role that a workload's pods take on in AWS, by their ServiceAccount: there can be one per ServiceAccount, so all
 * resources of the workload add what they allow to this one.
 */
export class AwsWorkloadRole extends pulumi.ComponentResource {
    constructor(name: string, args: AwsWorkloadRoleArgs, opts?: pulumi.ComponentResourceOptions) {
        const { settings, explained } = planWorkloadRole(name, args);
        const { region, namespace, serviceAccount, permissionsBoundary } = args;
        const { oidcProviderArn: arn, oidcProviderUrl: url, clusterName = "" } = args.identity;
        super(awsTokens.workloadRole, name, args, opts);
        keepSettings(this, explained);

        const parent = { parent: this };
        const isOidc = arn !== undefined && url !== undefined;
        const trust = pulumi
            .output(namespace)
            .apply((known) =>
                JSON.stringify(
                    isOidc
                        ? oidcTrust({ arn, url }, `system:serviceaccount:${known}:${serviceAccount}`)
                        : podIdentityTrust(known, serviceAccount),
                ),
            );
        const { tags } = settings;
        const description = `Taken on by the pods of ${serviceAccount}`;
        const role = new Role(name, { assumeRolePolicy: trust, description, permissionsBoundary, tags }, parent);
        const association = isOidc
            ? undefined
            : new PodIdentityAssociation(
                  name,
                  { region, clusterName, namespace, serviceAccount, roleArn: role.arn, tags },
                  parent,
              );
        // Whoever uses the name waits for the association: pods that start before it have no credentials.
        const ready =
            association === undefined ? role.name : pulumi.all([role.name, association.id]).apply(([id]) => id);
        keepPublic(this, { name: ready, arn: role.arn });
        this.registerOutputs({});
    }
}
