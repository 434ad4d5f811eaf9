import { z } from "zod";
import { strictMap } from "../../../core/schema";
import type { Facts, ImageFacts } from "../../facts";
import { imageFactsOf } from "../../model/imageFactsOf";
import { undecided, violation } from "../../outcome";
import { defineRule } from "../../rule";

const limits = strictMap({
    critical: z.int().min(0).default(0).describe("Critical vulnerabilities that pass"),
    high: z.int().min(0).optional().describe("High vulnerabilities that pass; without it any number"),
    maxAgeDays: z.int().min(1).optional().describe("Days since it was built; without it any age"),
    maxSizeBytes: z.int().min(1).optional().describe("Size in bytes; without it any size"),
});

export const imgVulnerabilities = defineRule({
    id: "img-vulnerabilities",
    group: "images",
    severity: "high",
    since: "0.1.0",
    rivals: {
        kubescape: ["C-0083", "C-0084", "C-0085", "C-0221"],
        kyverno: ["block-large-images", "block-stale-images", "require-vulnerability-scan"],
    },
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    needsFacts: true,
    title: "Images have no known critical vulnerabilities",
    why: "what everybody can read about is what is tried first",
    details: `Reads the facts (\`--facts FILE\`, pack configuration \`facts\`) about an image, by its digest: \`critical\` and \`high\`
vulnerabilities, \`builtAt\`, \`sizeBytes\`. Ages are counted until the day on which the facts were gathered. For an image
that they don't know, or without a digest, the verdict is unknown, and so it is where a limit is set for what they don't say;
without facts the rule is not configured.`,
    fix: "build the image anew on a base without them",
    laws: { anyContainer: true },
    params: limits,
    *check(container, { facts, params }) {
        const image = container.get("image");
        const known = imageFactsOf(container, facts);
        if (image.isUnset) {
            return;
        }
        const [message] = known === undefined ? [] : exceeded(known, params, facts);
        if (message !== undefined) {
            yield violation(image, `${message} (as of ${facts.asOf})`);
        } else if (known === undefined || isSilent(known, params)) {
            yield undecided(image);
        }
    },
});

/** Whether the facts don't say of an image what a limit is set for. */
function isSilent(
    { critical, high, builtAt, sizeBytes }: ImageFacts,
    { high: mostHigh, maxAgeDays, maxSizeBytes }: z.infer<typeof limits>,
): boolean {
    return (
        critical === undefined ||
        (high === undefined && mostHigh !== undefined) ||
        (builtAt === undefined && maxAgeDays !== undefined) ||
        (sizeBytes === undefined && maxSizeBytes !== undefined)
    );
}

/** What is beyond its limit, the gravest first. */
function exceeded(image: ImageFacts, most: z.infer<typeof limits>, { asOf }: Partial<Facts>): string[] {
    const { critical = 0, high = 0, builtAt, sizeBytes = 0 } = image;
    const days =
        builtAt === undefined || asOf === undefined ? 0 : (Date.parse(asOf) - Date.parse(builtAt)) / 86_400_000;
    return [
        ...(critical > most.critical ? [`the image has ${critical} critical vulnerabilities`] : []),
        ...(high > (most.high ?? Infinity) ? [`the image has ${high} high vulnerabilities`] : []),
        ...(days > (most.maxAgeDays ?? Infinity) ? [`the image is ${Math.floor(days)} days old`] : []),
        ...(sizeBytes > (most.maxSizeBytes ?? Infinity) ? [`the image has ${sizeBytes} bytes`] : []),
    ];
}
