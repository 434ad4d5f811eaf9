import { z } from "zod";
import { strictMap } from "../../../core/schema";
import type { ResourceView } from "../../model/resourceView";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, holds, not, onlyIf, violationIf, type Truth } from "../../truth";

const release = "kubernetes:helm.sh/v3:Release";

export const platOpaqueHelmRelease = defineRule({
    id: "plat-opaque-helm-release",
    group: "governance",
    target: "resource",
    types: [release, "kubernetes:helm.sh/v4:Chart", "kubernetes:helm.sh/v3:Chart"],
    title: "Charts are rendered where rules see them, and pinned",
    severity: "high",
    since: "0.1.0",
    why: "what a Release installs is rendered inside Helm, so no rule sees a single one of its objects",
    details: `* A \`helm.sh/v3:Release\` is always found: Helm renders it in the provider, and Pulumi knows the chart's values alone. A
  \`helm.sh/v4:Chart\` registers every object, which the rules then judge. Where Releases are wanted for their hooks, scan
  what they render (\`helm template … | waymark policy check -\`) and name those charts in \`renderedElsewhere\`.
* A chart from a repository or registry has a version that means one thing: \`1.2.3\`, no range and no star; or a
  digest in its reference (\`oci://…@sha256:…\`). A chart from a local folder or archive is as pinned as the repository that it stands in.`,
    fix: 'use kubernetes.helm.v4.Chart with an exact version: "1.2.3"',
    params: strictMap({
        renderedElsewhere: z
            .array(z.string().min(1))
            .default([])
            .describe("Charts (as in the input `chart`) whose rendered manifests are judged in another way"),
    }),
    *check(resource, { params }) {
        const chart = resource.get("chart");
        if (resource.type === release) {
            const judged = holds(chart, () => params.renderedElsewhere.includes(chart.string() ?? ""));
            yield* violationIf(not(judged), chart, "is a Release, whose objects no rule can see");
        }
        yield* pinned(resource);
    },
});

function* pinned(resource: ResourceView): Iterable<Outcome> {
    const chart = resource.get("chart");
    const version = resource.get("version");
    yield* onlyIf(
        comesFromElsewhere(resource),
        violationIf(
            holds(version, () => !isExact(version.string())),
            version,
            version.isUnset ? "names no version of its chart" : "allows more than one version of its chart",
            'write the exact version: "1.2.3"',
        ),
    );
    // An archive that is an asset, or a chart whose arguments the SDK kept for itself, has no text here.
    function comesFromElsewhere({ body }: ResourceView): Truth {
        const repository = body.get("repositoryOpts", "repo");
        return all(
            holds(chart, () => {
                const text = chart.string();
                return text !== undefined && text !== "" && !text.includes("@sha256:");
            }),
            holds(repository, () => repository.isSet || !isLocal(chart.string() ?? "")),
        );
    }
}

/** A path: absolute, beginning with a dot, or an archive beside the program. */
function isLocal(chart: string): boolean {
    return /^(\.{0,2}\/|\.{1,2}$|file:)/.test(chart) || (!chart.includes("://") && chart.endsWith(".tgz"));
}

function isExact(version: string | undefined): boolean {
    return version !== undefined && /^v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/.test(version);
}
