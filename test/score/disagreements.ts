import assert from "node:assert/strict";

/** What is found, in the words of the test that finds it, and why it is so. */
type Reasons = Readonly<Record<string, string>>;

/** What our schema says otherwise than upstream's strict one: pointer and value. */
export const schemaDifferences: Reasons = {
    '/containers/web/files {"":{"content":""}}': "an empty path can't be mounted",
    '/containers/web/volumes {"":{"source":"x"}}': "an empty path can't be mounted",
    "/containers/web/livenessProbe {}": "the specification asks for a check since 0.4.1; that schema lags behind",
    "/containers/web/readinessProbe {}": "the specification asks for a check since 0.4.1; that schema lags behind",
};

/** Documents that pass every check of upstream and that an environment refuses for good: code and pointer. */
export const refusedForGood: Reasons = {
    "request-above-limit /containers/container-one1/resources/requests/cpu":
        "the sample asks for more than it allows itself, which the API server refuses",
    "request-above-limit /containers/container-one1/resources/requests/memory":
        "the sample asks for more than it allows itself, which the API server refuses",
    "volume-path /containers/container-one1/volumes/~1mnt~1something/path":
        "the sample's sub path begins with /, which the API server refuses",
    "bad-format /containers/container-one1/readinessProbe/httpGet/httpHeaders/0/name":
        "the sample's header has an underscore in its name, which the API server refuses",
};

/** Mandatory findings about documents of upstream that nothing but their own fields causes: tier, rule and path. */
export const ownFindings: Reasons = {};

/** Fields that score-k8s sets on its own example and we don't, or not so. */
export const goldenDifferences: Reasons = {
    "annotations.k8s.score.dev/workload-name": "the label app.kubernetes.io/name says the same",
    "labels.app.kubernetes.io/instance": "theirs ends in random letters that must be kept in a state file",
    "labels.app.kubernetes.io/managed-by": "waymark manages it",
    "selector.app.kubernetes.io/instance": "theirs is random, and a selector can't change later; ours is app alone",
    "selector.matchLabels.app.kubernetes.io/instance":
        "theirs is random, and a selector can't change later; ours is app alone",
    "containers[c1].readinessProbe.httpGet.host":
        "Kubernetes would ask that address instead of the pod; it is sent as the Host header",
};

/** Fails where something was found that has no reason, and where a reason is no longer needed. */
export function assertListed(found: Iterable<string>, ...lists: readonly Reasons[]): void {
    const listed = lists.flatMap((list) => Object.keys(list));
    assert.deepEqual([...new Set(found)].sort(), listed.sort());
}
