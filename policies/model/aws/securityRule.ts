import { isCidr, parseCidr } from "../../../core/cidr";
import { all, any, holds, not, type Truth } from "../../truth";
import type { ResourceView } from "../resourceView";
import type { Value } from "../value";
import { numberIn } from "./inputs";

/** Security groups, whose rules may stand in them. */
export const groupTypes = ["aws:ec2/securityGroup:SecurityGroup", "aws-native:ec2:SecurityGroup"] as const;
export const defaultGroupType = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
/** Rules that are resources of their own. */
export const separateRuleTypes = [
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    "aws-native:ec2:SecurityGroupIngress",
    "aws-native:ec2:SecurityGroupEgress",
] as const;
/** Everything that holds rules. */
export const ruleHolderTypes = [...groupTypes, defaultGroupType, ...separateRuleTypes] as const;

type Direction = "ingress" | "egress";

/** A rule of a security group, in whichever shape it was written. */
export interface SecurityRule {
    /** Whether it lets in; else it lets out. */
    isIngress: Truth;
    protocol: Value;
    fromPort: Value;
    toPort: Value;
    /** IP ranges of both families; a list of them that is not known yet stands for what is in it. */
    ranges: readonly Value[];
    description: Value;
}

/** The rules that a resource holds, and its lists of rules that are not known yet. */
export interface SecurityRules {
    rules: readonly SecurityRule[];
    unknown: readonly Value[];
}

/** Reads the rules of a group, of the default group, or the one that a resource is. */
export function securityRulesOf(resource: ResourceView): SecurityRules {
    const { type, body } = resource;
    const native = type.startsWith("aws-native:");
    if ((separateRuleTypes as readonly string[]).includes(type)) {
        return { rules: [ruleAt(body, separateDirection(resource))], unknown: [] };
    }
    const lists = (["ingress", "egress"] as const).map((direction) => ({
        isIngress: direction === "ingress",
        list: inlineRules(resource, direction, native),
    }));
    return {
        rules: lists.flatMap(({ isIngress, list }) => list.items().map((rule) => ruleAt(rule, isIngress))),
        unknown: lists.flatMap(({ list }) => (list.isUnknown ? [list] : [])),
    };
}

/** The list of rules of a direction that stands in a group. */
export function inlineRules({ body }: ResourceView, direction: Direction, native: boolean): Value {
    const nativeName = direction === "ingress" ? "securityGroupIngress" : "securityGroupEgress";
    return body.get(native ? nativeName : direction);
}

function separateDirection({ type, body }: ResourceView): Truth {
    if (type === "aws:ec2/securityGroupRule:SecurityGroupRule") {
        return holds(body.get("type"), (direction) => direction.string() === "ingress");
    }
    return type.includes("Ingress");
}

/** Each shape has names of its own, and none of them means something else in another one. */
function ruleAt(at: Value, isIngress: Truth): SecurityRule {
    const lists = [at.get("cidrBlocks"), at.get("ipv6CidrBlocks")];
    const single = ["cidrIpv4", "cidrIpv6", "cidrIp"].map((name) => at.get(name)).filter(({ isUnset }) => !isUnset);
    return {
        isIngress,
        protocol: at.get("ipProtocol").isUnset ? at.get("protocol") : at.get("ipProtocol"),
        fromPort: at.get("fromPort"),
        toPort: at.get("toPort"),
        ranges: [...lists.flatMap((list) => (list.isUnknown ? [list] : list.items())), ...single],
        description: at.get("description"),
    };
}

/** Whether it is for every protocol: `-1`. */
function isEveryProtocol({ protocol }: SecurityRule): Truth {
    return holds(protocol, (known) => ["-1", "all"].includes(known.quantity()?.toLowerCase() ?? ""));
}

/** Only TCP and UDP have ports. */
function hasPorts({ protocol }: SecurityRule): Truth {
    return holds(protocol, (known) => ["tcp", "6", "udp", "17"].includes(known.quantity()?.toLowerCase() ?? ""));
}

/** Without ports, from -1, and from 0 to 0 (which is what all protocols are written with) it means every port. */
function namesNoPort({ fromPort, toPort }: SecurityRule): Truth {
    const isEvery = (port: Value): Truth => holds(port, (known) => known.isUnset || numberIn(known) === -1);
    const isZero = (port: Value): Truth => holds(port, (known) => numberIn(known) === 0);
    return any(isEvery(fromPort), isEvery(toPort), all(isZero(fromPort), isZero(toPort)));
}

/** Whether it opens a port between two, these included. */
export function opensPort(rule: SecurityRule, first: number, last = first): Truth {
    const overlaps = all(
        holds(rule.fromPort, (from) => (numberIn(from) ?? Number.NaN) <= last),
        holds(rule.toPort, (to) => (numberIn(to) ?? Number.NaN) >= first),
    );
    return any(isEveryProtocol(rule), all(hasPorts(rule), any(namesNoPort(rule), overlaps)));
}

/** Whether it opens all ports of a protocol or of all of them. */
export function opensEveryPort(rule: SecurityRule): Truth {
    const whole = all(
        holds(rule.fromPort, (from) => (numberIn(from) ?? Number.NaN) <= 1),
        holds(rule.toPort, (to) => (numberIn(to) ?? Number.NaN) >= 65535),
    );
    return any(isEveryProtocol(rule), all(hasPorts(rule), any(namesNoPort(rule), whole)));
}

/** Whether a range is the whole internet, of either family. */
export function isWorld(range: Value): Truth {
    return holds(range, (known) => lengthOf(known)?.length === 0);
}

/** Whether a range is part of the internet and yet so wide that no one owner has it: below /8, in IPv6 below /16. */
export function isVeryWide(range: Value): Truth {
    return holds(range, (known) => {
        const parts = lengthOf(known);
        return parts !== undefined && parts.length > 0 && parts.length < (parts.family === "ipv4" ? 8 : 16);
    });
}

/** Whether it lets in from the whole internet or a very wide part of it. */
export function isFromInternet({ isIngress }: SecurityRule, range: Value): Truth {
    return all(isIngress, any(isWorld(range), isVeryWide(range)));
}

/** Whether it lets out; not known where the direction isn't. */
export function isEgress({ isIngress }: SecurityRule): Truth {
    return not(isIngress);
}

function lengthOf(range: Value): ReturnType<typeof parseCidr> | undefined {
    const text = range.string()?.trim() ?? "";
    return isCidr(text) ? parseCidr(text) : undefined;
}
