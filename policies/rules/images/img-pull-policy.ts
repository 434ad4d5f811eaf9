import type { ContainerView } from "../../model/containerView";
import { set } from "../../patch";
import { defineRule } from "../../rule";
import { all, holds, violationIf, type Truth } from "../../truth";

export const imgPullPolicy = defineRule({
    id: "img-pull-policy",
    group: "images",
    severity: "low",
    since: "0.1.0",
    frameworks: [{ name: "CIS", section: "AlwaysPullImages" }],
    rivals: {
        checkov: ["CKV_K8S_15"],
        "kube-score": ["container-image-pull-policy"],
        kubescape: ["C-0075"],
        kyverno: ["always-pull-images", "imagepullpolicy-always"],
        polaris: ["pullPolicyNotAlways"],
    },
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    title: "A tag that moves is pulled each time",
    why: "nodes that have an older image run on with it, so that pods of one workload differ",
    details: `Only images without a digest that have no tag, or the tag \`latest\`: there \`imagePullPolicy\` has to be \`Always\`, which
is also Kubernetes' default for them. For a version or a digest \`IfNotPresent\` is right: nothing moves, and a registry that is down
stops no pod.

kube-score, polaris and checkov ask for \`Always\` everywhere. That the puller may have the image is what the admission plugin
AlwaysPullImages is for.`,
    fix: "name a version, or set imagePullPolicy: Always",
    laws: { anyContainer: true },
    check: (container) =>
        violationIf(
            isStale(container),
            container.get("imagePullPolicy"),
            "the image's tag moves and it isn't pulled each time",
        ),
    *remediate(container) {
        if (isStale(container) === true) {
            yield set(container.get("imagePullPolicy"), "Always");
        }
    },
});

function isStale(container: ContainerView): Truth {
    const { image } = container;
    const moves = holds(
        container.get("image"),
        () => image !== undefined && image.digest === undefined && (image.tag ?? "latest") === "latest",
    );
    return all(
        moves,
        holds(container.get("imagePullPolicy"), (policy) => policy.isSet && policy.string() !== "Always"),
    );
}
