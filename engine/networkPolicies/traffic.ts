import { endpointOf, flowsOf, podEndpoint, type Connection, type Named, type Party } from "./connection";
import type { Network } from "./judge";
import { openingsAmong } from "./openings";
import { podKinds, readPods } from "./pod";
import { readPolicy } from "./policy";
import { readNamespace } from "./namespace";
import { readService } from "./service";
import { judge, type Verdict } from "./verdict";

/**
 * Who may talk to whom under a set of NetworkPolicies, as the Kubernetes specification says. No network plugin is
 * asked; one that does less than the specification lets through what is denied here.
 */
export interface Traffic {
    /** Whether the connection is let through; to a Service: to every pod behind it. */
    allows(connection: Connection): boolean;
    /** Whether and why. */
    explain(connection: Connection): Verdict;
    /**
     * Everything that may pass among all pods and the others given here, sorted, for example
     * `shop/web -> shop/cart TCP 8080`: a test that compares it with a list sees what has been opened too much.
     */
    openings(others?: readonly Party[]): string[];
}

/**
 * The traffic among Kubernetes objects, as an API server, YAML files or `waymark render` give them: Pods and what makes
 * them, Services, Namespaces and NetworkPolicies, also within lists; all other kinds are passed over.
 *
 * - A workload's template stands for every pod that it makes: from a Deployment to itself is from one replica to another.
 * - `ipBlock` is compared with the address that a connection has before any translation, a pod's own included; the
 *   specification leaves both to the network plugin. A pod whose address isn't known, a template's say, is in no range.
 * - A pod with `hostNetwork` is its node: no policy closes it, and only ranges let it in.
 *
 * @throws ProblemError for a NetworkPolicy that no API server accepts, and for values that nobody knows yet
 * @example
 * const traffic = trafficAmong(parseAllDocuments(manifests).map((document) => document.toJS()));
 * traffic.allows({ from: { ip: "203.0.113.7" }, to: { service: "shop/web" }, port: 80 });
 */
export function trafficAmong(objects: readonly (object | null)[]): Traffic {
    const all = objects.flatMap((object) => (object === null ? [] : itemsOf(object))); // null: an empty YAML document
    const ofKind = (...kinds: readonly string[]) => all.filter(({ kind }) => kinds.includes(kind ?? ""));
    const named: Named = {
        pods: ofKind(...podKinds).flatMap(readPods),
        services: ofKind("Service").map(readService),
    };
    const network: Network = {
        policies: ofKind("NetworkPolicy").map(readPolicy),
        namespaces: new Map(ofKind("Namespace").map(readNamespace)),
    };
    const explain = (connection: Connection): Verdict => {
        const verdicts = flowsOf(connection, named).map((flow) => judge(flow, network));
        return verdicts.find(({ allowed }) => !allowed) ?? verdicts[0]!;
    };
    return {
        explain,
        allows: (connection) => explain(connection).allowed,
        openings(others = []) {
            const ends = [...named.pods.map(podEndpoint), ...others.map((party) => endpointOf(party, named))];
            return openingsAmong(ends, network);
        },
    };
}

interface KindObject {
    kind?: string;
    apiVersion?: string;
    items?: unknown;
}

/** The object itself, or what a list holds; an API server leaves the kind of a list's items out. */
function itemsOf(object: KindObject): KindObject[] {
    const { kind = "", apiVersion, items } = object;
    if (!kind.endsWith("List") || !Array.isArray(items)) {
        return isKubernetesOwn(object) ? [object] : [];
    }
    const itemKind = kind === "List" ? {} : { kind: kind.slice(0, -"List".length), apiVersion };
    return (items as KindObject[]).flatMap((item) => itemsOf({ ...itemKind, ...item }));
}

/** False for somebody else's kind of the same name, a service mesh's Service say. */
function isKubernetesOwn({ apiVersion = "v1" }: KindObject): boolean {
    const [group] = apiVersion.includes("/") ? apiVersion.split("/") : [""];
    return ["", "apps", "batch", "networking.k8s.io"].includes(group ?? "");
}
