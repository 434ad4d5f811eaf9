import type { Problem } from "../../core/problem";
import { compareQuantities, toKubernetesQuantity } from "../../core/quantity";
import type { Environment } from "../../environments/environment";
import type { TierSettings } from "../../environments/tierSettings";
import { byDefault, chooseCommon, type CommonSettings } from "../shared/commonSettings";
import type { Identity } from "../shared/names";
import type { SettingsBuilder } from "../shared/settings";
import { argumentProblem } from "../shared/validation";
import type { TeamNamespaceArgs } from "./args";

/** Everything that is decided for a namespace, before any manifest. */
export interface NamespaceSettings extends CommonSettings {
    namespaceName: string;
    costCenter: string;
    quota: TierSettings["quota"];
    containerDefaults: TierSettings["containerDefaults"];
    podSecurity: { level: string; version: string };
    dns: { namespace: string; podLabels: Record<string, string>; cidrs: string[] };
}

/** Decides everything about a namespace whose arguments have been checked. */
export function resolveSettings(
    args: TeamNamespaceArgs,
    { physicalName }: Identity,
    environment: Environment,
    settings: SettingsBuilder,
): NamespaceSettings {
    const tier = environment.settings;
    const amount = <Group extends "quota" | "containerDefaults">(
        group: Group,
        key: keyof TierSettings[Group] & string,
    ) => {
        const given = (args[group] as Record<string, string | undefined> | undefined)?.[key];
        const path = `${group}.${key}`;
        const canonical = given === undefined ? undefined : toKubernetesQuantity(given);
        return settings.choose(path, canonical, String(tier[group][key]), environment.origin(path));
    };
    const count = (key: "pods" | "persistentVolumeClaims" | "loadBalancers" | "nodePorts") =>
        settings.choose(`quota.${key}`, args.quota?.[key], tier.quota[key], environment.origin(`quota.${key}`));
    const podSecurity = (key: "level" | "version") =>
        settings.choose<string>(
            `podSecurity.${key}`,
            args.podSecurity?.[key],
            tier.podSecurity[key],
            environment.origin(`podSecurity.${key}`),
        );
    return {
        ...chooseCommon(args, environment, settings),
        namespaceName: settings.choose("namespaceName", args.namespaceName, physicalName, byDefault),
        costCenter: settings.choose("costCenter", args.costCenter, "unassigned", byDefault),
        quota: {
            requestsCpu: amount("quota", "requestsCpu"),
            requestsMemory: amount("quota", "requestsMemory"),
            limitsMemory: amount("quota", "limitsMemory"),
            pods: count("pods"),
            persistentVolumeClaims: count("persistentVolumeClaims"),
            loadBalancers: count("loadBalancers"),
            nodePorts: count("nodePorts"),
        },
        containerDefaults: {
            requestsCpu: amount("containerDefaults", "requestsCpu"),
            requestsMemory: amount("containerDefaults", "requestsMemory"),
            limitsMemory: amount("containerDefaults", "limitsMemory"),
        },
        podSecurity: { level: podSecurity("level"), version: podSecurity("version") },
        dns: {
            namespace: settings.choose("dns.namespace", args.dns?.namespace, "kube-system", byDefault),
            podLabels: settings.choose("dns.podLabels", args.dns?.podLabels, { "k8s-app": "kube-dns" }, byDefault),
            cidrs: settings.choose("dns.cidrs", args.dns?.cidrs, [], byDefault),
        },
    };
}

/** What is wrong with what was decided for a namespace. */
export function settingsProblems({ namespaceName, containerDefaults }: NamespaceSettings): Problem[] {
    const found: Problem[] = [];
    if (namespaceName === "default" || namespaceName.startsWith("kube-")) {
        found.push(
            argumentProblem(
                "reserved-name",
                `the Namespace "${namespaceName}" belongs to Kubernetes`,
                "give the component another name, or set namespaceName",
                ["namespaceName"],
            ),
        );
    }
    const { requestsMemory, limitsMemory } = containerDefaults;
    if (compareQuantities(requestsMemory, limitsMemory) > 0) {
        found.push(
            argumentProblem(
                "request-above-limit",
                `the memory request ${requestsMemory} is above the limit ${limitsMemory}`,
                "raise containerDefaults.limitsMemory, or lower containerDefaults.requestsMemory",
                ["containerDefaults", "requestsMemory"],
            ),
        );
    }
    return found;
}
