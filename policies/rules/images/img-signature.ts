import { imageFactsOf } from "../../model/imageFactsOf";
import { undecided, violation } from "../../outcome";
import { defineRule } from "../../rule";

export const imgSignature = defineRule({
    id: "img-signature",
    group: "images",
    severity: "medium",
    since: "0.1.0",
    frameworks: [{ name: "CIS", section: "5.5.1" }],
    rivals: {
        kubescape: ["C-0236", "C-0237"],
        kyverno: ["verify-image*"],
    },
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    needsFacts: true,
    title: "Images are signed",
    why: "nobody can tell whether what runs is what was built",
    details: `Reads the facts (\`--facts FILE\`, pack configuration \`facts\`): \`images.<digest>.signed\` or \`provenance\` says that somebody
verified it. One that is true is enough; a finding is where none is and one is \`false\`. Without either, or for an image
without a digest, the verdict is unknown. Without facts the rule is not configured: no rule talks to a registry.`,
    fix: "sign the image in the pipeline that builds it, and name it by its digest",
    laws: { anyContainer: true },
    *check(container, { facts }) {
        const image = container.get("image");
        const known = imageFactsOf(container, facts);
        if (image.isUnset) {
            return;
        }
        if (known?.signed === true || known?.provenance === true) {
            return;
        }
        const said = known?.signed === false || known?.provenance === false;
        yield said && !image.isUnknown
            ? violation(image, `no signature of the image was verified (as of ${facts.asOf})`)
            : undecided(image);
    },
});
