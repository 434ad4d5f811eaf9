import type { Origin } from "../../core/origin";
import { toKubernetesQuantity } from "../../core/quantity";
import type { Environment } from "../../environments/environment";
import type { TierSettings } from "../../environments/tierSettings";
import type { SettingsBuilder } from "../shared/settings";
import type { TeamNamespaceArgs } from "./args";

/** Everything that is decided for a namespace, before any manifest. */
export interface NamespaceSettings {
    namespaceName: string;
    environment: string;
    tier: string;
    team: string;
    owner: string;
    costCenter: string;
    quota: TierSettings["quota"];
    containerDefaults: TierSettings["containerDefaults"];
    podSecurity: { level: string; version: string };
    dns: { namespace: string; podLabels: Record<string, string>; cidrs: string[] };
    /** The Namespace is protected and kept on deletion. */
    protect: boolean;
}

const byDefault: Origin = { kind: "default" };

/** Decides everything about a namespace whose arguments have been checked. */
export function resolveSettings(
    args: TeamNamespaceArgs,
    physicalName: string,
    environment: Environment,
    settings: SettingsBuilder,
): NamespaceSettings {
    const tier = environment.settings;
    const team = settings.choose("team", args.team, "unassigned", byDefault);
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
    const protection = settings.choose("protection", args.protection, "tier", byDefault);
    return {
        namespaceName: settings.choose("namespaceName", args.namespaceName, physicalName, byDefault),
        environment: settings.record("environment", environment.name, { kind: "args" }),
        tier: settings.record("tier", environment.tier, { kind: "args" }),
        team,
        owner: settings.choose("owner", args.owner, team, byDefault, { reason: "the team, unless it is said" }),
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
        protect: protection !== "none" && tier.protection === "protect",
    };
}
