import { databasesOf, storageTypes, type DatabaseView } from "../../model/aws/database";
import { isOn } from "../../model/aws/inputs";
import { defaultGroupType } from "../../model/aws/securityRule";
import type { ResourceView } from "../../model/resourceView";
import type { SetView } from "../../model/setView";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, any, holds, not, onlyIf, violationIf, type Truth } from "../../truth";

const subnetGroupTypes = ["aws:rds/subnetGroup:SubnetGroup", "aws-native:rds:DbSubnetGroup"];
const associationTypes = [
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
    "aws-native:ec2:SubnetRouteTableAssociation",
];
const tableTypes = ["aws:ec2/routeTable:RouteTable", "aws-native:ec2:RouteTable"];
const gatewayTypes = ["aws:ec2/internetGateway:InternetGateway", "aws-native:ec2:InternetGateway"];

export const awsRdsSubnets = defineRule({
    id: "aws-rds-subnets",
    group: "aws",
    target: "set",
    title: "Databases stand in private subnets of a VPC",
    severity: "high",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_198"],
        prowler: ["rds_instance_inside_vpc"],
    },
    why: "in a public subnet or the default network one wrong switch puts the database on the internet",
    details: `Three things are asked of instances and clusters; of their members and of read replicas, which stand where
their source does, nothing.

* \`dbSubnetGroupName\` is set: without it, or with \`default\`, the database stands in the account's default VPC, whose
  subnets are public.
* No subnet of that group is public: none gives public addresses to what starts in it (\`mapPublicIpOnLaunch\`; a default
  subnet does so unless it says otherwise), and none has a route table with a route to an internet gateway. Subnets whose ids are written as text, and groups that exist already,
  are not among the judged resources and can't be looked at.
* \`vpcSecurityGroupIds\` names a group, and not the VPC's default one: without any, AWS takes that.

Everything is joined by what an input is an Output of. checkov's check is for \`aws_db_security_group\`, which stands outside
of a VPC and which AWS no longer has.`,
    fix: "set dbSubnetGroupName to a group of private subnets and vpcSecurityGroupIds to a group of the database's own",
    *check(set) {
        for (const database of databasesOf(set, storageTypes)) {
            const standsAlone = all(not(database.isMember), not(database.isReplica));
            yield* onlyIf(standsAlone, [...checkSubnets(set, database), ...checkGroups(set, database)]);
        }
    },
});

function* checkSubnets(set: SetView, database: DatabaseView): Iterable<Outcome> {
    const name = database.get("dbSubnetGroupName");
    const groups = set.ofType(...subnetGroupTypes).map((group) => ({
        isOwn: set.refersTo(database.resource, "dbSubnetGroupName", group, "name", "dbSubnetGroupName"),
        subnets: set.sources(group, "subnetIds"),
    }));
    const isDefault = holds(name, (known) => ["", "default"].includes(known.string() ?? ""));
    const hasOwn = any(...groups.map(({ isOwn }) => isOwn));
    yield* violationIf(all(isDefault, not(hasOwn)), name, "the database stands in the default network");
    const open = groups.map(({ isOwn, subnets }) => all(isOwn, any(...subnets.map((subnet) => isPublic(set, subnet)))));
    yield* violationIf(any(...open), name, "a subnet of the group is public");
}

function isPublic(set: SetView, subnet: ResourceView): Truth {
    const associations = set.ofType(...associationTypes);
    const tables = set.ofType(...tableTypes).filter((table) => leadsOut(set, table));
    const routed = associations.flatMap((association) =>
        tables.map((table) =>
            all(set.refersTo(association, "subnetId", subnet), set.refersTo(association, "routeTableId", table)),
        ),
    );
    const isDefault = subnet.type === "aws:ec2/defaultSubnet:DefaultSubnet";
    return any(isOn(subnet.get("mapPublicIpOnLaunch"), isDefault), ...routed);
}

function leadsOut(set: SetView, table: ResourceView): boolean {
    const routes = set.ofType("aws:ec2/route:Route", "aws-native:ec2:Route");
    const own = routes.filter((route) => set.refersTo(route, "routeTableId", table) === true);
    const targets = [...set.sources(table, "routes"), ...own.flatMap((route) => set.sources(route, "gatewayId"))];
    return targets.some(({ type }) => gatewayTypes.includes(type));
}

function* checkGroups(set: SetView, database: DatabaseView): Iterable<Outcome> {
    const groups = database.get("vpcSecurityGroupIds");
    const isNone = holds(groups, (known) => known.items().length === 0);
    const sources = set.sources(database.resource, database.nameOf("vpcSecurityGroupIds"));
    const isDefault = sources.some(({ type }) => type === defaultGroupType);
    yield* violationIf(any(isDefault, isNone), groups, "the database has the VPC's default security group");
}
