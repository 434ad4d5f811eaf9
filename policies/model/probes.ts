import { all, any, holds, type Truth } from "../truth";
import type { Value } from "./value";

const handlers = ["httpGet", "tcpSocket", "grpc", "exec"];
const timings = ["periodSeconds", "timeoutSeconds", "failureThreshold"];

/** What Kubernetes takes for a key that is left out, numbers as text. */
const defaults: Readonly<Record<string, string>> = {
    ...{ periodSeconds: "10", timeoutSeconds: "1", failureThreshold: "3" },
    ...{ path: "/", scheme: "HTTP", service: "" },
};

/** Whether two probes ask the same and fail at the same moment; no where the first one asks nothing. */
export function isSameProbe(one: Value, other: Value): Truth {
    const asks = handlers.map((handler) =>
        all(
            holds(one.get(handler), (known) => known.isSet),
            same(one.get(handler), other.get(handler)),
        ),
    );
    return all(any(...asks), ...timings.map((key) => same(one.get(key), other.get(key), defaults[key])));
}

/** Whether two values are the same through and through; what is not set is what Kubernetes takes. */
function same(a: Value, b: Value, standard?: string): Truth {
    if (a.isUnknown || b.isUnknown) {
        return holds(a.isUnknown ? a : b, () => false);
    }
    if (a.isMap && b.isMap) {
        return all(
            ...[...new Set([...a.keys(), ...b.keys()])].map((key) => same(a.get(key), b.get(key), defaults[key])),
        );
    }
    if (a.isList && b.isList) {
        const others = b.items();
        return all(
            a.items().length === others.length,
            ...a.items().map((item, index) => {
                const other = others[index];
                return other !== undefined && same(item, other);
            }),
        );
    }
    return scalar(a, standard) === scalar(b, standard);
}

function scalar(value: Value, standard: string | undefined): unknown {
    return value.isUnset ? standard : (value.quantity() ?? value.boolean() ?? value);
}
