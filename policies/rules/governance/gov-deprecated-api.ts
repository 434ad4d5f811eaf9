import { z } from "zod";
import { strictMap, withHint } from "../../../core/schema";
import { asOf, deprecatedApis, kubernetesGroups, type DeprecatedApi } from "../../data/deprecatedApis";
import { undecided, violation } from "../../outcome";
import { defineRule } from "../../rule";

export const govDeprecatedApi = defineRule({
    id: "gov-deprecated-api",
    group: "governance",
    target: "object",
    kinds: ["*"],
    title: "API versions are stable ones that stay",
    severity: "high",
    since: "0.1.0",
    rivals: {
        datree: ["K8S_DEPRECATED_APIVERSION_*", "K8S_REMOVED_APIVERSION_*"],
        "gatekeeper-library": ["verifydeprecatedapi"],
        "kube-linter": ["no-extensions-v1beta"],
        "kube-score": ["stable-version"],
        kubescape: ["C-0273"],
        kyverno: ["check-deprecated-apis"],
        trivy: ["KSV-0107"],
    },
    why: "a cluster that stops serving it refuses the object, in an upgrade that nobody connects with this file",
    details: `Looks at \`apiVersion\` and \`kind\` of Kubernetes' own API groups, for one version of Kubernetes: that of the facts
(\`clusterVersion\`), else the parameter \`version\`.

* What that version doesn't serve any more is found, and what is deprecated in it.
* A version that has not deprecated it yet passes: \`batch/v1beta1\` is right for a CronJob on 1.18.
* Alpha versions are found: clusters serve them only where somebody switched them on, and they go without notice.
* Custom resources pass, alpha or not: their own projects say what becomes of them. So do the groups of projects below
  \`k8s.io\`, such as \`gateway.networking.k8s.io\`.
* The list of versions carries its date, which every finding states.

There is no remediation: the new version often has other fields, and for Pulumi the version is part of what a resource is.`,
    fix: "write the API version that took its place",
    params: strictMap({
        version: z
            .string()
            .regex(/^v?1\.\d{1,3}(\.\d+)?$/, withHint("this is no version of Kubernetes", "write it as 1.36"))
            .default("1.36")
            .describe("Version of Kubernetes that is meant where no facts tell one"),
    }),
    *check(object, { params, facts }) {
        const at = object.body.get("apiVersion");
        if (at.isUnknown) {
            yield undecided(at);
            return;
        }
        const apiVersion = at.string() ?? object.reference().apiVersion ?? "";
        const version = (facts.clusterVersion ?? params.version).replace("v", "");
        const minor = Number(version.split(".")[1]);
        const row = deprecatedApis.find((one) => one.apiVersion === apiVersion && one.kinds.includes(object.kind));
        const message = row === undefined ? undefined : wrongAt(row, minor);
        if (row !== undefined && message !== undefined) {
            const fix = row.successor === undefined ? "nothing takes its place: remove it" : `write ${row.successor}`;
            yield { ...violation(at, `${message} (judged for ${version}, list of ${asOf})`), fix };
        } else if (kubernetesGroups.has(object.group) && /(^|\/)v\d+alpha\d+$/.test(apiVersion)) {
            const fix = "use a stable version, or switch it on in every cluster and follow each release";
            yield { ...violation(at, "an alpha version, which clusters serve only where it is switched on"), fix };
        }
    },
});

/** What is wrong with an API in a minor version of Kubernetes; undefined where nothing is yet. */
function wrongAt({ deprecated, removed }: DeprecatedApi, minor: number): string | undefined {
    if (removed !== undefined && minor >= removed) {
        return `not served any more since Kubernetes 1.${removed}`;
    }
    const end = removed === undefined ? "" : ` and gone in 1.${removed}`;
    return minor >= deprecated ? `deprecated since Kubernetes 1.${deprecated}${end}` : undefined;
}
