import { unknownSubtrees } from "../../coverage";
import { undecided } from "../../outcome";
import { defineRule } from "../../rule";

export const platUnknownCoverage = defineRule({
    id: "plat-unknown-coverage",
    group: "governance",
    target: "object",
    kinds: ["*"],
    title: "What rules look at is known in the preview",
    severity: "info",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [],
    why: "a rule can't judge what is only known after the update began",
    details: `Never a finding. Where the whole \`spec\` of an object, or of a pod that it makes, is not known yet, no rule that
looks into it can answer. It is said once per object under this id instead of once per rule, with the resources that the
value comes from; the update judges it again. A single field that isn't known is said by the rule that asks for it.`,
    fix: "build the spec from values that the program knows, and pass Outputs only for single fields",
    waivable: true,
    *check(object) {
        yield* unknownSubtrees(object).map((value) => undecided(value));
    },
});
