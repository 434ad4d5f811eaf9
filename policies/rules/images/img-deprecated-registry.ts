import { asOf, deprecatedRegistries } from "../../data/deprecatedRegistries";
import type { ContainerView } from "../../model/containerView";
import { undecided, violation } from "../../outcome";
import { set } from "../../patch";
import { defineRule } from "../../rule";

export const imgDeprecatedRegistry = defineRule({
    id: "img-deprecated-registry",
    group: "images",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        kubescape: ["C-0253"],
        kyverno: ["restrict-deprecated-registry"],
    },
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    title: "Images come from registries that are alive",
    why: "an abandoned registry gets no security updates, and is switched off one day",
    details: `Known as of ${asOf}: \`k8s.gcr.io\`, \`gcr.io/google-containers\` and \`gcr.io/google_containers\` (now
\`registry.k8s.io\`), \`gcr.io/kubebuilder\`, \`docker.pkg.github.com\` (now \`ghcr.io\`), \`docker.io/bitnamilegacy\`. The remediation
rewrites the registry where the same image is known to be found in another one.`,
    fix: "take the image from the registry that replaced it, for example registry.k8s.io",
    laws: { anyContainer: true },
    *check(container) {
        const image = container.get("image");
        const found = deprecated(container);
        if (image.isUnknown) {
            yield undecided(image);
        } else if (found !== undefined) {
            yield violation(image, `the image's registry is ${found.what} (as of ${asOf})`);
        }
    },
    *remediate(container) {
        const image = container.get("image");
        const found = deprecated(container);
        if (found?.now !== undefined) {
            yield set(image, `${found.now}${(image.string() ?? "").trim().slice(found.place.length)}`);
        }
    },
});

function deprecated({ image }: ContainerView): (typeof deprecatedRegistries)[number] | undefined {
    const own = image === undefined ? "" : `${image.registry}/${image.repository}/`;
    return deprecatedRegistries.find(({ place }) => own.startsWith(`${place}/`));
}
