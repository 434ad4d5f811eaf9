import { z } from "zod";
import { strictMap, withHint } from "../../core/schema";

/** Labels of a pod or of a Namespace. */
export type Labels = Readonly<Record<string, string>>;

const needValues = ["In", "NotIn"];

const expression = strictMap({
    key: z.string().min(1),
    operator: z.enum(["In", "NotIn", "Exists", "DoesNotExist"]),
    values: z.array(z.string()).nullish(),
}).refine(({ operator, values }) => needValues.includes(operator) === (values ?? []).length > 0, {
    path: ["values"],
    error: withHint("In and NotIn need values, Exists and DoesNotExist take none", "give values, or another operator"),
});

/** A LabelSelector, as Kubernetes writes it. */
export const labelSelector = strictMap({
    matchLabels: z.record(z.string(), z.string()).nullish(),
    matchExpressions: z.array(expression).nullish(),
});

export type LabelSelector = z.infer<typeof labelSelector>;

/** Whether every one of the selector's demands is met; one that demands nothing selects everything. */
export function selects({ matchLabels, matchExpressions }: LabelSelector, labels: Labels): boolean {
    return (
        Object.entries(matchLabels ?? {}).every(([key, value]) => valueOf(labels, key) === value) &&
        (matchExpressions ?? []).every((demand) => isMet(demand, labels))
    );
}

function isMet({ key, operator, values }: z.infer<typeof expression>, labels: Labels): boolean {
    const value = valueOf(labels, key);
    const isListed = value !== undefined && (values ?? []).includes(value);
    switch (operator) {
        case "In":
            return isListed;
        case "NotIn":
            return !isListed; // met by an absent label too
        case "Exists":
            return value !== undefined;
        case "DoesNotExist":
            return value === undefined;
    }
}

function valueOf(labels: Labels, key: string): string | undefined {
    return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
