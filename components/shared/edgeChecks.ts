import { isIP } from "node:net";
import { isCidr } from "../../core/cidr";
import type { Problem } from "../../core/problem";
import type { ConnectionArgs } from "./connection";
import type { Edges } from "./edges";
import { argumentProblem } from "./validation";

const ends = ["app", "cidr", "host"] as const;

/** What is wrong with edges whose form is right. */
export function edgeProblems(direction: "connectsTo" | "acceptsFrom", edges: Edges = {}): Problem[] {
    return Object.entries(edges).flatMap(([key, end]) => {
        const wrong = (code: string, message: string, hint: string): Problem =>
            argumentProblem(code, message, hint, [direction, key]);
        const found = [...endProblems(direction, end, wrong)];
        if (direction === "acceptsFrom" && end.host !== undefined) {
            found.push(wrong("edge-host", "nothing can be let in by host name", "write the cidr that it sends from"));
        }
        const twin = key.replace(/-ingress$/, "");
        if (direction === "connectsTo" && twin !== key && Object.hasOwn(edges, twin)) {
            const message = `the policy of this edge would have the name of the other side of "${twin}"`;
            found.push(wrong("edge-name", message, "give this edge another name"));
        }
        return found;
    });
}

function endProblems(
    direction: "connectsTo" | "acceptsFrom",
    end: ConnectionArgs,
    wrong: (code: string, message: string, hint: string) => Problem,
): Problem[] {
    const found: Problem[] = [];
    const given = ends.filter((name) => end[name] !== undefined);
    // Every pod of a namespace may be let in (a gateway's, say); nothing is sent to a whole namespace.
    const isWholeNamespace = given.length === 0 && direction === "acceptsFrom" && end.namespace !== undefined;
    if (given.length !== 1 && !isWholeNamespace) {
        const message = given.length === 0 ? "this edge has no other end" : `this edge has ${given.join(" and ")}`;
        found.push(wrong("edge-end", message, "write exactly one of app, cidr, host"));
    }
    if (end.ports.length === 0) {
        found.push(wrong("edge-ports", "this edge opens no port", "name at least one port"));
    }
    if (end.cidr !== undefined && !isCidr(end.cidr)) {
        found.push(wrong("edge-cidr", "this is no IP range", "write for example 10.20.0.0/16"));
    }
    if (end.host !== undefined && !isHostName(end.host)) {
        found.push(
            wrong("edge-host", "this is no host name", "write for example api.example.com; an address goes under cidr"),
        );
    }
    if (end.namespace !== undefined && end.app === undefined && !isWholeNamespace) {
        found.push(wrong("edge-namespace", "a namespace belongs to app only", "remove namespace, or name an app"));
    }
    return found;
}

function isHostName(text: string): boolean {
    const label = "[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?";
    return text.length <= 253 && isIP(text) === 0 && new RegExp(`^${label}(\\.${label})*$`).test(text);
}
