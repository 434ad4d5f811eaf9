import * as pulumi from "@pulumi/pulumi";
import { componentUid, physicalName } from "../../core/physicalName";
import { ProblemError } from "../../core/problem";
import { handoverOf } from "./handover";

/** Who a component is: its name in Pulumi, its name in Kubernetes, and what both stand for. */
export interface Identity {
    logicalName: string;
    physicalName: string;
    uid: string;
}

/** Scope of names that belong to no namespace. */
export const clusterScope = Symbol("cluster");

type Scope = string | symbol | object;

const plainTexts = new WeakMap<object, string>();
const namesByStack = new WeakMap<object, Map<Scope, Map<string, string>>>();

/**
 * The names of a component.
 *
 * @throws ProblemError where Kubernetes can't accept the name, a leading digit for instance
 */
export function identityOf(token: string, logicalName: string, args: object): Identity {
    const uid = handoverOf(args).uid ?? componentUid(token, logicalName);
    return { logicalName, physicalName: physicalName(logicalName, uid), uid };
}

/** The Kubernetes name of something that a component makes beside itself, for example `api-to-ledger`. */
export function childName(owner: Identity, suffix: string): string {
    return physicalName(`${owner.physicalName}-${suffix}`, `${owner.uid}/${suffix}`);
}

/**
 * Takes a name for a UID, within the running stack and one namespace.
 *
 * @param scope the namespace, or `clusterScope`
 * @param kind what must not share a name: components among each other, or objects of one Kubernetes kind
 * @throws ProblemError where it is taken already; the message prints both UIDs
 */
export function claimName(
    name: string,
    uid: string,
    scope: pulumi.Input<string> | typeof clusterScope,
    kind = "component",
): void {
    const stack = pulumi.runtime.getStackResource();
    if (stack === undefined) {
        return; // without a stack (mocks) nothing tells one program from the next
    }
    const key: Scope = typeof scope === "symbol" ? scope : (plainText(scope) ?? scope);
    const scopes = entry(namesByStack, stack, () => new Map<Scope, Map<string, string>>());
    const names = entry(scopes, key, () => new Map<string, string>());
    const other = names.get(`${kind} ${name}`);
    if (other !== undefined) {
        const where = typeof scope === "symbol" ? "in the cluster" : "in one namespace";
        const what = kind === "component" ? "" : ` (${kind})`;
        throw new ProblemError({
            code: "name-taken",
            message: `"${other}" and "${uid}" would both be named "${name}"${what} ${where}`,
            hint: "give one of them another name",
        });
    }
    names.set(`${kind} ${name}`, uid);
}

/** Remembers which plain text an Output stands for, so that namespaces can be compared while the program runs. */
export function rememberText(output: pulumi.Output<string>, text: string): pulumi.Output<string> {
    plainTexts.set(output, text);
    return output;
}

/** The text itself, or what was remembered for an Output; undefined where only the engine will know. */
export function plainText(input: pulumi.Input<string>): string | undefined {
    return typeof input === "string" ? input : plainTexts.get(input);
}

/** True where both are surely one namespace. An Output that nothing is known about equals only itself. */
export function sameText(a: pulumi.Input<string>, b: pulumi.Input<string>): boolean {
    const known = plainText(a);
    return a === b || (known !== undefined && known === plainText(b));
}

function entry<Key, Value>(
    map: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
    key: Key,
    make: () => Value,
): Value {
    const found = map.get(key);
    if (found !== undefined) {
        return found;
    }
    const made = make();
    map.set(key, made);
    return made;
}
