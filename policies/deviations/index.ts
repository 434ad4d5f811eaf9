import { enforcesPodSecurity } from "../model/namespaces";
import { all, holds } from "../truth";
import { ofContainers } from "./containers";
import { teamNamespace, type Deviation } from "./deviation";
import { ofNetwork } from "./network";
import { ofProbes } from "./probes";
import { ofProtection } from "./protection";
import { ofScaling } from "./scaling";

/** The table of the golden gate: see {@link GoldenGate}. */
export const deviations: readonly Deviation[] = [
    ...ofContainers,
    ...ofProbes,
    ...ofScaling,
    ...ofNetwork,
    ...ofProtection,
    {
        component: teamNamespace,
        argument: "podSecurity.level",
        rule: "gov-namespace-guardrails",
        weakens: (level, { params }) =>
            all(
                (params as { require: readonly string[] }).require.includes("pod-security"),
                holds(level, (known) => !enforcesPodSecurity(known.string())),
            ),
        message: "Pod Security admission is switched off",
        to: "to restricted, or leave it out",
        children: [{ kind: "Namespace" }],
    },
];
