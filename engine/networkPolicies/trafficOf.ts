import { ProblemError } from "../../core/problem";
import { revealSecrets } from "../../core/values";
import type { EngineResource, EngineResult } from "../resource";
import { trafficAmong, type Traffic } from "./traffic";

/**
 * The traffic that an environment allows: {@link trafficAmong} for what a program registers.
 *
 * @param others Kubernetes objects beside it, for example what another team runs in the cluster
 * @example
 * const traffic = trafficOf(await preview(program, options));
 * const { allowed, why } = traffic.explain({ from: "web", to: "cart", port: 8080 });
 * assert.ok(allowed, why);
 * assert.ok(!traffic.allows({ from: "web", to: "orders-db", port: 5432 }));
 */
export function trafficOf(env: EngineResult, others: readonly object[] = []): Traffic {
    return trafficAmong([...env.resources.flatMap(objectsOf), ...others]);
}

const patchedKinds =
    /^kubernetes:.*:(Namespace|NetworkPolicy|Pod|Service|Deployment|StatefulSet|DaemonSet|Job|CronJob)Patch$/;

function objectsOf({ type, name, custom, external, inputs }: EngineResource): object[] {
    if (!custom || external === true || !type.startsWith("kubernetes:")) {
        return [];
    }
    if (patchedKinds.test(type)) {
        const message = `${type} "${name}" changes an object that isn't among the resources`;
        const hint = "judge the object itself: trafficOf(env, [object]), with this resource left out of env.resources";
        throw new ProblemError({ code: "patch-in-traffic", message, hint });
    }
    const object = revealSecrets(inputs) as { metadata?: object };
    // Without a name the provider makes one of the logical name; the latter says as much to a reader.
    return [{ ...object, metadata: { name, ...object.metadata } }];
}
