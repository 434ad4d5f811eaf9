import { deviations } from "./deviations";
import type { Deviation, GivenArguments, ShapedChild } from "./deviations/deviation";
import { formatObject } from "./message";
import { ComponentView } from "./model/componentView";
import { KubeObject } from "./model/kubeObject";
import type { ResourceView } from "./model/resourceView";
import type { Value, ValueOwner } from "./model/value";
import type { Violation } from "./outcome";
import type { Rule } from "./rule";
import type { RuleContext } from "./ruleData";
import type { Verdict } from "./verdict";

/** A violation by an argument of a component. */
interface Weakening extends Violation {
    children: readonly ShapedChild[];
    /** What stands for `*` in the argument. */
    key?: string;
}

/** Weakenings, each with the children that were folded into it. */
type Found = Map<Weakening, Set<string>>;
type ByComponent = Map<string | undefined, Found>;

const byComponent = new Map<string, readonly Deviation[]>(
    deviations.map(({ component }) => [component, deviations.filter((row) => row.component === component)]),
);

/** Type tokens of the components whose arguments can leave the golden path. */
export const gatedTypes: readonly string[] = [...byComponent.keys()];

/** Whether arguments of a component of this type can break a rule. */
export function isGated({ id }: Rule, type: string): boolean {
    return byComponent.get(type)?.some(({ rule }) => rule === id) === true;
}

/**
 * The arguments with which a component breaks a rule. What isn't known yet is not said here: the children that the
 * argument shapes get the same value, and their verdict hangs on it too.
 */
export function* weakenings({ id }: Rule, context: RuleContext, component: ResourceView): Iterable<Violation> {
    for (const row of byComponent.get(component.type) ?? []) {
        if (row.rule !== id) {
            continue;
        }
        for (const { argument, around, key } of argumentsAt(component.body, row.argument.split("*."))) {
            const given: GivenArguments = { ...context, all: component.body, around };
            const { message, children } = row;
            if (!argument.isUnset && row.weakens(argument, given) === true) {
                const names = (row.mendedBy ?? [argument.path]).map((name) => `\`${name}\``).join(" or ");
                const fix = `set ${names} of ${named(component)} ${row.to}`;
                const weakening: Weakening = { at: argument, message, fix, children, key };
                yield weakening;
            }
        }
    }
}

/** `waymark.StandardService "api"`. */
function named({ type, resource }: ResourceView): string {
    return `waymark.${type.slice(type.lastIndexOf(":") + 1)} "${resource.name}"`;
}

interface Argument {
    argument: Value;
    around: Value;
    key?: string;
}

/** The values at a path: one, or with `*` in it one per key of the map there. */
function argumentsAt(args: Value, [before = "", behind]: readonly string[]): Argument[] {
    const keys = (path: string): string[] => path.split(".").filter((key) => key !== "");
    const value = args.get(...keys(before));
    if (behind === undefined || value.isUnknown) {
        return [{ argument: value, around: args }];
    }
    return value.entries().map((around) => ({ argument: around.get(...keys(behind)), around, key: around.label }));
}

/**
 * The golden gate: an argument that leaves the golden path is a finding of its own, at the component and with the rule
 * that it breaks ({@link deviations}). What the same rule finds on the children that the argument shapes folds into it,
 * so that there is one fingerprint and one waiver.
 *
 * Verdicts pass it one by one, those about a component before those about its children. A child that comes first is
 * found for itself; nothing gets lost.
 */
export class GoldenGate {
    /** By rule and URN of the component: what its arguments break, each with the children that were folded into it. */
    readonly #found = new Map<string, ByComponent>();

    /**
     * A verdict without what is folded; what it says of components is remembered.
     * @param asked The resource that the rule was asked about; absent for a whole set.
     */
    pass({ id }: Rule, verdict: Verdict, asked?: ResourceView): Verdict {
        if (asked === undefined) {
            this.#found.delete(id);
        } else if (asked instanceof ComponentView) {
            this.#found.get(id)?.delete(asked.resource.urn); // judged anew, perhaps with other arguments
        }
        const own = verdict.violations.filter(isWeakening);
        own.forEach((weakening) => this.remember(id, weakening));
        const ofRule = this.#found.get(id);
        return ofRule === undefined
            ? verdict
            : { ...verdict, violations: verdict.violations.filter((one) => isWeakening(one) || !folds(ofRule, one)) };
    }

    /** A verdict whose violations name the children that were folded into them. */
    withFolded({ id }: Rule, verdict: Verdict): Verdict {
        const violations = verdict.violations.map((one) => {
            const folded = isWeakening(one) ? this.#found.get(id)?.get(urnOf(one))?.get(one) : undefined;
            const names = [...(folded ?? [])].sort().join(", ");
            return names === "" ? one : { ...one, message: `${one.message} (folded into this: ${names})` };
        });
        return { ...verdict, violations };
    }

    private remember(rule: string, weakening: Weakening): void {
        const ofRule = this.#found.get(rule) ?? (new Map() as ByComponent);
        const ofComponent = ofRule.get(urnOf(weakening)) ?? (new Map() as Found);
        this.#found.set(rule, ofRule.set(urnOf(weakening), ofComponent.set(weakening, new Set())));
    }
}

/** Folds a violation into the weakening that it comes from; false where there is none. */
function folds(found: ByComponent, { at, container }: Violation): boolean {
    const { parent } = at.owner.resource;
    const candidates = parent === undefined ? [] : [...(found.get(parent) ?? [])];
    const [, folded] = candidates.find(([weakening]) => shapes(weakening, at.owner, container)) ?? [];
    folded?.add(formatObject(at.owner.reference()));
    return folded !== undefined;
}

/** Whether an object, and a container of it, is one of those that the argument shapes. */
function shapes({ at, children, key }: Weakening, child: ValueOwner, container: string | undefined): boolean {
    return children.some(
        ({ kind, suffix = "", ofContainer = false }) =>
            (child instanceof KubeObject ? child.isKind(kind) : child.resource.type === kind) &&
            child.resource.name === at.owner.resource.name + suffix.replace("*", () => key ?? "") &&
            (!ofContainer || container === (key ?? child.reference().name)),
    );
}

function isWeakening(one: Violation): one is Weakening {
    return "children" in one;
}

function urnOf({ at }: Weakening): string | undefined {
    return at.owner.resource.urn;
}
