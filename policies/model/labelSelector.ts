import { undecided } from "../outcome";
import { all, any, holds, not, type Truth } from "../truth";
import type { Value } from "./value";

/** Whether labels have every pair of a map (`spec.selector` of a Service). An empty map is had by all. */
export function hasLabels(labels: Value, wanted: Value): Truth {
    if (wanted.isUnknown) {
        return undecided(wanted);
    }
    return all(...wanted.entries().map((pair) => sameText(labels.get(pair.label), pair)));
}

/** Whether labels match a selector with `matchLabels` and `matchExpressions`. An empty selector matches all, an unset one none. */
export function matchesSelector(labels: Value, selector: Value): Truth {
    if (!selector.isSet) {
        return holds(selector, () => false);
    }
    const expressions = selector.get("matchExpressions");
    return all(
        hasLabels(labels, selector.get("matchLabels")),
        holds(expressions, () => true),
        ...expressions.items().map((expression) => matchesExpression(labels, expression)),
    );
}

/** Whether a selector is there and asks for nothing, so that it selects all. */
export function matchesEverything(selector: Value): Truth {
    return all(
        holds(selector, (known) => known.isSet),
        holds(selector.get("matchLabels"), (labels) => labels.keys().length === 0),
        holds(selector.get("matchExpressions"), (expressions) => expressions.items().length === 0),
    );
}

function matchesExpression(labels: Value, expression: Value): Truth {
    const [key, operator, values] = ["key", "operator", "values"].map((name) => expression.get(name)) as [
        Value,
        Value,
        Value,
    ];
    const unknown = [key, operator, values].find((value) => value.isUnknown);
    if (unknown !== undefined) {
        return undecided(unknown);
    }
    const label = labels.get(key.string() ?? "");
    const among = any(...values.items().map((value) => sameText(label, value)));
    switch (operator.string()) {
        case "In":
            return among;
        case "NotIn":
            return not(among);
        case "Exists":
            return holds(label, (known) => known.isSet);
        case "DoesNotExist":
            return holds(label, (known) => known.isUnset);
        default:
            return false; // the API server refuses any other operator
    }
}

/** Whether two values are the same text; two that are not set are not. */
export function sameText(a: Value, b: Value): Truth {
    const unknown = [a, b].find((value) => value.isUnknown);
    return unknown === undefined ? a.isSet && a.quantity() === b.quantity() && b.isSet : undecided(unknown);
}
