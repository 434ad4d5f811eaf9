import { parseQuantity } from "../core/quantity";
import { isMutableTag, parseImage } from "./model/imageReference";
import { holdsMetadataService, isEveryAddress } from "./model/ipRanges";
import { enforcesPodSecurity } from "./model/namespaces";
import { hasNoRoom, isFewerThan } from "./model/scaling";
import type { Value } from "./model/value";
import type { RuleContext } from "./ruleData";
import { all, any, holds, not, type Truth } from "./truth";

/** An argument of a component with which it leaves the golden path, and the rule that this breaks. */
export interface Deviation {
    /** Type token of the component. */
    component: string;
    /** Path of the argument; `*` is every key of a map. */
    argument: string;
    /** Whether what is given weakens the default; only asked where something is given. */
    weakens(argument: Value, given: GivenArguments): Truth;
    /** Id of the rule. */
    rule: string;
    /** The fact in one clause. */
    message: string;
    /** Arguments to set instead; default this one. */
    mendedBy?: readonly string[];
    /** What to set them to: "to a reference with a version tag". */
    to: string;
    /** The component's children that the argument shapes: what the rule finds on them comes from it. */
    children: readonly ShapedChild[];
}

/** What stands beside an argument. */
export interface GivenArguments extends RuleContext {
    /** All arguments of the component. */
    all: Value;
    /** The value of the map that `*` stands for, of several containers the one; else all arguments. */
    around: Value;
}

/** Children of a component by the name that it gives them. */
export interface ShapedChild {
    kind: string;
    /** What stands behind the component's name in theirs, `*` for the key of the argument; default nothing. */
    suffix?: string;
    /** Only what is found about the container whose name is the key of the argument. */
    ofContainer?: boolean;
}

const standardService = "waymark:index:StandardService";
const postgresDatabase = "waymark:index:PostgresDatabase";
const teamNamespace = "waymark:index:TeamNamespace";

/** minReplicas of an autoscaler, where neither it nor a smaller maxReplicas is given. */
const minReplicasByDefault = 3;

const workload: readonly ShapedChild[] = [{ kind: "Deployment" }, { kind: "StatefulSet" }];
const autoscaler: readonly ShapedChild[] = [{ kind: "HorizontalPodAutoscaler", suffix: "-hpa" }];

/** The table of the golden gate: see {@link GoldenGate}. */
export const deviations: readonly Deviation[] = [
    ...inContainers("image", {
        rule: "img-tag-mutable",
        weakens: (image, { params }) =>
            holds(image, (known) => isMutableTag(parseImage(known.string() ?? ""), tagsIn(params))),
        message: "the image has no tag, or one that moves",
        to: "to a reference with a version tag or a digest",
    }),
    {
        component: standardService,
        argument: "defaultProbes",
        rule: "plat-no-probe",
        weakens: (added, { all: args }) => all(isFalse(added), wouldBeProbed(args)),
        message: "no probe is declared, and those of the golden path are switched off",
        mendedBy: ["livenessProbe", "readinessProbe"],
        to: "to what tells that the service lives and can answer, or leave `defaultProbes` out",
        children: workload,
    },
    ...(["cpu", "memory"] as const).flatMap((unit) => [
        ...inContainers(`resources.requests.${unit}`, {
            rule: `rel-${unit}-request`,
            weakens: (request, { around }) => all(isZero(request), not(isInit(around))),
            message: `the ${unit} request is 0`,
            to: "to what the container needs, or leave it out",
        }),
        ...inContainers(`resources.limits.${unit}`, {
            rule: `rel-${unit}-request`,
            weakens: (limit, { around }) => {
                const request = around.get("resources", "requests", unit);
                return all(isZero(limit), isAbsent(request), not(isInit(around)));
            },
            message: `the ${unit} limit is 0, and the request moves along with it`,
            to: "to what the container needs, or leave it out",
        }),
    ]),
    ...inContainers("resources.limits.memory", {
        rule: "rel-memory-limit",
        weakens: (limit, { around, params }) =>
            all(isZero(limit), asksInitContainers(params) ? true : not(isInit(around))),
        message: "the memory limit is 0, which is none",
        to: "to what the container needs, or leave it out",
    }),
    {
        component: standardService,
        argument: "replicas",
        rule: "rel-min-replicas",
        weakens: (replicas, { all: args, tier, params }) =>
            all(
                tier === "prod",
                holds(replicas, (known) => isFewerThan(known.number() ?? 0, minimumIn(params))),
                not(isStatefulSet(args)),
                not(isAutoscaled(args)),
            ),
        message: "fewer pods than production asks for",
        to: "to 3 or more, or leave it out",
        children: [{ kind: "Deployment" }],
    },
    {
        component: standardService,
        argument: "autoscaling.minReplicas",
        rule: "rel-hpa-bounds",
        weakens: (min, { all: args, tier, params }) =>
            all(
                tier === "prod",
                holds(min, (known) => (known.number() ?? 1) < minimumIn(params)),
                isAutoscaled(args),
            ),
        message: "the autoscaler may go below what production asks for",
        to: "to 3 or more, or leave it out",
        children: autoscaler,
    },
    {
        component: standardService,
        argument: "autoscaling.maxReplicas",
        rule: "rel-hpa-bounds",
        weakens: (max, { all: args }) => {
            const min = args.get("autoscaling", "minReplicas");
            const narrow = holds(max, () =>
                hasNoRoom(min.number() ?? Math.min(minReplicasByDefault, max.number() ?? Infinity), max.number()),
            );
            return all(
                holds(min, () => true),
                narrow,
                isAutoscaled(args),
            );
        },
        message: "the autoscaler has no room to scale",
        to: "to more than minReplicas (3 by default), or leave it out",
        children: autoscaler,
    },
    {
        component: standardService,
        argument: "connectsTo.*.cidr",
        rule: "net-netpol-too-open",
        weakens: (range) => holds(range, (known) => holdsMetadataService(known.string())),
        message: "the edge leads to everywhere, or to the cloud's metadata service",
        to: "to the range that is meant, or name the host",
        children: [{ kind: "NetworkPolicy", suffix: "-to-*" }],
    },
    ...[standardService, postgresDatabase].map((component) => ({
        component,
        argument: "acceptsFrom.*.cidr",
        rule: "net-netpol-too-open",
        weakens: (range: Value) => holds(range, (known) => isEveryAddress(known.string())),
        message: "everybody may connect",
        to: "to the range that is meant",
        children: [{ kind: "NetworkPolicy", suffix: "-from-*" }],
    })),
    ...[standardService, postgresDatabase].map((component) => ({
        component,
        argument: "protection",
        rule: "plat-delete-protection",
        weakens: (protection: Value, { all: args, tier }: GivenArguments) =>
            all(
                tier !== "dev",
                holds(protection, (known) => known.string() === "none"),
                component === postgresDatabase || hasVolume(args, "claim"),
            ),
        message: "what holds data may be deleted by a slip",
        to: "to `tier`, or leave it out",
        children: [{ kind: "StatefulSet" }],
    })),
    {
        component: teamNamespace,
        argument: "podSecurity.level",
        rule: "gov-namespace-guardrails",
        weakens: (level, { params }) =>
            all(
                (params as { require: readonly string[] }).require.includes("pod-security"),
                holds(level, (known) => !enforcesPodSecurity(known.string())),
            ),
        message: "Pod Security admission is switched off",
        to: "to restricted, or leave it out",
        children: [{ kind: "Namespace" }],
    },
];

/** A setting of containers: of the one that is written flat, and of each of several. */
function inContainers(argument: string, row: Omit<Deviation, "component" | "argument" | "children">): Deviation[] {
    return [
        { ...row, component: standardService, argument, children: workload },
        {
            ...row,
            component: standardService,
            argument: `containers.*.${argument}`,
            children: workload.map((child) => ({ ...child, ofContainer: true })),
        },
    ];
}

function tagsIn(params: unknown): readonly string[] {
    return (params as { tags: readonly string[] }).tags;
}

function minimumIn(params: unknown): number {
    return (params as { minimum: number }).minimum;
}

function asksInitContainers(params: unknown): boolean {
    return (params as { initContainers: boolean }).initContainers;
}

function isStatefulSet(args: Value): Truth {
    const kind = args.get("kind");
    return any(
        holds(kind, (known) => known.string() === "StatefulSet"),
        all(isAbsent(kind), any(hasVolume(args, "claim"), hasVolume(args, "existingClaim"))),
    );
}

/** Whether there is a volume of this source. */
function hasVolume(args: Value, source: string): Truth {
    const volumes = args.get("volumes");
    const theirs = volumes.entries().map((volume) => not(isAbsent(volume.get(source))));
    return any(
        holds(volumes, () => false),
        ...theirs,
    );
}

/** Whether figures of an autoscaler are given, and it isn't switched off. */
function isAutoscaled(args: Value): Truth {
    const given = ["minReplicas", "maxReplicas", "cpuPercent"].map((figure) =>
        not(isAbsent(args.get("autoscaling", figure))),
    );
    const enabled = args.get("autoscaling", "enabled");
    return any(
        holds(enabled, (known) => known.boolean() === true),
        all(isAbsent(enabled), any(...given)),
    );
}

/** Whether a service gets probes where it declares none: with one container, and a port that HTTP could have. */
function wouldBeProbed(args: Value): Truth {
    const ports = args.get("ports");
    const containers = args.get("containers");
    const takesHttp = ports.entries().map((port) => holds(port.get("protocol"), (known) => known.string() !== "UDP"));
    const [only = args, ...others] = containers.entries();
    const probes = ["livenessProbe", "readinessProbe", "startupProbe"].map((probe) => isAbsent(only.get(probe)));
    return all(
        holds(containers, () => others.length === 0),
        takesHttp.length === 0 ? holds(ports, () => true) : any(...takesHttp),
        ...probes,
    );
}

/** Whether the container ends before the others start. */
function isInit(container: Value): Truth {
    const before = container.get("before");
    const waiting = before.entries().map((one) => holds(one.get("ready"), (known) => known.string() === "complete"));
    return any(
        holds(before, () => false),
        ...waiting,
    );
}

function isZero(amount: Value): Truth {
    return holds(amount, (known) => parseQuantity(known.quantity() ?? "") === 0n);
}

function isFalse(flag: Value): Truth {
    return holds(flag, (known) => known.boolean() === false);
}

function isAbsent(value: Value): Truth {
    return holds(value, (known) => known.isUnset);
}
