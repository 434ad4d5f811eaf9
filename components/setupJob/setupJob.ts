import { Job } from "@pulumi/kubernetes/batch/v1/job";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount";
import type { input } from "@pulumi/kubernetes/types";
import * as pulumi from "@pulumi/pulumi";
import { sortedEntries } from "../../core/sortedEntries";
import { connectsToPolicies } from "../shared/edges";
import { componentLabels } from "../shared/labels";
import { claimName } from "../shared/names";
import { registerPolicies } from "../shared/networkPolicies";
import { containerSecurityContext, podSecurityContext } from "../shared/podSecurity";
import { keepSettings } from "../shared/settings";
import { planSetupJob, setupJobToken, type SetupJobArgs, type SetupJobSettings } from "./plan";

/** All tries together take half an hour at most; what runs longer hangs. */
const secondsToEnd = 3600;

/**
 * A Job that sets something up in a server, once: a topic, for example. What it runs does no harm when it runs again,
 * since a change of it replaces the Job. A ProblemError tells everything that is wrong with the arguments at once.
 *
 * @example
 * new SetupJob("orders", { environment, namespace, container: "kafka", image, user: 1000, command }, kafka);
 */
export class SetupJob extends pulumi.ComponentResource {
    /** @param after the server, which has to be there first: a component's own dependencies don't reach its children */
    constructor(name: string, args: SetupJobArgs, after: pulumi.Resource, opts?: pulumi.ComponentResourceOptions) {
        const { identity, settings, explained } = planSetupJob(name, args);
        const { namespace } = args;
        const { app } = settings;
        claimName(app, identity.uid, namespace);
        super(setupJobToken, name, args, opts);
        keepSettings(this, explained);
        const labels = { ...componentLabels(settings), "app.kubernetes.io/component": "setup" };
        const metadata = { name: app, namespace, labels };
        const parent = { parent: this };
        const owner = { identity, namespace, labels };
        registerPolicies(owner, connectsToPolicies(owner, args.connectsTo), this);
        const account = new ServiceAccount(name, { metadata, automountServiceAccountToken: false }, parent);
        new Job(
            name,
            {
                metadata,
                // The server may take minutes to start: later tries wait longer, up to six minutes each.
                spec: {
                    backoffLimit: 10,
                    activeDeadlineSeconds: secondsToEnd,
                    template: { metadata: { labels }, spec: podSpec(args, settings) },
                },
            },
            { ...parent, dependsOn: [account, after], deleteBeforeReplace: true },
        );
        this.registerOutputs({});
    }
}

function podSpec(
    { container, image, user, command, variables }: SetupJobArgs,
    { app, temporaryStorage }: SetupJobSettings,
) {
    const amount = { cpu: "100m", memory: "512Mi" };
    return {
        restartPolicy: "Never",
        serviceAccountName: app,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: podSecurityContext({ runAsUser: user, fsGroup: user }),
        containers: [
            {
                name: container,
                image,
                command,
                env: sortedEntries(variables).map(([name, value]) => ({ name, value })),
                resources: { requests: amount, limits: { ...amount, cpu: "1" } },
                securityContext: containerSecurityContext(),
                volumeMounts: [{ name: "writable-0", mountPath: "/tmp" }],
            },
        ],
        volumes: [{ name: "writable-0", emptyDir: { sizeLimit: temporaryStorage } }],
    } satisfies input.core.v1.PodSpec;
}
