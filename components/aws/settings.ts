import type { Problem } from "../../core/problem";
import { byDefault, chooseCommon, type CommonSettings } from "../shared/commonSettings";
import type { Environment } from "../../environments/environment";
import type { Identity } from "../shared/names";
import type { SettingsBuilder } from "../shared/settings";
import { argumentProblem } from "../shared/validation";
import type { AwsArgs, AwsNetworkArgs } from "./args";
import { readablePart } from "./names";

/** What is decided for everything that is made in AWS. */
export interface AwsSettings extends CommonSettings {
    /** Kubernetes name of the resource, as its Secret's begins. */
    app: string;
    /** What its names in AWS begin with. */
    readable: string;
    /**
     * Whether a last snapshot is taken, automatic backups outlive it, and a bucket that isn't empty stays. Says the tier
     * alone: whoever lifts the protection wants to delete the server, and seldom the only copy of the data.
     */
    keepsCopy: boolean;
    tags: Readonly<Record<string, string>>;
}

/** What is decided for a server. */
export interface AwsServerSettings extends AwsSettings {
    highAvailability: boolean;
    backupDays: number;
    engineVersion: string;
    /** Class of the machine, in the words of its service. */
    machine: string;
    /** Sorted. */
    subnetIds: readonly string[];
}

/** Decides what everything in AWS has in common. */
export function chooseAws(
    args: AwsArgs & { protection?: string },
    identity: Identity,
    environment: Environment,
    settings: SettingsBuilder,
    longestName: number,
): AwsSettings {
    const common = chooseCommon(args, environment, settings);
    const costCenter = settings.choose("costCenter", args.costCenter, "unassigned", byDefault);
    settings.record("backend", "aws", byDefault);
    settings.given("region", args.region);
    const own = {
        environment: common.environment,
        team: common.team,
        owner: common.owner,
        "cost-center": costCenter,
        "managed-by": "waymark",
        "waymark.dev/tier": common.tier,
        "waymark.dev/name": identity.physicalName,
    };
    return {
        ...common,
        app: identity.physicalName,
        readable: readablePart(identity, common.environment, longestName),
        keepsCopy: settings.record(
            "keepsCopy",
            environment.settings.protection === "protect",
            environment.origin("protection"),
            { reason: "a last snapshot is taken where the tier protects data, lifted or not" },
        ),
        tags: settings.record("tags", { ...own, ...args.tags }, byDefault),
    };
}

/** What one kind of server adds: settings of the environment by their path below `aws`, and the length of names. */
interface ServerKind {
    engineVersion: readonly [path: string, value: string];
    machine: readonly [path: string, value: string];
    longestName: number;
}

/** Decides what all servers have in common. */
export function chooseServer(
    args: AwsNetworkArgs,
    identity: Identity,
    environment: Environment,
    settings: SettingsBuilder,
    { engineVersion, machine, longestName }: ServerKind,
): AwsServerSettings {
    const { aws } = environment.settings;
    const of = <T>(path: string, value: T): T => settings.record(path, value, environment.origin(`aws.${path}`));
    return {
        ...chooseAws(args, identity, environment, settings, longestName),
        highAvailability: of("highAvailability", aws.highAvailability),
        backupDays: of("backupDays", aws.backupDays),
        engineVersion: of(...engineVersion),
        machine: of(...machine),
        subnetIds: settings.given("subnetIds", [...new Set(args.subnetIds)].sort()),
    };
}

/** RDS wants subnets in two zones always, everything else where a second server may take over. */
export function zoneProblems({ subnetIds, highAvailability }: AwsServerSettings, always: boolean): Problem[] {
    if (subnetIds.length > 1 || (!highAvailability && !always)) {
        return [];
    }
    const why = highAvailability ? "a second server in another zone takes over" : "AWS asks for two zones";
    return [
        argumentProblem(
            "too-few-subnets",
            `${why}, and there is one subnet`,
            "name subnets in at least two zones under waymark:aws.subnetIds",
            ["subnetIds"],
        ),
    ];
}
