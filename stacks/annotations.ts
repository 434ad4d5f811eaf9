/** Annotations of score-k8s that change the workload; the others of its prefix have no effect here. */
const prefix = "k8s.score.dev/";
/** `Deployment` or `StatefulSet`. */
export const kindAnnotation = `${prefix}kind`;
/** Name of the Kubernetes Service. */
export const serviceNameAnnotation = `${prefix}service-name`;

/** What a document's annotations ask of the workload, and those that its pods carry. */
export interface ScoreAnnotations {
    kind?: string;
    serviceName?: string;
    annotations?: Record<string, string>;
}

/** Takes apart the annotations of a document. */
export function scoreAnnotations(given: Readonly<Record<string, string>> | undefined): ScoreAnnotations {
    if (given === undefined) {
        return {};
    }
    return {
        kind: given[kindAnnotation],
        serviceName: given[serviceNameAnnotation],
        annotations: Object.fromEntries(Object.entries(given).filter(([key]) => !key.startsWith(prefix))),
    };
}
