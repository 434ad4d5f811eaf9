import { argoPods } from "./argoPods";
import { isBuiltIn, type GroupKind } from "./kinds";
import { PodView } from "./podView";
import { standardShape } from "./podShape";
import { tektonPods } from "./tektonPods";
import type { Value } from "./value";

const underSpec = ["spec", "template"];

/** Where each built-in kind keeps its pod template; versions don't matter, older ones keep it in the same place. */
const builtInTemplates: Record<string, readonly string[]> = {
    Pod: [],
    PodTemplate: ["template"],
    ReplicationController: underSpec,
    Deployment: underSpec,
    StatefulSet: underSpec,
    DaemonSet: underSpec,
    ReplicaSet: underSpec,
    Job: underSpec,
    CronJob: ["spec", "jobTemplate", "spec", "template"],
};

/** Custom resources that keep an ordinary pod template. */
const customTemplates: Record<string, readonly string[]> = {
    "agents.x-k8s.io/Sandbox": ["spec", "podTemplate"],
    "apps.openshift.io/DeploymentConfig": underSpec,
    "argoproj.io/Rollout": underSpec,
    "extensions.agents.x-k8s.io/SandboxTemplate": ["spec", "podTemplate"],
    "keda.sh/ScaledJob": ["spec", "jobTargetRef", "template"],
    "serving.knative.dev/Configuration": underSpec,
    "serving.knative.dev/Revision": [],
    "serving.knative.dev/Service": underSpec,
};

/** Custom resources whose pods are put together otherwise. */
const ownShapes: Record<string, (kind: string, body: Value, partial: boolean) => PodView[]> = {
    "argoproj.io": argoPods,
    "tekton.dev": tektonPods,
};

/** What an object makes of pods. */
export interface Pods {
    pods: readonly PodView[];
    /** Nobody says that this kind makes pods; its fields only look like it. */
    guessed: boolean;
}

/** Whether objects of a kind can make pods at all, whatever stands in them. */
export function mayMakePods({ group, kind }: GroupKind): boolean {
    return !isBuiltIn(group) || Object.hasOwn(builtInTemplates, kind);
}

/** The pods that an object is or makes. */
export function podsOf({ group, kind }: GroupKind, body: Value, partial: boolean): Pods {
    if (isBuiltIn(group)) {
        const path = Object.hasOwn(builtInTemplates, kind) ? builtInTemplates[kind] : undefined;
        const pods = path === undefined ? [] : [new PodView(standardShape(body.get(...path), partial))];
        return { pods, guessed: false };
    }
    const name = `${group}/${kind}`;
    if (Object.hasOwn(customTemplates, name)) {
        const template = body.get(...customTemplates[name]!);
        return { pods: template.isUnset ? [] : [new PodView(standardShape(template, partial))], guessed: false };
    }
    if (Object.hasOwn(ownShapes, group)) {
        return { pods: ownShapes[group]!(kind, body, partial), guessed: false };
    }
    const pods = lookalikes(body.get("spec"), 0).map((template) => new PodView(standardShape(template, partial)));
    return { pods, guessed: pods.length > 0 };
}

const templateKeys = ["template", "podTemplate"];

/** How deep in a custom resource a pod template is looked for. */
const deepest = 6;

/** Values below a spec that look like pod templates: `template.spec.containers` is a list. */
function lookalikes(value: Value, depth: number): Value[] {
    const children = depth < deepest ? [...value.entries(), ...value.items()] : [];
    return children.flatMap((child) => {
        const isTemplate = templateKeys.includes(child.label) && child.get("spec", "containers").isList;
        return isTemplate ? [child] : lookalikes(child, depth + 1);
    });
}
