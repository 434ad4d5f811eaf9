import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { refuseWhere } from "../../checks";
import { parseImage, type ImageReference } from "../../model/imageReference";
import { set } from "../../patch";
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

\`rewrite\` says which place has the same images as another (\`docker.io: registry.example/docker.io\`). The remediation writes
that place instead, with the rest of the reference as it is, where the result is allowed; without it there is none, for nobody
else knows of the mirror. Of several places the longest counts.

Not configured without \`allow\` or \`deny\`.`,
    fix: "take the image from an allowed registry, a mirror for instance",
    laws: { anyContainer: true },
    componentFixes: { StandardService: { arguments: ["image"], to: "to an image of an allowed registry" } },
    params: strictMap({
        allow: z
            .array(z.string().min(1))
            .optional()
            .describe("Registries, with or without the first parts of a repository"),
        deny: z.array(z.string().min(1)).default([]).describe("What is refused all the same"),
        rewrite: z
            .record(z.string().min(1), z.string().min(1))
            .default({})
            .describe("Places that have the images of others, by the place that a remediation replaces"),
    }).refine(({ allow, deny }) => allow !== undefined || deny.length > 0, { error: "give allow or deny" }),
    check(container, { params }) {
        return refuseWhere(
            container.get("image"),
            () => isRefused(container.image, params),
            "the image comes from a registry that is not allowed",
        );
    },
    *remediate({ body, image }, { params }) {
        const moved = isRefused(image, params) ? rewritten(image, params.rewrite) : undefined;
        if (moved !== undefined && !isRefused(parseImage(moved), params)) {
            yield set(body.get("image"), moved);
        }
    },
});

interface Places {
    allow?: readonly string[] | undefined;
    deny: readonly string[];
}

function isRefused(image: ImageReference | undefined, { allow, deny }: Places): image is ImageReference {
    return image !== undefined && (isAmong(image, deny) || (allow !== undefined && !isAmong(image, allow)));
}

function isAmong(image: ImageReference, places: readonly string[]): boolean {
    return places.some((place) => restBelow(image, place) !== undefined);
}

/** What of an image's name comes after a place, slash included; undefined where it lies elsewhere. */
function restBelow({ registry, repository }: ImageReference, place: string): string | undefined {
    const own = `${registry}/${repository}`;
    const above = withoutEnd(place);
    return `${own}/`.startsWith(`${above}/`) ? own.slice(above.length) : undefined;
}

function withoutEnd(place: string): string {
    return place.replace(/\/+\*?$/, "");
}

function rewritten(image: ImageReference, rewrite: Readonly<Record<string, string>>): string | undefined {
    const from = Object.keys(rewrite)
        .filter((place) => (restBelow(image, place) ?? "") !== "")
        .sort((a, b) => withoutEnd(b).length - withoutEnd(a).length)[0];
    if (from === undefined) {
        return undefined;
    }
    const { tag, digest } = image;
    const version = [tag === undefined ? "" : `:${tag}`, digest === undefined ? "" : `@${digest}`].join("");
    return `${withoutEnd(rewrite[from]!)}${restBelow(image, from)!}${version}`;
}
