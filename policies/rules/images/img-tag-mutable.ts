import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { undecided, violation } from "../../outcome";
import { defineRule } from "../../rule";

export const imgTagMutable = defineRule({
    id: "img-tag-mutable",
    group: "images",
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    title: "Images carry a tag that stays the same",
    severity: "high",
    levels: { dev: "advisory" },
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [],
    rivals: {
        checkov: ["CKV_K8S_14"],
        datree: ["CONTAINERS_MISSING_IMAGE_VALUE_VERSION"],
        "gatekeeper-library": ["disallowedtags"],
        "kube-linter": ["latest-tag"],
        "kube-score": ["container-image-tag"],
        kubescape: ["C-0075"],
        kyverno: ["disallow-latest-tag"],
        polaris: ["tagNotSpecified"],
        trivy: ["KSV-0013"],
    },
    why: "what runs changes without a change, and a rollback brings back the same bad image",
    details: `An image reference without a tag means \`latest\`, and \`latest\` moves.

* A digest (\`@sha256:…\`) is immutable, so with one the tag doesn't matter.
* The port of a registry is no tag: \`registry.example:5000/app\` has none.
* Advisory in dev, where \`latest\` is a convenience; mandatory elsewhere.
* \`tags\` names the tags that count as mutable.`,
    fix: "name a version (image: app:1.4.2) or a digest (image: app@sha256:…)",
    waivable: true,
    laws: { anyContainer: true },
    componentFixes: {
        StandardService: { arguments: ["image"], to: "to a reference with a version tag or a digest" },
    },
    params: strictMap({
        tags: z.array(z.string()).default(["latest"]).describe("Tags that count as mutable"),
    }),
    *check({ body, image }, { params }) {
        const reference = body.get("image");
        if (reference.isUnknown) {
            yield undecided(reference);
        } else if (image === undefined || image.digest !== undefined) {
            return; // without an image nothing runs; with a digest nothing moves
        } else if (image.tag === undefined) {
            yield violation(reference, "the image has no tag");
        } else if (params.tags.includes(image.tag)) {
            yield violation(reference, `the image has the mutable tag ${image.tag}`);
        }
    },
});
