import { eksStandardSupport, eksVersionsAsOf } from "../../data/eksVersions";
import { some } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import type { Value } from "../../model/value";
import { isViolation, type Outcome } from "../../outcome";
import { set } from "../../patch";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf, type Truth } from "../../truth";

const nativeType = "aws-native:eks:Cluster";
const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

export const awsEksSecretsLogging = defineRule({
    id: "aws-eks-secrets-logging",
    group: "aws",
    target: "resource",
    types: ["aws:eks/cluster:Cluster", nativeType],
    title: "Clusters encrypt Secrets, log, and are supported",
    severity: "high",
    since: "0.1.0",
    frameworks: [
        { name: "CIS-EKS", section: "2.1.1" },
        { name: "CIS-EKS", section: "5.3.1" },
    ],
    rivals: {
        checkov: ["CKV_AWS_339", "CKV_AWS_37", "CKV_AWS_58"],
        "compliance-policies": ["aws-eks-cluster-enable-cluster-encryption-config"],
        prowler: ["eks_*"],
        trivy: ["AWS-0038", "AWS-0039"],
    },
    why: "Secrets under no key of one's own, no trace of who did what, or holes that nobody closes any more",
    details: `Three things are asked of a cluster:

* \`encryptionConfig\` encrypts \`secrets\` with a key of one's own (\`provider.keyArn\`). Newer clusters encrypt with a key of
  AWS's own where nothing is said; who may use that can't be ruled. A cluster can get a key later, and never lose it.
* \`enabledClusterLogTypes\` (\`logging.clusterLogging.enabledTypes\` in aws-native) names all of
  ${logTypes.map((type) => `\`${type}\``).join(", ")}. Unset is none.
* \`version\`, where it is said, is in standard support or newer, by a list as of ${eksVersionsAsOf}. Unset is the newest one
  at the time the cluster is made.

Mending writes the log types. A key has to be made by a person, and so has the decision to move to another version.`,
    fix: "set encryptionConfig with your key, all five enabledClusterLogTypes, and a supported version",
    *check(resource) {
        yield* checkSecrets(resource);
        yield* checkLogs(resource);
        const version = resource.get("version");
        const message = `the version is out of standard support (as of ${eksVersionsAsOf})`;
        yield* violationIf(holds(version, isOutdated), version, message, "set version to a supported one");
    },
    *remediate(resource) {
        for (const outcome of checkLogs(resource)) {
            if (isViolation(outcome)) {
                const isNative = resource.type === nativeType;
                yield set(outcome.at, isNative ? logTypes.map((type) => ({ type })) : logTypes);
            }
        }
    },
});

function checkSecrets(resource: ResourceView): Iterable<Outcome> {
    const config = resource.get("encryptionConfig");
    const encrypts = some(config, (one) =>
        all(
            any(...listed(one.get("resources")).map((item) => holds(item, (known) => known.string() === "secrets"))),
            holds(one.get("provider", "keyArn"), (key) => (key.string() ?? "") !== ""),
        ),
    );
    return violationIf(not(encrypts), config, "Secrets have no key of one's own");
}

function checkLogs(resource: ResourceView): Iterable<Outcome> {
    const isNative = resource.type === nativeType;
    const types = isNative
        ? resource.get("logging", "clusterLogging", "enabledTypes")
        : resource.get("enabledClusterLogTypes");
    const named = (type: string): Truth =>
        any(
            ...listed(types).map((item) =>
                holds(isNative ? item.get("type") : item, (known) => known.string() === type),
            ),
        );
    return violationIf(not(all(...logTypes.map(named))), types, "not all logs of the control plane are kept");
}

function listed(list: Value): readonly Value[] {
    return list.isUnknown ? [list] : list.items();
}

function isOutdated(version: Value): boolean {
    const [major, minor] = (version.quantity() ?? "").split(".").map(Number);
    const support = eksStandardSupport[`${major}.${minor}`];
    return support === undefined ? major === 1 && minor !== undefined && minor < 23 : support < eksVersionsAsOf;
}
