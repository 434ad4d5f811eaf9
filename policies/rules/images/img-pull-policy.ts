import { z } from "zod";
import { strictMap } from "../../../core/schema";
import type { ContainerView } from "../../model/containerView";
import { isMutableTag } from "../../model/imageReference";
import { set } from "../../patch";
import { defineRule } from "../../rule";
import { all, any, holds, violationIf, type Truth } from "../../truth";

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
    details: `Only images without a digest that have no tag, or one of \`tags\` (\`latest\`, as for [img-tag-mutable](img-tag-mutable.md)):
there \`imagePullPolicy\` has to be \`Always\`. That is also Kubernetes' default for \`latest\`; for any other tag the default
is \`IfNotPresent\`, so that nothing said is a finding there. For a version or a digest \`IfNotPresent\` is right: nothing moves, and a registry that is down
stops no pod.

kube-score, polaris and checkov ask for \`Always\` everywhere. That the puller may have the image is what the admission plugin
AlwaysPullImages is for.`,
    fix: "name a version, or set imagePullPolicy: Always",
    laws: { anyContainer: true },
    params: strictMap({
        tags: z.array(z.string()).default(["latest"]).describe("Tags that move"),
    }),
    check: (container, { params }) =>
        violationIf(
            isStale(container, params.tags),
            container.get("imagePullPolicy"),
            "the image's tag moves and it isn't pulled each time",
        ),
    *remediate(container, { params }) {
        if (isStale(container, params.tags) === true) {
            yield set(container.get("imagePullPolicy"), "Always");
        }
    },
});

function isStale(container: ContainerView, tags: readonly string[]): Truth {
    const { image, partial } = container;
    const [text, policy] = [container.get("image"), container.get("imagePullPolicy")];
    return all(
        holds(text, () => image !== undefined && isMutableTag(image, tags)),
        any(
            holds(policy, (known) => known.isSet && known.string() !== "Always"),
            all(
                !partial,
                holds(policy, (known) => known.isUnset),
                holds(text, () => (image?.tag ?? "latest") !== "latest"),
            ),
        ),
    );
}
