import { asOf, vulnerableImages } from "../../data/vulnerableImages";
import { undecided, violation } from "../../outcome";
import { defineRule } from "../../rule";

export const wlVulnerableComponent = defineRule({
    id: "wl-vulnerable-component",
    group: "workload",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        kubescape: ["C-0081", "C-0090", "C-0091"],
        kyverno: ["mitigate-log4shell", "verify-image-cve-2022-42889"],
    },
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    title: "Platform software has no hole that is widely known",
    why: "it has rights over the whole cluster, and the hole is public",
    details: `Compares the tag of well-known platform images (Argo CD, ingress-nginx, Grafana, Kyverno) with the versions in which a
hole was closed. The list is short, written down by hand, and states its day: ${asOf}. A scanner sees more; its
results come in as facts ([img-vulnerabilities](img-vulnerabilities.md)).

Tags that are no version, and images with a digest alone, say nothing here.`,
    fix: "take a version in which the hole is closed",
    laws: { anyContainer: true },
    *check(container) {
        const image = container.get("image");
        if (image.isUnknown) {
            yield undecided(image);
            return;
        }
        const version = parseVersion(container.image?.tag);
        const name = `/${container.image?.repository ?? ""}`;
        for (const { repository, lines, why } of version === undefined ? [] : vulnerableImages) {
            const line = lines.filter(({ from }) => compare(version!, parseVersion(from)!) >= 0).at(-1);
            if (
                name.endsWith(`/${repository}`) &&
                line !== undefined &&
                compare(version!, parseVersion(line.mended)!) < 0
            ) {
                yield violation(image, `${why}; ${line.mended} mended it (as of ${asOf})`);
            }
        }
    },
});

function parseVersion(text: string | undefined): number[] | undefined {
    const match = /^v?(\d+(?:\.\d+){0,2})(?:[-+].*)?$/.exec(text ?? "");
    return match?.[1]!.split(".").map(Number);
}

function compare(a: readonly number[], b: readonly number[]): number {
    const index = [0, 1, 2].find((at) => (a[at] ?? 0) !== (b[at] ?? 0));
    return index === undefined ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
