import { isOn } from "../../model/aws/inputs";
import { isWorld } from "../../model/aws/securityRule";
import { defineRule } from "../../rule";
import { all, any, holds, violationIf, type Truth } from "../../truth";
import type { Value } from "../../model/value";

const nativeType = "aws-native:eks:Cluster";

export const awsEksEndpoint = defineRule({
    id: "aws-eks-endpoint",
    group: "aws",
    target: "resource",
    types: ["aws:eks/cluster:Cluster", nativeType],
    title: "Not everybody can reach a cluster's API",
    severity: "critical",
    since: "0.1.0",
    frameworks: [
        { name: "CIS-EKS", section: "5.4.1" },
        { name: "CIS-EKS", section: "5.4.2" },
    ],
    rivals: {
        checkov: ["CKV_AWS_38", "CKV_AWS_39"],
        "compliance-policies": ["aws-eks-cluster-disallow-api-endpoint-public-access"],
        prowler: ["eks_cluster_not_publicly_accessible"],
        trivy: ["AWS-0040", "AWS-0041"],
    },
    why: "every leaked token and every hole in the API server can be used from anywhere",
    details: `The API server of a cluster must not be open to the whole internet: either \`endpointPublicAccess\` is \`false\`, or
\`publicAccessCidrs\` names ranges that aren't \`0.0.0.0/0\` or \`::/0\`. Both stand in \`vpcConfig\` (\`resourcesVpcConfig\` in
aws-native). Unset is public, and open to everybody (documentation of \`aws.eks.Cluster\`), and so is an empty list.

Public to named ranges passes; CKV_AWS_39, AWS-0040 and the policy of compliance-policies want no public endpoint at all.`,
    fix: "set vpcConfig.endpointPublicAccess: false with endpointPrivateAccess: true, or name ranges in publicAccessCidrs",
    *check(resource) {
        const network = resource.get(resource.type === nativeType ? "resourcesVpcConfig" : "vpcConfig");
        const ranges = network.get("publicAccessCidrs");
        const isPublic = isOn(network.get("endpointPublicAccess"), true);
        yield* violationIf(all(isPublic, isOpen(ranges)), ranges, "everybody can reach the cluster's API");
    },
});

function isOpen(ranges: Value): Truth {
    return any(
        holds(ranges, (known) => known.items().length === 0),
        ...ranges.items().map(isWorld),
    );
}
