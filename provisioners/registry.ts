import { suggest } from "../core/nearest";
import type { Problem } from "../core/problem";
import { amqp } from "./amqp";
import { daprPubsub } from "./dapr-pubsub";
import { daprStateStore } from "./dapr-state-store";
import { daprSubscription } from "./dapr-subscription";
import { dns } from "./dns";
import { elasticsearch } from "./elasticsearch";
import { endpoint } from "./endpoint";
import { leftOut } from "./leftOut";
import { environment } from "./environment";
import { horizontalPodAutoscaler } from "./horizontal-pod-autoscaler";
import { kafkaTopic } from "./kafka-topic";
import { llmModel } from "./llm-model";
import { mongodb } from "./mongodb";
import { mssql } from "./mssql";
import { mysql } from "./mysql";
import { postgres } from "./postgres";
import { postgresInstance } from "./postgres-instance";
import { redis } from "./redis";
import { route } from "./route";
import { s3 } from "./s3";
import { service } from "./service";
import { servicePort } from "./service-port";
import { volume } from "./volume";
import type { Provisioner } from "./provisioner";

/** The provisioners of this package; each matches every class and id of its type. */
export const builtInProvisioners: readonly Provisioner[] = [
    amqp,
    daprPubsub,
    daprStateStore,
    daprSubscription,
    dns,
    elasticsearch,
    endpoint,
    environment,
    horizontalPodAutoscaler,
    kafkaTopic,
    llmModel,
    mongodb,
    mssql,
    mysql,
    postgres,
    postgresInstance,
    redis,
    route,
    s3,
    service,
    servicePort,
    volume,
];

/** Finds the provisioner of a resource. */
export class ProvisionerRegistry {
    /** In the order in which they are asked. */
    readonly provisioners: readonly Provisioner[];

    /** @param own a platform team's provisioners; they are asked before those of this package */
    constructor(own: readonly Provisioner[] = []) {
        this.provisioners = [...own, ...builtInProvisioners];
    }

    /** The first provisioner that matches type, class and id. */
    find(resource: { type: string; class: string; id: string }): Provisioner | undefined {
        return this.provisioners.find(
            (candidate) =>
                candidate.type === resource.type &&
                (candidate.class === undefined || candidate.class === resource.class) &&
                (candidate.id === undefined || candidate.id === resource.id),
        );
    }

    /** Why no provisioner was found, with what is there instead. */
    notFound({ type, class: className, id }: { type: string; class: string; id: string }): Problem {
        const types = [...new Set(this.provisioners.map((candidate) => candidate.type))].sort();
        const sameType = this.provisioners.filter((candidate) => candidate.type === type);
        if (sameType.length === 0) {
            const nearest = suggest(type, types);
            const why = Object.hasOwn(leftOut, type) ? `; it is left out: ${leftOut[type]}` : "";
            const all = `supported types: ${types.join(", ")}`;
            return {
                code: "unknown-resource-type",
                message: `nothing here provides the resource type "${type}"${why}`,
                hint: nearest.startsWith("did you mean") ? `${nearest} ${all}` : all,
            };
        }
        const classes = [...new Set(sameType.map((candidate) => candidate.class ?? className))].sort();
        return {
            code: "unknown-resource-class",
            message: `nothing here provides "${type}" of class "${className}" with the id "${id}"`,
            hint: `classes of ${type}: ${classes.join(", ")}`,
        };
    }
}
