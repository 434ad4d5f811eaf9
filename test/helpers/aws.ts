import type { EngineResource } from "../../engine";

/** What stack configuration says of an AWS account that nobody has. */
export const awsFacts = {
    region: "eu-west-1",
    vpcId: "vpc-0a1b2c3d",
    vpcCidrs: ["10.20.0.0/16"],
    subnetIds: ["subnet-0b1b2c3d", "subnet-0a1b2c3d"],
    securityGroupIds: ["sg-0a1b2c3d"],
};

/** A key for what is stored. */
export const kmsKeyId = "arn:aws:kms:eu-west-1:111122223333:key/1a2b3c4d-1111-2222-3333-444455556666";

/** What the provider would answer; every secret in it says so. */
export function awsAnswers({ type, name }: EngineResource): Record<string, unknown> {
    switch (type) {
        case "aws:rds/instance:Instance":
            return { address: `${name}.rds.example` };
        case "aws:elasticache/replicationGroup:ReplicationGroup":
            return { primaryEndpointAddress: `${name}.cache.example` };
        case "aws:mq/broker:Broker":
            return { instances: [{ endpoints: ["stomp://b-1.mq.example:61614", "amqps://b-1.mq.example:5671"] }] };
        case "aws:s3/bucket:Bucket":
            return { arn: `arn:aws:s3:::${name}` };
        case "aws:iam/role:Role":
            return { arn: `arn:aws:iam::111122223333:role/${name}`, name: `${name}-1a2b3c4` };
        case "aws:iam/user:User":
            return { name: `${name}-1a2b3c4` };
        case "aws:iam/accessKey:AccessKey":
            return { secret: `hunter2-${name}` };
        case "random:index/randomPassword:RandomPassword":
            return { result: `hunter2-${name}` };
        default:
            return {};
    }
}
