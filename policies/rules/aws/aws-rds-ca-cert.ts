import { outdatedAuthorities, rdsEnginesAsOf } from "../../data/rdsEngines";
import { DatabaseView, clusterTypes, machineTypes } from "../../model/aws/database";
import { mendWith } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

export const awsRdsCaCert = defineRule({
    id: "aws-rds-ca-cert",
    group: "aws",
    target: "resource",
    types: [...machineTypes, ...clusterTypes],
    title: "Databases have a certificate of a current authority",
    severity: "low",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_211"],
        prowler: ["rds_instance_certificate_expiration"],
    },
    why: "when the authority runs out, clients that check certificates no longer connect",
    details: `Fails for \`caCertIdentifier\` (\`caCertificateIdentifier\` on clusters and in aws-native) with an authority that
has run out: ${outdatedAuthorities.map((one) => `\`${one}\``).join(", ")}, a list as of ${rdsEnginesAsOf}. Unset passes: AWS takes
the account's default, a current one. Current are \`rds-ca-rsa2048-g1\`, \`rds-ca-rsa4096-g1\` and \`rds-ca-ecc384-g1\`.

Mending names \`rds-ca-rsa2048-g1\`, which every engine has; it changes in place, with a restart for some engines. prowler
looks at the date in the certificate that a running database has.`,
    fix: "set caCertIdentifier: rds-ca-rsa2048-g1",
    check,
    remediate: (resource) => mendWith(check(resource), "rds-ca-rsa2048-g1"),
});

function check(resource: ResourceView): Iterable<Outcome> {
    const authority = new DatabaseView(resource).get("caCertIdentifier");
    const isOutdated = holds(authority, (known) => outdatedAuthorities.includes(known.string() ?? ""));
    return violationIf(isOutdated, authority, `the authority has run out (as of ${rdsEnginesAsOf})`);
}
