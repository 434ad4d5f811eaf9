/** The object that a finding is about. */
export interface ObjectReference {
    /** `apps/v1`; null for what is no Kubernetes object. */
    apiVersion: string | null;
    kind: string | null;
    /** Null where none is given or it is not known yet. */
    namespace: string | null;
    /** `metadata.name`, or Pulumi's logical name where that one isn't set or not known yet. */
    name: string;
    /** Pulumi type token. */
    type: string;
    urn: string | null;
}
