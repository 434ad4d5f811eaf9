import { rules, type Finding, type PolicyResource } from "../../../policies";
import { evaluate, fromManifests } from "../../../policies";
import { applyWaivers, type WaiverRun } from "../../../policies/waivers/applyWaivers";
import { readWaivers, type WaiverFile } from "../../../policies/waivers/readWaivers";

const today = "2026-10-01";

export const approvers = {
    file: "waivers/approvers.yaml",
    content:
        "approvers:\n  security@example.com: [critical, high, medium, low, info]\n  lead@example.com: [medium, low]\n",
};

/** A waiver that covers the images of Deployment shop/api, with changes. */
export function waiver(changes: Record<string, unknown> = {}): Record<string, unknown> {
    return {
        id: "W-1",
        rules: ["img-tag-mutable"],
        scope: { name: "api", namespace: "shop" },
        reason: "the vendor has no tags",
        requestedBy: "api-team@example.com",
        approvedBy: ["security@example.com"],
        approvedAt: "2026-09-15",
        expires: "2026-12-01",
        ...changes,
    };
}

/** Waivers as a file; JSON is YAML. */
export function asFile(...waivers: unknown[]): WaiverFile {
    return { file: "waivers/all.yaml", content: JSON.stringify(waivers, undefined, 1) };
}

export const deployment = (image = "x", namespace = "shop"): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: ${namespace}}
spec:
  template:
    spec:
      containers:
        - {name: app, image: ${image}}
        - {name: proxy, image: envoy}
`;

/** What is found about images once the waivers in a file were asked. */
export function judged(file: WaiverFile | WaiverFile[], run: Partial<WaiverRun> = {}, text = deployment()) {
    const { resources } = fromManifests("a.yaml", text);
    return judgedResources(file, resources, run);
}

export function judgedResources(
    file: WaiverFile | WaiverFile[],
    resources: readonly PolicyResource[],
    run: Partial<WaiverRun> = {},
) {
    const report = evaluate(resources, { tier: "prod", rules: ["img-tag-mutable"] });
    const files = Array.isArray(file) ? file : [file, approvers];
    const set = readWaivers(files, run.today ?? today, rules);
    const applied = applyWaivers(report, set, { today, tier: "prod", complete: true, resources, ...run });
    const images = applied.findings.filter(({ rule }) => rule === "img-tag-mutable");
    const hygiene = applied.findings.filter(({ rule }) => rule === "plat-waiver-hygiene");
    return { images, hygiene, summary: applied.summary };
}

/** By container: the waiver that covers it, or null. */
export function waivedBy(findings: readonly Finding[]): Record<string, string | null> {
    return Object.fromEntries(findings.map(({ container, waived }) => [container ?? "", waived?.id ?? null]));
}
