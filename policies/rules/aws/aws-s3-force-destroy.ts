import { bucketTypes } from "../../model/aws/bucketParts";
import { isOn, mendWith } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import { violation, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { violationIf } from "../../truth";

export const awsS3ForceDestroy = defineRule({
    id: "aws-s3-force-destroy",
    group: "aws",
    target: "resource",
    types: bucketTypes,
    title: "Buckets that hold something are not destroyed",
    severity: "high",
    since: "0.1.0",
    why: "one wrong line in a program and the objects are gone, all versions included",
    details: `Two locks, both asked of buckets in staging and prod:

* \`forceDestroy\` isn't \`true\`: with it the provider empties the bucket before it deletes it, and without it AWS refuses to
  delete one that isn't empty. Unset is \`false\` (documentation of \`aws.s3.Bucket\`). aws-native doesn't have it.
* Pulumi's \`protect\`, which stops an update before it begins, replacements included. It is an option of the resource, no
  input, so no policy can mend it.

In dev buckets come and go, so nothing is asked there. Which other resources need \`protect\` is said by
plat-delete-protection.`,
    fix: "leave forceDestroy out, and set the resource option protect: true",
    *check(resource, { tier }) {
        if (tier === "dev") {
            return;
        }
        yield* checkInput(resource);
        if (resource.resource.urn !== undefined && resource.resource.protect !== true) {
            yield violation(resource.get("protect"), "Pulumi's option protect is off");
        }
    },
    remediate: (resource, { tier }) => (tier === "dev" ? [] : mendWith(checkInput(resource), false)),
});

function checkInput(resource: ResourceView): Iterable<Outcome> {
    const force = resource.get("forceDestroy");
    return violationIf(isOn(force), force, "the bucket is emptied before it is deleted");
}
