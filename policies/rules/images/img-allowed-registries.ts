import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { refuseWhere } from "../../checks";
import type { ImageReference } from "../../model/imageReference";
import { defineRule } from "../../rule";

export const imgAllowedRegistries = defineRule({
    id: "img-allowed-registries",
    group: "images",
    severity: "high",
    since: "0.1.0",
    rivals: {
        "gatekeeper-library": ["allowedrepos", "allowedreposv2", "disallowedrepos"],
        "kube-linter": ["latest-tag"],
        kubescape: ["C-0001", "C-0078"],
        kyverno: ["allowed-image-repos", "restrict-image-registries"],
        trivy: ["KSV-0032", "KSV-0033", "KSV-0034", "KSV-0035", "KSV-0125"],
    },
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    title: "Images come from registries that are allowed",
    why: "nobody scanned, signed or mirrors an image that comes from elsewhere",
    details: `\`allow\` lists registries, or registry and the first parts of a repository: \`ghcr.io/acme\`, \`docker.io/library\`,
\`registry.example:5000\`. Whole parts are compared, of the reference taken apart: \`ghcr.io/acme\` allows \`ghcr.io/acme/api\`
and not \`ghcr.io/acme-evil/api\`; \`nginx\` is \`docker.io/library/nginx\`. \`deny\` takes away from that, or stands alone.

Not configured without one of the two.`,
    fix: "take the image from an allowed registry, a mirror for instance",
    laws: { anyContainer: true },
    componentFixes: { StandardService: { arguments: ["image"], to: "to an image of an allowed registry" } },
    params: strictMap({
        allow: z
            .array(z.string().min(1))
            .optional()
            .describe("Registries, with or without the first parts of a repository"),
        deny: z.array(z.string().min(1)).default([]).describe("What is refused all the same"),
    }).refine(({ allow, deny }) => allow !== undefined || deny.length > 0, { error: "give allow or deny" }),
    check(container, { params: { allow, deny } }) {
        return refuseWhere(
            container.get("image"),
            () =>
                container.image !== undefined &&
                (isAmong(container.image, deny) || (allow !== undefined && !isAmong(container.image, allow))),
            "the image comes from a registry that is not allowed",
        );
    },
});

function isAmong({ registry, repository }: ImageReference, places: readonly string[]): boolean {
    const own = `${registry}/${repository}/`;
    return places.some((place) => own.startsWith(`${place.replace(/\/+\*?$/, "")}/`));
}
