import { z } from "zod";
import { strictMap } from "../../core/schema";
import { commonFields, inputText, labelText, namespaceName, storageSize } from "../shared/fields";
import type { AwsBucketArgs, AwsMySqlArgs, AwsNetworkArgs, AwsWorkloadRoleArgs } from "./args";

// Whether ids and ARNs have the right form is asked where they are read, with their place in stack configuration.
const text = z.string().min(1);

const { protection, ...who } = commonFields;

const common = {
    ...who,
    namespace: namespaceName,
    costCenter: labelText.optional(),
    region: text,
    tags: z.record(z.string(), z.string()).optional(),
};

const data = { ...common, protection, kmsKeyId: text.optional() };

const network = { ...data, vpcId: text, subnetIds: z.array(text).min(1), securityGroupIds: z.array(text).min(1) };

/** The form of the arguments of what has an address in the VPC. */
export const networkSchema: z.ZodType<AwsNetworkArgs> = strictMap(network);

/** The form of AwsMySql's arguments. */
export const mySqlSchema: z.ZodType<AwsMySqlArgs> = strictMap({ ...network, storage: storageSize.optional() });

/** The form of AwsBucket's arguments. */
export const bucketSchema: z.ZodType<AwsBucketArgs> = strictMap({
    ...data,
    roles: z.record(z.string(), inputText).optional(),
    permissionsBoundary: text.optional(),
});

/** The form of AwsWorkloadRole's arguments. */
export const workloadRoleSchema: z.ZodType<AwsWorkloadRoleArgs> = strictMap({
    ...common,
    serviceAccount: text,
    identity: strictMap({
        oidcProviderArn: text.optional(),
        oidcProviderUrl: text.optional(),
        clusterName: text.optional(),
    }),
    permissionsBoundary: text.optional(),
});
