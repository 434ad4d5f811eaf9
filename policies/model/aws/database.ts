import { all, any, holds, not, type Truth } from "../../truth";
import type { ResourceView } from "../resourceView";
import type { SetView } from "../setView";
import type { Value } from "../value";
import { isGiven } from "./inputs";

const instance = "aws:rds/instance:Instance";
const cluster = "aws:rds/cluster:Cluster";
const nativeInstance = "aws-native:rds:DbInstance";
const nativeCluster = "aws-native:rds:DbCluster";

/** Servers of their own; in aws-native the members of a cluster have the same type. */
export const instanceTypes = [instance, nativeInstance] as const;
/** Aurora clusters, and clusters of RDS with three servers. */
export const clusterTypes = [cluster, nativeCluster] as const;
/** Members of a cluster; in aws-native servers of their own have the same type. */
export const memberTypes = ["aws:rds/clusterInstance:ClusterInstance", nativeInstance] as const;
export const globalClusterTypes = ["aws:rds/globalCluster:GlobalCluster", "aws-native:rds:GlobalCluster"] as const;

/** What hangs on the storage (encryption, backups, accounts) is said of these: a member has it from its cluster. */
export const storageTypes = [...instanceTypes, ...clusterTypes] as const;
/** What hangs on a machine (its address, its monitoring) is said of these. */
export const machineTypes = [...new Set([...instanceTypes, ...memberTypes])] as const;

/** Inputs that have another name elsewhere than on `aws:rds/instance:Instance`. */
const otherNames: Record<string, Record<string, string>> = {
    [cluster]: {
        caCertIdentifier: "caCertificateIdentifier",
        instanceClass: "dbClusterInstanceClass",
        parameterGroupName: "dbClusterParameterGroupName",
        password: "masterPassword",
        passwordWo: "masterPasswordWo",
        replicateSourceDb: "replicationSourceIdentifier",
        username: "masterUsername",
        identifier: "clusterIdentifier",
    },
    [nativeInstance]: {
        caCertIdentifier: "caCertificateIdentifier",
        clusterIdentifier: "dbClusterIdentifier",
        enabledCloudwatchLogsExports: "enableCloudwatchLogsExports",
        iamDatabaseAuthenticationEnabled: "enableIamDatabaseAuthentication",
        instanceClass: "dbInstanceClass",
        parameterGroupName: "dbParameterGroupName",
        password: "masterUserPassword",
        performanceInsightsEnabled: "enablePerformanceInsights",
        replicateSourceDb: "sourceDbInstanceIdentifier",
        restoreToPointInTime: "sourceDbiResourceId",
        snapshotIdentifier: "dbSnapshotIdentifier",
        username: "masterUsername",
        vpcSecurityGroupIds: "vpcSecurityGroups",
        identifier: "dbInstanceIdentifier",
    },
    [nativeCluster]: {
        enabledCloudwatchLogsExports: "enableCloudwatchLogsExports",
        iamDatabaseAuthenticationEnabled: "enableIamDatabaseAuthentication",
        instanceClass: "dbClusterInstanceClass",
        parameterGroupName: "dbClusterParameterGroupName",
        password: "masterUserPassword",
        replicateSourceDb: "replicationSourceIdentifier",
        restoreToPointInTime: "sourceDbClusterIdentifier",
        username: "masterUsername",
        identifier: "dbClusterIdentifier",
    },
    "aws:rds/clusterInstance:ClusterInstance": { parameterGroupName: "dbParameterGroupName" },
};

/** A database of RDS or a part of one, whichever provider makes it. */
export class DatabaseView {
    constructor(readonly resource: ResourceView) {}

    /** Whether the provider aws-native makes it, which leaves defaults to AWS. */
    get native(): boolean {
        return this.resource.type.startsWith("aws-native:");
    }

    get isCluster(): boolean {
        return (clusterTypes as readonly string[]).includes(this.resource.type);
    }

    /** An input by the name that it has on `aws:rds/instance:Instance`. */
    get(input: string): Value {
        return this.resource.get(this.nameOf(input));
    }

    /** The name of an input on this resource. */
    nameOf(input: string): string {
        return otherNames[this.resource.type]?.[input] ?? input;
    }

    /** Whether it is a member of a cluster. */
    get isMember(): Truth {
        return this.resource.type === nativeInstance
            ? isGiven(this.get("clusterIdentifier"))
            : (memberTypes as readonly string[]).includes(this.resource.type);
    }

    /** Whether its data comes from another database that is still there: AWS copies what that one has. */
    get isReplica(): Truth {
        return isGiven(this.get("replicateSourceDb"));
    }

    /** Whether it is the second or a later region of a global database, which has its data and accounts from the first. */
    get isSecondary(): Truth {
        return this.isCluster
            ? all(isGiven(this.get("globalClusterIdentifier")), not(isGiven(this.get("username"))), not(this.managed))
            : false;
    }

    /** Whether it begins with the data, accounts and password of another: snapshot or point in time. */
    get isRestored(): Truth {
        return any(
            isGiven(this.get("snapshotIdentifier")),
            holds(this.get("restoreToPointInTime"), ({ isSet }) => isSet),
        );
    }

    /** Whether its engine is one of those that begin so: `aurora`, `mysql`. */
    hasEngine(...beginnings: readonly string[]): Truth {
        return holds(this.get("engine"), (engine) => {
            const name = engine.string()?.toLowerCase() ?? "";
            return beginnings.some((beginning) => name.startsWith(beginning));
        });
    }

    private get managed(): Truth {
        return holds(this.get("manageMasterUserPassword"), (managed) => managed.boolean() === true);
    }
}

/** The databases and parts of these types among the judged resources. */
export function databasesOf(set: SetView, types: readonly string[]): DatabaseView[] {
    return set.ofType(...types).map((resource) => new DatabaseView(resource));
}
