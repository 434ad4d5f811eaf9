import type { AwsNetworkArgs } from "../../components/aws/args";
import { awsPorts } from "../../components/aws/ports";
import { loadAwsAmqp, loadAwsPlans } from "./onUse";
import { serverBackend } from "./server";

/** `amqp` in AWS: a broker of Amazon MQ with RabbitMQ. */
export const awsAmqp = serverBackend<object, AwsNetworkArgs>({
    port: awsPorts.amqp,
    argsOf: () => ({}),
    plan: (name, args) => loadAwsPlans().planAmqp(name, args),
    load: loadAwsAmqp,
});
