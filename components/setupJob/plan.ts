import type { Input } from "@pulumi/pulumi";
import { z } from "zod";
import { strictMap } from "../../core/schema";
import { byDefault, chooseCommon, type CommonSettings } from "../shared/commonSettings";
import type { ConnectionArgs } from "../shared/connection";
import { edgeProblems } from "../shared/edgeChecks";
import { commonFields, connections, dnsLabel, namespaceName } from "../shared/fields";
import { planComponent, type ComponentForm, type ComponentPlan } from "../shared/plan";
import { recordPodSecurity } from "../shared/podSecurity";
import { chooseTemporaryStorage } from "../shared/temporaryStorage";

/** Arguments of SetupJob. */
export interface SetupJobArgs {
    environment: string;
    tier?: string;
    namespace: Input<string>;
    team?: string;
    owner?: string;
    /** `tier` (default) or `none`; a Job holds nothing, so neither protects it. */
    protection?: string;
    /** Name of the container. */
    container: string;
    /** Image, with a fixed version. */
    image: string;
    /** User that the image's program runs as; never 0. */
    user: number;
    /** What is run; it has to do no harm when it runs again. */
    command: string[];
    /** Environment variables; default none. */
    variables?: Record<string, Input<string>>;
    /** Whom it talks to, by a name for the edge; default nobody. */
    connectsTo?: Record<string, ConnectionArgs>;
}

/** Everything that is decided for a Job, before any manifest. */
export interface SetupJobSettings extends CommonSettings {
    /** Kubernetes name of the Job. */
    app: string;
    /** Size limit of `/tmp`. */
    temporaryStorage: string;
}

/** Type token of SetupJob; part of every URN, so it never changes. */
export const setupJobToken = "waymark:index:SetupJob";

const texts = z.array(z.string());

const form: ComponentForm<SetupJobArgs, SetupJobSettings> = {
    token: setupJobToken,
    schema: strictMap({
        ...commonFields,
        namespace: namespaceName,
        container: dnsLabel,
        image: z.string().min(1),
        user: z.int().min(1),
        command: texts.min(1),
        variables: z.record(z.string(), z.custom<Input<string>>()).optional(),
        connectsTo: connections.optional(),
    }),
    argumentProblems: ({ connectsTo }) => edgeProblems("connectsTo", connectsTo),
    resolve: (args, { physicalName: app }, environment, settings) => {
        recordPodSecurity(settings);
        settings.record("backend", "container", byDefault);
        return {
            ...chooseCommon(args, environment, settings),
            app,
            temporaryStorage: chooseTemporaryStorage(environment, settings),
        };
    },
    settingsProblems: () => [],
};

/**
 * Checks the arguments of a Job and decides everything about it.
 *
 * @param name logical name of the component
 * @throws ProblemError with every problem of the arguments
 */
export function planSetupJob(name: string, args: SetupJobArgs): ComponentPlan<SetupJobSettings> {
    return planComponent(form, name, args);
}
