import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

const providerTypes = ["pulumi:providers:aws", "pulumi:providers:aws-native"];

export const awsRegion = defineRule({
    id: "aws-region",
    group: "aws",
    target: "resource",
    types: [...providerTypes, "aws:*"],
    title: "Resources are made in allowed regions",
    severity: "high",
    since: "0.1.0",
    why: "data lies where the law or a contract forbids it, and where nobody looks",
    details: `Judges only where \`regions\` says which are allowed. It looks at the region of providers (\`aws\` and
\`aws-native\`), and at \`region\` of the resources themselves, which since version 7 of the provider aws overrides that of
the provider.

A provider without a region takes it from the environment (\`AWS_REGION\`) or a profile, where it can't be seen: it fails,
since what isn't in the program can be different on each machine.`,
    fix: "set region of the provider to one of the allowed regions",
    params: strictMap({
        regions: z.array(z.string().min(1)).min(1).describe("The allowed regions, such as eu-central-1"),
    }),
    *check(resource, { params: { regions } }) {
        const region = resource.get("region");
        const isProvider = providerTypes.includes(resource.type);
        const isSilent = holds(region, (known) => known.isUnset || known.string() === "");
        if (isSilent === true) {
            yield* violationIf(isProvider, region, "the provider doesn't say which region");
        } else {
            const isForeign = holds(region, (known) => !regions.includes(known.string() ?? ""));
            yield* violationIf(isForeign, region, "the region is not an allowed one");
        }
    },
});
