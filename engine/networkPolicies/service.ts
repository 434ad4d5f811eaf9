import { z } from "zod";
import { ProblemError } from "../../core/problem";
import { selects } from "./labelSelector";
import type { Pod } from "./pod";
import { protocols, type Protocol } from "./policy";
import { metadata, namespaceOf, readObject } from "./readObject";

const service = z.object({
    metadata,
    spec: z.object({
        type: z.string().nullish(),
        clusterIP: z.string().nullish(),
        selector: z.record(z.string(), z.string()).nullish(),
        ports: z
            .array(
                z.object({
                    port: z.int(),
                    targetPort: z.union([z.int(), z.string()]).nullish(),
                    protocol: z
                        .enum(protocols)
                        .nullish()
                        .transform((protocol) => protocol ?? "TCP"),
                }),
            )
            .nullish(),
    }),
});

/** A Service as far as it says which pods answer, and at which of their ports. */
export interface Service {
    /** `<namespace>/<name>`. */
    id: string;
    namespace: string;
    name: string;
    spec: z.infer<typeof service>["spec"];
}

/** Reads a Service. */
export function readService(object: object): Service {
    const { metadata, spec } = readObject(service, object);
    const namespace = namespaceOf(metadata);
    return { id: `${namespace}/${metadata.name}`, namespace, name: metadata.name, spec };
}

/**
 * The pods that answer at a port of the Service, each with the port that it is reached at. A NetworkPolicy judges what
 * arrives at the pod, and so knows target ports only.
 *
 * @throws ProblemError where nobody is known to answer
 */
export function podsBehind(
    { id, namespace, spec }: Service,
    { port, protocol }: { port: number; protocol: Protocol },
    pods: readonly Pod[],
): { pod: Pod; port: number }[] {
    const { selector, ports } = spec;
    if (selector == null || spec.type === "ExternalName") {
        throw noAnswer(`the Service "${id}" selects no pods`, "ask for the pod or the address that it leads to");
    }
    const answering = pods.filter(
        (pod) => pod.namespace === namespace && selects({ matchLabels: selector }, pod.labels),
    );
    if (answering.length === 0) {
        throw noAnswer(`no pod among the given objects is behind the Service "${id}"`, "give the object that makes it");
    }
    if (spec.clusterIP === "None") {
        return answering.map((pod) => ({ pod, port })); // its name leads to the pods themselves, with no port mapped
    }
    const found = (ports ?? []).find((offered) => offered.port === port && offered.protocol === protocol);
    if (found === undefined) {
        const known = (ports ?? []).map((offered) => `${offered.port}/${offered.protocol}`).join(", ");
        throw noAnswer(`the Service "${id}" has no port ${port}/${protocol}`, `its ports: ${known}`);
    }
    const target = found.targetPort ?? port;
    const reached = answering.flatMap((pod) => {
        const number = typeof target === "number" ? target : portNamed(target, protocol, pod);
        return number === undefined ? [] : [{ pod, port: number }];
    });
    if (reached.length === 0) {
        throw noAnswer(`no pod behind the Service "${id}" has a port named "${target}"`, "name a container's port so");
    }
    return reached;
}

/** The number of a pod's port by its name. */
export function portNamed(name: string, protocol: Protocol, { ports }: Pod): number | undefined {
    return ports.find((port) => port.name === name && port.protocol === protocol)?.containerPort;
}

function noAnswer(message: string, hint: string): ProblemError {
    return new ProblemError({ code: "no-answer", message, hint });
}
