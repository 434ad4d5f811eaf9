import { z } from "zod";
import { strictMap } from "../../../core/schema";
import type { KubeObject } from "../../model/kubeObject";
import type { Value } from "../../model/value";
import { undecided } from "../../outcome";
import { set } from "../../patch";
import { defineRule } from "../../rule";
import { holds, violationIf, type Truth } from "../../truth";

export const govRequiredLabels = defineRule({
    id: "gov-required-labels",
    group: "governance",
    target: "object",
    kinds: [
        ...["Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "CronJob"],
        ...["argoproj.io/Rollout", "apps.openshift.io/DeploymentConfig", "serving.knative.dev/Service"],
        "keda.sh/ScaledJob",
    ],
    title: "Workloads carry the labels that say whose they are",
    severity: "medium",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [],
    rivals: {
        datree: ["WORKLOAD_INVALID_LABELS_VALUE", "WORKLOAD_MISSING_LABEL_OWNER_VALUE"],
        "gatekeeper-library": ["requiredannotations", "requiredlabels"],
        "kube-linter": ["required-annotation-email", "required-label-owner"],
        "kube-score": ["label-values"],
        kubescape: ["C-0076", "C-0077"],
        kyverno: ["require-annotations", "require-labels"],
        polaris: ["metadataAndInstanceMismatched"],
    },
    why: "without them nobody knows whom to call or to bill, and no query finds it",
    details: `Looks at the labels and annotations of the workload object itself.

* \`labels\` names the required ones; default \`app.kubernetes.io/name\`, \`app.kubernetes.io/managed-by\`, \`environment\`,
  \`team\` and \`owner\`. \`annotations\` does the same for annotations; default none.
* \`patterns\` says by key what a value looks like, as a regular expression for all of it.
* An empty value is none. \`unassigned\` is one: [plat-unassigned](plat-unassigned.md) speaks of those.
* A label that Kubernetes would refuse (more than 63 characters, or other ones than letters, digits, \`-\`, \`_\` and \`.\`)
  is found whether it is required or not.
* In a patch (server-side apply) what is absent may be set elsewhere: it is not asked for there.
* No machine knows who answers for something: remediation writes what \`values\` holds for a key and nothing else.`,
    fix: "add the label under metadata.labels",
    waivable: true,
    componentFixes: {
        StandardService: { arguments: ["team", "owner"], to: "to who answers for it" },
        PostgresDatabase: { arguments: ["team", "owner"], to: "to who answers for it" },
    },
    params: strictMap({
        labels: z
            .array(z.string().min(1))
            .default(["app.kubernetes.io/name", "app.kubernetes.io/managed-by", "environment", "team", "owner"])
            .describe("Keys of the required labels"),
        annotations: z.array(z.string().min(1)).default([]).describe("Keys of the required annotations"),
        patterns: z
            .record(z.string(), z.string().refine(isPattern, "a regular expression, such as team-[a-z]+"))
            .default({})
            .describe("By key the regular expression that a whole value must match"),
        values: z.record(z.string(), z.string()).default({}).describe("By key what a remediation writes"),
    }),
    *check(object, { params }) {
        for (const { at, truth, message } of flaws(object, params)) {
            yield* violationIf(truth, at, message);
        }
    },
    *remediate(object, { params }) {
        for (const { at, truth, key } of flaws(object, params)) {
            if (truth === true && Object.hasOwn(params.values, key)) {
                yield set(at, params.values[key]);
            }
        }
    },
});

interface Params {
    labels: readonly string[];
    annotations: readonly string[];
    patterns: Readonly<Record<string, string>>;
}

/** A label or annotation, and whether the message is true of it. */
interface Flaw {
    key: string;
    at: Value;
    truth: Truth;
    message: string;
}

function* flaws(object: KubeObject, { labels, annotations, patterns }: Params): Iterable<Flaw> {
    const present = object.metadata.get("labels");
    if (present.isUnknown) {
        yield { key: "", at: present, truth: undecided(present), message: "" };
    }
    for (const key of present.isUnknown ? [] : new Set([...labels, ...present.keys()])) {
        yield* flaw(`label ${key}`, key, object.label(key), !object.partial && labels.includes(key), patterns, isLabel);
    }
    for (const key of annotations) {
        yield* flaw(`annotation ${key}`, key, object.annotation(key), !object.partial, patterns, () => true);
    }
}

function* flaw(
    name: string,
    key: string,
    at: Value,
    required: boolean,
    patterns: Readonly<Record<string, string>>,
    isValid: (text: string) => boolean,
): Iterable<Flaw> {
    const pattern = Object.hasOwn(patterns, key) ? new RegExp(`^(?:${patterns[key]})$`) : undefined;
    const missing = at.isUnset ? "missing" : at.string() === "" ? "empty" : undefined;
    if (missing !== undefined) {
        if (required) {
            yield { key, at, truth: true, message: `the ${name} is ${missing}` };
        }
        return;
    }
    const text = at.string();
    const matches = text === undefined || pattern === undefined || pattern.test(text);
    const truth = holds(at, () => !matches || (text !== undefined && !isValid(text)));
    const message = matches ? `the ${name} has a value that no label may have` : `the ${name} breaks its pattern`;
    yield { key, at, truth, message };
}

function isLabel(text: string): boolean {
    return /^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/.test(text);
}

function isPattern(text: string): boolean {
    try {
        return new RegExp(text).source !== "";
    } catch {
        return false;
    }
}
