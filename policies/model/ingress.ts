import { any, holds, type Truth } from "../truth";
import type { Value } from "./value";

/** Whether a host pattern (`*.example.com`, whole labels, one level) is, or takes in, a host. */
export function patternHolds(pattern: string, host: string): boolean {
    const [a, b] = [pattern.toLowerCase(), host.toLowerCase()];
    return a === b || (a.startsWith("*.") && a.slice(1) === b.slice(Math.max(0, b.indexOf("."))));
}

/** Whether a list of hosts takes in a host. One that names none is for every host, and nothing else is for an unnamed one. */
export function hostsHold(hosts: Value, host: Value): Truth {
    if (hosts.isUnknown || hosts.items().length === 0) {
        return holds(hosts, () => true);
    }
    const wanted = holds(host, (known) => (known.string() ?? "") === "");
    if (wanted !== false) {
        return wanted === true ? false : wanted;
    }
    return any(
        ...hosts
            .items()
            .map((pattern) => holds(pattern, (known) => patternHolds(known.string() ?? "", host.string() ?? ""))),
    );
}
