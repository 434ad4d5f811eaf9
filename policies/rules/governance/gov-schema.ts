import { nearestName, suggest } from "../../../core/nearest";
import type { PathStep } from "../../../core/pointer";
import { deprecatedApis, kubernetesGroups } from "../../data/deprecatedApis";
import { kubernetesSchemaVersion } from "../../data/kubernetesSchema";
import type { KubeObject } from "../../model/kubeObject";
import { flawsIn, kindsOf, typeOfKind, versionsWith, type Flaw } from "../../model/kubernetesSchema";
import type { Value } from "../../model/value";
import { undecided, violation, type Outcome, type Violation } from "../../outcome";
import { defineRule } from "../../rule";

export const govSchema = defineRule({
    id: "gov-schema",
    group: "governance",
    target: "object",
    kinds: ["*"],
    title: "Manifests have the form that Kubernetes gives them",
    severity: "medium",
    since: "0.1.0",
    adapters: ["manifests"],
    rivals: {
        "kube-linter": ["schema-validation"],
        kyverno: ["verify-manifest-integrity"],
    },
    why: "a misspelt field is dropped or refused, and the setting that it was to make is missing",
    details: `Compares a document with the schema of its kind in Kubernetes ${kubernetesSchemaVersion}: fields that there aren't (with the nearest
that there is), values of another type, required fields that are missing, texts outside a fixed set, and text that is no
quantity, time or base64.

* Only documents: what Pulumi registers, its provider checks with the cluster's own schema.
* Custom resources say nothing: their schema is the cluster's. So do \`status\` and other places that hold anything.
* A kind that stands under another API version of Kubernetes is found at \`apiVersion\`. Versions that were served once are
  the matter of [gov-deprecated-api](gov-deprecated-api.md).
* Where the facts name a newer cluster than the schema (\`clusterVersion\`), fields and texts that it doesn't know pass.
* An empty text or \`null\` is unset. Numbers in quotes are text: \`containerPort: "80"\` is found, as the API server
  refuses it.`,
    fix: "write it as the API reference of the kind says",
    *check(object, { facts }) {
        const apiVersion = object.body.get("apiVersion").string();
        if (object.resource.urn !== undefined || apiVersion === undefined) {
            return;
        }
        const isNewer = minorOf(facts.clusterVersion ?? "1.0") > minorOf(kubernetesSchemaVersion);
        const type = typeOfKind(apiVersion, object.kind);
        for (const flaw of type === undefined ? [] : flawsIn(type, object.resource.inputs)) {
            const at = placeOf(object.body, flaw.steps);
            if (flaw.wrong === "unknown") {
                yield undecided(at);
            } else if (!isNewer || (flaw.wrong !== "field" && flaw.wrong !== "text")) {
                yield said(at, flaw);
            }
        }
        if (type === undefined && !isNewer) {
            yield* misplaced(object, apiVersion);
        }
    },
});

/** What is said of a kind that its API version doesn't have; nothing of somebody else's, and of what was there once. */
function* misplaced({ kind, group, body }: KubeObject, apiVersion: string): Iterable<Outcome> {
    const wasServed = deprecatedApis.some((row) => row.apiVersion === apiVersion && row.kinds.includes(kind));
    if (wasServed || !kubernetesGroups.has(group)) {
        return;
    }
    const versions = versionsWith(kind);
    const nearest = nearestName(kind, kindsOf(apiVersion));
    if (versions.length > 0) {
        const message = `Kubernetes ${kubernetesSchemaVersion} has no ${kind} in this version`;
        yield { ...violation(body.get("apiVersion"), message), fix: `write apiVersion: ${versions.join(" or ")}` };
    } else if (nearest !== undefined) {
        const message = `Kubernetes ${kubernetesSchemaVersion} has no kind of this name in ${apiVersion}`;
        yield { ...violation(body.get("kind"), message), fix: `did you mean "${nearest}"?` };
    }
}

function said(at: Value, { wrong, expected, known = [] }: Flaw): Violation {
    switch (wrong) {
        case "field": {
            const message = `Kubernetes ${kubernetesSchemaVersion} has no field of this name here`;
            return { ...violation(at, message), fix: suggest(at.label, known) };
        }
        case "missing":
            return { ...violation(at, "a required field is missing"), fix: `add ${at.label}` };
        default:
            return { ...violation(at, `is not ${expected}`), fix: `write ${expected}` };
    }
}

function placeOf(body: Value, steps: readonly PathStep[]): Value {
    return steps.reduce((at, step) => (typeof step === "number" ? at.items()[step]! : at.get(step)), body);
}

function minorOf(version: string): number {
    return Number(version.split(".")[1]);
}
