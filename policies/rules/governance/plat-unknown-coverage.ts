import { unknownInputs, unknownSubtrees } from "../../coverage";
import { KubeObject } from "../../model/kubeObject";
import { undecided } from "../../outcome";
import { defineRule } from "../../rule";

export const platUnknownCoverage = defineRule({
    id: "plat-unknown-coverage",
    group: "governance",
    target: "resource",
    types: ["kubernetes:*"],
    title: "What rules look at is known in the preview",
    severity: "info",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [],
    why: "a rule can't judge what is only known after the update began",
    details: `Never a finding. Where the whole \`spec\` of an object, or of a pod that it makes, is not known yet, no rule that
looks into it can answer. It is said once per object under this id instead of once per rule, with the resources that the
value comes from; the update judges it again. A single field that isn't known is said by the rule that asks for it.

A bundle (\`ConfigFile\`, \`ConfigGroup\`, \`Directory\`, \`Chart\`) with an input that isn't known yet, or holds something that
isn't, registers no object at all in the preview: that is said at the bundle.`,
    fix: "build the spec from values that the program knows, and pass Outputs only for single fields",
    waivable: true,
    *check(resource) {
        const gaps = resource instanceof KubeObject ? unknownSubtrees(resource) : unknownInputs(resource);
        yield* gaps.map((value) => undecided(value));
    },
});
