import type { AwsMySqlArgs } from "../../components/aws/args";
import { awsPorts } from "../../components/aws/ports";
import { loadAwsMySql, loadAwsPlans } from "./onUse";
import { serverBackend } from "./server";

/** `mysql` in AWS: an instance of RDS for MySQL. */
export const awsMysql = serverBackend<{ storage?: string }, AwsMySqlArgs>({
    port: awsPorts.mysql,
    argsOf: ({ storage }) => ({ storage }),
    plan: (name, args) => loadAwsPlans().planMySql(name, args),
    load: loadAwsMySql,
});
