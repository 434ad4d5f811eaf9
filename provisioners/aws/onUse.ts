import type * as record from "@pulumi/aws/route53/record";
import type * as amqp from "../../components/aws/awsAmqp";
import type * as bucket from "../../components/aws/awsBucket";
import type * as mySql from "../../components/aws/awsMySql";
import type * as redis from "../../components/aws/awsRedis";
import type * as workloadRole from "../../components/aws/awsWorkloadRole";
import type * as connection from "../../components/aws/connectionSecret";
import type * as plan from "../../components/aws/plan";

// Each part of @pulumi/aws is loaded when the first resource that needs it is registered: whoever makes nothing in AWS
// needs no such package. `require` and not `import()`, since every loader of a Pulumi program knows it.
/* eslint-disable @typescript-eslint/no-require-imports */

/** The component behind `mysql`. */
export function loadAwsMySql(): typeof mySql.AwsMySql {
    return (require("../../components/aws/awsMySql") as typeof mySql).AwsMySql;
}

/** The component behind `redis`. */
export function loadAwsRedis(): typeof redis.AwsRedis {
    return (require("../../components/aws/awsRedis") as typeof redis).AwsRedis;
}

/** The component behind `amqp`. */
export function loadAwsAmqp(): typeof amqp.AwsAmqp {
    return (require("../../components/aws/awsAmqp") as typeof amqp).AwsAmqp;
}

/** The component behind `s3`. */
export function loadAwsBucket(): typeof bucket.AwsBucket {
    return (require("../../components/aws/awsBucket") as typeof bucket).AwsBucket;
}

/** The role of a workload. */
export function loadAwsWorkloadRole(): typeof workloadRole.AwsWorkloadRole {
    return (require("../../components/aws/awsWorkloadRole") as typeof workloadRole).AwsWorkloadRole;
}

/** A record in Route 53. */
export function loadRecord(): typeof record.Record {
    return (require("@pulumi/aws/route53/record") as typeof record).Record;
}

/** How to connect to what such a component made. */
export function loadConnectionOf(): typeof connection.connectionOf {
    return (require("../../components/aws/connectionSecret") as typeof connection).connectionOf;
}

/** What decides about those components without registering anything; needs nothing of @pulumi/aws. */
export function loadAwsPlans(): typeof plan {
    return require("../../components/aws/plan") as typeof plan;
}
