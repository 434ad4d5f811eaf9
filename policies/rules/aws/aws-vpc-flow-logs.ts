import type { ResourceView } from "../../model/resourceView";
import type { SetView } from "../../model/setView";
import { isOn } from "../../model/aws/inputs";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { any, not, violationIf } from "../../truth";

const vpcTypes = ["aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc", "aws-native:ec2:Vpc"];
const defaultSubnet = "aws:ec2/defaultSubnet:DefaultSubnet";
const subnetTypes = ["aws:ec2/subnet:Subnet", defaultSubnet, "aws-native:ec2:Subnet"];

export const awsVpcFlowLogs = defineRule({
    id: "aws-vpc-flow-logs",
    group: "aws",
    target: "set",
    title: "VPCs log their flows, subnets give no public address",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV2_AWS_11", "CKV_AWS_130"],
        trivy: ["AWS-0164", "AWS-0178"],
    },
    why: "without a flow log nobody can tell who connected to what, and a public address is given to whatever starts",
    details: `Two things:

* Each VPC has a \`FlowLog\` whose \`vpcId\` is an Output of it (\`resourceId\` in aws-native). One for single subnets or
  network interfaces sees only a part and doesn't count. A VPC that isn't among the judged resources isn't asked.
* \`mapPublicIpOnLaunch\` of a subnet isn't \`true\`; unset is \`false\` (documentation of \`aws.ec2.Subnet\`, 7.48), but for
  a \`DefaultSubnet\`, which AWS makes so and which has to say \`false\`. Public
  subnets for load balancers and NAT gateways don't need it: those get their addresses themselves.`,
    fix: "add an aws.ec2.FlowLog with the VPC's id; set mapPublicIpOnLaunch: false",
    *check(set) {
        for (const vpc of set.ofType(...vpcTypes)) {
            yield* judgeVpc(set, vpc);
        }
        for (const subnet of set.ofType(...subnetTypes)) {
            const gives = subnet.get("mapPublicIpOnLaunch");
            const message = "the subnet gives a public address to whatever starts in it";
            yield* violationIf(
                isOn(gives, subnet.type === defaultSubnet),
                gives,
                message,
                "set mapPublicIpOnLaunch: false",
            );
        }
    },
});

function judgeVpc(set: SetView, vpc: ResourceView): Iterable<Outcome> {
    const logged = [
        ...set.ofType("aws:ec2/flowLog:FlowLog").map((log) => set.refersTo(log, "vpcId", vpc)),
        ...set.ofType("aws-native:ec2:FlowLog").map((log) => set.refersTo(log, "resourceId", vpc)),
    ];
    const fix = "add an aws.ec2.FlowLog whose vpcId is this VPC's id";
    return violationIf(not(any(...logged)), vpc.body, "the VPC has no flow log", fix);
}
