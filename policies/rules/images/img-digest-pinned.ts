import { refuseWhere } from "../../checks";
import { defineRule } from "../../rule";

export const imgDigestPinned = defineRule({
    id: "img-digest-pinned",
    group: "images",
    severity: "medium",
    since: "0.1.0",
    frameworks: [{ name: "SLSA" }],
    rivals: {
        checkov: ["CKV_K8S_43"],
        datree: ["CONTAINERS_MISSING_IMAGE_VALUE_DIGEST"],
        "gatekeeper-library": ["imagedigests"],
        kubescape: ["C-0306"],
        kyverno: ["require-image-checksum"],
    },
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    title: "Images are pinned by their digest",
    levels: { prod: "advisory" },
    why: "whoever may write to the registry can put another image behind the same tag",
    details: `A finding for every image without \`@sha256:…\`. A tag beside the digest is welcome: it says which version was meant.

Advisory in every tier as it comes, since a tag that its registry keeps immutable is as good, and people read tags. Whoever
builds with digests raises the rule to mandatory in the pack's configuration. A digest needs the registry, so there is no
remediation.`,
    fix: "write the image with its digest: acme/api:4.2.0@sha256:…",
    laws: { anyContainer: true },
    componentFixes: { StandardService: { arguments: ["image"], to: "to a reference with a digest" } },
    check(container) {
        return refuseWhere(
            container.get("image"),
            (known) => known.isSet && known.string() !== "" && container.image?.digest === undefined,
            "the image has no digest",
        );
    },
});
