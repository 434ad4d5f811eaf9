import { mountLimits } from "./mountLimits";
import { annotationLimits } from "./annotationLimits";
import { amountLimits } from "./amountLimits";
import { probeLimits } from "./probeLimits";
import { sortedEntries } from "../core/sortedEntries";
import type { PathStep } from "../core/pointer";
import type { Problem } from "../core/problem";
import type { ScoreServicePort } from "./documentSchema";
import type { Finding, KubernetesVersion, Limit } from "./limit";
import type { ScoreWorkload } from "./workload";

/** The version that a document is judged against where nobody names one. */
const usual: KubernetesVersion = { minor: 36 };

/** Names: those of Services begin with a letter, those of variables depend on the version. */
const nameLimits: readonly Limit[] = [
    {
        code: "leading-digit",
        refused: true,
        says: "the name of a Service begins with a letter",
        find: ({ name }) => (/^\d/.test(name) ? [leadingDigit(["metadata", "name"])] : []),
    },
    {
        // Whether a Service or a database is named after it, only its provisioner knows.
        code: "leading-digit",
        refused: false,
        says: "the name of a Service begins with a letter",
        find: ({ document }) =>
            Object.entries(document.resources ?? {})
                .filter(([, { id = "" }]) => /^\d/.test(id))
                .map(([key]) => leadingDigit(["resources", key, "id"])),
    },
    {
        code: "variable-not-ascii",
        refused: true,
        says: "names of variables are printable ASCII",
        find: (workload) =>
            variableNames(workload, (name) => !/^[ -~]+$/.test(name)).map((at) => ({
                ...at,
                message: "Kubernetes refuses names of variables that are not plain ASCII",
                hint: "use letters, digits and _",
            })),
    },
    {
        code: "variable-name-too-new",
        refused: true,
        says: "before 1.32 names of variables have letters, digits, `_`, `-`, `.`, and no digit first",
        find: (workload, { minor }) =>
            minor >= 32
                ? []
                : variableNames(workload, (name) => /^[ -~]+$/.test(name) && !isOldVariableName(name)).map((at) => ({
                      ...at,
                      message: `Kubernetes 1.${minor} refuses this name of a variable; 1.32 is the first that takes it`,
                      hint: "use letters, digits, _, - and ., no digit first",
                  })),
    },
    {
        code: "port-twice",
        refused: true,
        says: "a Service has each port and protocol once",
        find: ({ document }) => {
            const seen = new Map<string, string>();
            return sortedEntries<ScoreServicePort>(document.service?.ports).flatMap(
                ([name, { port, protocol = "TCP" }]) => {
                    const key = `${port}/${protocol}`;
                    const other = seen.get(key);
                    seen.set(key, other ?? name);
                    const message = `port ${port} is also that of "${other}"`;
                    const path = ["service", "ports", name];
                    return other === undefined ? [] : [{ path, message, hint: "use another number" }];
                },
            );
        },
    },
];

/** What Score allows and Kubernetes refuses, or reads in a way that may surprise: one row each. */
export const kubernetesLimits: readonly Limit[] = [
    ...nameLimits,
    ...annotationLimits,
    ...amountLimits,
    ...probeLimits,
    ...mountLimits,
];

/** Everything in the table that a document runs into. */
export function kubernetesWarnings(workload: ScoreWorkload): Problem[] {
    return problemsOf(kubernetesLimits, workload, usual);
}

/**
 * What a cluster would refuse of a document; for `validate` a warning, for an environment an error.
 *
 * @param version of the cluster
 */
export function kubernetesRefusals(workload: ScoreWorkload, version: KubernetesVersion): Problem[] {
    return problemsOf(
        kubernetesLimits.filter(({ refused }) => refused),
        workload,
        version,
    );
}

function problemsOf(limits: readonly Limit[], workload: ScoreWorkload, version: KubernetesVersion): Problem[] {
    return limits.flatMap(({ code, find }) =>
        find(workload, version).map(({ path, part, message, hint }) => ({
            code,
            message,
            hint,
            ...workload.place(path, part),
        })),
    );
}

function leadingDigit(path: PathStep[]): Finding {
    return {
        path,
        message: "Kubernetes refuses names of services that begin with a digit",
        hint: "begin with a letter",
    };
}

function variableNames(
    { document }: ScoreWorkload,
    applies: (name: string) => boolean,
): Pick<Finding, "path" | "part">[] {
    return Object.entries(document.containers).flatMap(([key, { variables = {} }]) =>
        Object.keys(variables)
            .filter(applies)
            .map((name) => ({ path: ["containers", key, "variables", name], part: "key" as const })),
    );
}

function isOldVariableName(name: string): boolean {
    return /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name) && name !== "." && !name.startsWith("..");
}
