import { isComponent } from "../model/componentView";
import type { ObjectReference } from "../objectReference";
import type { Tier } from "../severity";
import type { Waiver } from "./waiver";

/** Where findings come from; what an adapter doesn't know is absent. */
export interface WaiverContext {
    project?: string;
    stack?: string;
    tier?: Tier;
}

/** A finding as waivers look at it. */
export interface Waivable {
    rule: string;
    object: ObjectReference;
    container: string | null;
    path: string;
    /** What stands at the path in the object; called only where a waiver names values. */
    value: () => unknown;
}

/** Whether a waiver covers a finding, or which keys of its scope can't be decided here. */
export type Match = { covers: boolean; undecidable: readonly string[] };

/** Per key that is given: does it match? Undefined: not known here. */
type Answers = Record<string, boolean | undefined>;

/** The one place where waivers and findings meet, whatever adapter the finding came through. Days are asked elsewhere. */
export function matchWaiver(waiver: Waiver, finding: Waivable, context: WaiverContext): Match {
    const answers = waiver.rules.includes(finding.rule)
        ? Object.entries({ ...contextAnswers(waiver, context), ...objectAnswers(waiver, finding) })
        : [];
    if (answers.length === 0 || answers.some(([, answer]) => answer === false)) {
        return { covers: false, undecidable: [] };
    }
    const undecidable = answers.filter(([, answer]) => answer === undefined).map(([key]) => key);
    return { covers: undecidable.length === 0, undecidable };
}

/** Whether a waiver is meant for this project, stack and tier; undefined where that isn't known here. */
export function concernsContext(waiver: Waiver, context: WaiverContext): boolean | undefined {
    const answers = Object.values(contextAnswers(waiver, context));
    return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
}

function contextAnswers({ scope }: Waiver, { project, stack, tier }: WaiverContext): Answers {
    return given({
        project: ask(scope.project, (wanted) => project && matches(wanted, project)),
        stacks: ask(scope.stacks, (wanted) => stack && wanted.some((one) => matches(one, stack))),
        tier: ask(scope.tier, (wanted) => tier && wanted === tier),
    });
}

function objectAnswers({ scope }: Waiver, { object, container, path, value }: Waivable): Answers {
    const { urn, namespace } = object;
    const [, , types = "", ...rest] = urn?.split("::") ?? [];
    const names = urn === null ? [object.name] : [object.name, rest.join("::")];
    const chain = types.split("$");
    const parents = isComponent(chain.at(-1)!) ? chain : chain.slice(0, -1); // what is found at it may be about its children
    return given({
        kind: ask(scope.kind, (wanted) => isKind(wanted, object)),
        type: ask(scope.type, (wanted) => isType(wanted, object)),
        name: ask(scope.name, (wanted) => names.some((name) => matches(wanted, name))),
        namespace: ask(scope.namespace, (wanted) => namespace !== null && matches(wanted, namespace)),
        parent: ask(scope.parent, (wanted) => urn && parents.some((parent) => matches(wanted, parent))),
        container: ask(scope.container, (wanted) => container !== null && matches(wanted, container)),
        paths: ask(scope.paths, (wanted) => wanted.some((one) => coversPath(one, path))),
        values: ask(scope.values, (wanted) => holdsOnly(value(), wanted)),
    });
}

const unasked = Symbol("the scope doesn't name it");

function ask<T>(wanted: T | undefined, answer: (wanted: T) => boolean | "" | null | undefined) {
    if (wanted === undefined) {
        return unasked;
    }
    const said = answer(wanted);
    return typeof said === "boolean" ? said : undefined;
}

function given(answers: Record<string, boolean | undefined | typeof unasked>): Answers {
    return Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== unasked)) as Answers;
}

/** `DaemonSet` or `apps/DaemonSet`. An ExternalSecret counts as the Secret that it makes. */
function isKind(wanted: string, { apiVersion, kind }: ObjectReference): boolean {
    const isSecret = kind === "ExternalSecret" && (wanted === "Secret" || wanted === "core/Secret");
    return isSecret || kind === wanted || `${groupOf(apiVersion)}/${kind}` === wanted;
}

/** A type of Kubernetes is read as group and kind: the version is no part of what something is. */
function isType(wanted: string, object: ObjectReference): boolean {
    const [, group, kind] = /^kubernetes:([^/:]+)\/[^:]+:(\w+)$/.exec(wanted) ?? [];
    return kind === undefined ? matches(wanted, object.type) : isKind(`${group}/${kind}`, object);
}

function groupOf(apiVersion: string | null): string {
    return apiVersion?.includes("/") === true ? apiVersion.slice(0, apiVersion.indexOf("/")) : "core";
}

/** The pattern names the path itself or something above it. */
function coversPath(pattern: string, path: string): boolean {
    const ends = [...path.matchAll(/[.[]/g)].map(({ index }) => index);
    return [...ends, path.length].some((end) => matches(pattern, path.slice(0, end)));
}

/** Every single value there is among those that are waived; secrets and what isn't known never are. */
function holdsOnly(value: unknown, allowed: readonly unknown[]): boolean {
    if (Array.isArray(value)) {
        return value.length > 0 && value.every((item) => holdsOnly(item, allowed));
    }
    if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
        const inner = Object.values(value);
        return inner.length > 0 && inner.every((item) => holdsOnly(item, allowed));
    }
    return allowed.some((one) => one === value);
}

/** Text against a pattern with `*` and `?`; letters count as they are written. */
export function matches(pattern: string, text: string): boolean {
    const expression = pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, (character) =>
        character === "*" ? "[^]*" : character === "?" ? "[^]" : `\\${character}`,
    );
    return new RegExp(`^${expression}$`).test(text);
}
