import { suggest } from "../core/nearest";
import { ProblemError } from "../core/problem";
import type { Environment } from "../environments/environment";
import type { Provisioner, ProvisionRequest } from "./provisioner";

/** Names of backends that are asked for by class; a class of such a name never means anything else. */
export const backendClasses: readonly string[] = ["container", "aws"];

/** One of several ways to provide a resource type; the params and outputs are those of the type. */
export type Backend<Params> = Pick<Provisioner<Params>, "plan" | "provision">;

/**
 * The part of a provisioner that several backends give together: each request goes to the backend that was chosen.
 *
 * @example
 * export const s3 = defineProvisioner({ type: "s3", description, params, outputs, ...byBackend({ container, aws }) });
 */
export function byBackend<Params>(
    backends: Readonly<Record<string, Backend<Params>>>,
): Pick<Provisioner<Params>, "backends" | "plan" | "provision"> {
    const chosen = ({ backend }: ProvisionRequest<Params>): Backend<Params> => {
        const found = backends[backend];
        if (found === undefined) {
            throw new TypeError(`no backend "${backend}"`);
        }
        return found;
    };
    return {
        backends: Object.keys(backends),
        plan: (request) => chosen(request).plan?.(request) ?? { names: [] },
        provision: (request) => chosen(request).provision(request),
    };
}

/**
 * The backend that is to stand behind a resource: the one that its class names, else the environment's, else the first.
 *
 * @throws ProblemError where the class names a backend that the type doesn't have
 */
export function backendOf(
    provisioner: Provisioner,
    resource: { type: string; class: string },
    { settings }: Environment,
): string {
    const { type, class: className } = resource;
    const { backends } = provisioner;
    const [first = ""] = backends;
    if (backends.includes(className)) {
        return className;
    }
    const isChosen = provisioner.class === undefined && backends.some((name) => backendClasses.includes(name));
    if (isChosen && backendClasses.includes(className)) {
        throw new ProblemError({
            code: "unknown-resource-class",
            message: `nothing here provides "${type}" of class "${className}"`,
            hint: `leave the class out, or use one of: ${backends.join(", ")}; what runs elsewhere can be given as static in stack configuration`,
        });
    }
    const configured = settings.backends[type];
    // A platform team's own provisioner of the type may know other backends than the setting means.
    return configured !== undefined && backends.includes(configured) ? configured : first;
}

/** What is wrong with a setting `backends.<type>`; undefined where it is fine. */
export function backendProblem(
    provisioners: readonly Provisioner[],
    type: string,
    backend: string,
): { code: string; message: string; hint: string } | undefined {
    const ofType = provisioners.filter((provisioner) => provisioner.type === type);
    if (ofType.length === 0) {
        const types = [...new Set(provisioners.map((provisioner) => provisioner.type))];
        return { code: "unknown-key", message: `there is no resource type "${type}"`, hint: suggest(type, types) };
    }
    const known = [...new Set(ofType.flatMap(({ backends }) => backends))];
    return known.includes(backend)
        ? undefined
        : { code: "unknown-backend", message: `"${type}" has no such backend`, hint: suggest(backend, known) };
}
