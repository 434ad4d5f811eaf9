import { inContainers } from "../../containers";
import { inItems } from "../../items";
import type { ContainerView } from "../../model/containerView";
import type { PodView } from "../../model/podView";
import type { Value } from "../../model/value";
import type { Outcome } from "../../outcome";
import { remove, set } from "../../patch";
import { unlessWindows } from "../../podSecurityChecks";
import { defineRule } from "../../rule";
import { any, holds, not, violationIf, type Truth } from "../../truth";

export const pssCapabilitiesRestricted = defineRule({
    id: "pss-capabilities-restricted",
    group: "pod-security",
    target: "podSecurity",
    title: "Containers drop every capability",
    severity: "high",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [
        { name: "PSS", section: "restricted" },
        { name: "CIS", section: "5.2.8" },
        { name: "CIS", section: "5.2.10" },
        { name: "NSA" },
    ],
    rivals: {
        checkov: ["CKV_K8S_28 (partial)", "CKV_K8S_37"],
        datree: ["CIS_MISSING_VALUE_DROP_NET_RAW", "EKS_INVALID_CAPABILITIES_EKS"],
        "gatekeeper-library": ["capabilities"],
        "kube-linter": ["drop-net-raw-capability (partial)"],
        kubescape: ["C-0199", "C-0201", "C-0220"],
        kyverno: ["disallow-capabilities-strict", "require-drop-all", "require-drop-cap-net-raw"],
        polaris: ["insecureCapabilities (partial)"],
        trivy: ["KSV-0003", "KSV-0004", "KSV-0106"],
    },
    why: "each capability that is left is a piece of root's power",
    details: `Judges \`securityContext.capabilities\` of every container as Kubernetes' own Pod Security admission does at level
restricted, from version 1.22 on.

* \`drop\` must hold exactly \`ALL\`: \`all\` and a list of single ones fail.
* \`add\` may hold nothing but \`NET_BIND_SERVICE\`.
* From version 1.25 on, Windows pods (\`spec.os.name: windows\`) are exempt. As upstream, they may then add any capability,
  for this check has taken the place of [pss-capabilities-baseline](pss-capabilities-baseline.md).
* In a patch (server-side apply) a \`drop\` that is absent may be set elsewhere and doesn't fail.`,
    fix: "set securityContext.capabilities.drop: [ALL], and add nothing but NET_BIND_SERVICE",
    waivable: true,
    laws: { anyContainer: true },
    checks: [
        {
            id: "capabilities_restricted",
            level: "restricted",
            overrides: ["capabilities_baseline"],
            revisions: [
                { min: "1.22", check },
                { min: "1.25", check: (pod) => unlessWindows(pod, check(pod)) },
            ],
        },
    ],
    *remediate(pod) {
        for (const container of pod.containers) {
            const added = container.own("capabilities", "add").items();
            const forbidden = added.filter((capability) => !capability.isUnknown && isForbidden(capability));
            yield* forbidden.map((capability) => remove(capability));
            if (dropsAll(container) === false) {
                yield set(container.own("capabilities", "drop"), ["ALL"]);
            }
        }
    },
});

function dropsAll(container: ContainerView): Truth {
    const drop = container.own("capabilities", "drop");
    return any(
        drop.isUnset && container.partial,
        holds(drop, () => false),
        ...drop.items().map((item) => holds(item, (value) => value.string() === "ALL")),
    );
}

function isForbidden(capability: Value): boolean {
    return capability.string() !== "NET_BIND_SERVICE";
}

function check(pod: PodView): Iterable<Outcome> {
    return inContainers(pod, function* (container) {
        const drop = container.own("capabilities", "drop");
        yield* violationIf(not(dropsAll(container)), drop, "capabilities.drop does not hold ALL");
        yield* inItems(container.own("capabilities", "add"), (capability) =>
            violationIf(
                holds(capability, isForbidden),
                capability,
                "a capability is added that is not NET_BIND_SERVICE",
            ),
        );
    });
}
