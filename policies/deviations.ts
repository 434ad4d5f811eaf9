import { parseQuantity } from "../core/quantity";
import { isMutableTag, parseImage } from "./model/imageReference";
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

const workload: readonly ShapedChild[] = [{ kind: "Deployment" }, { kind: "StatefulSet" }];

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
