import * as pulumi from "@pulumi/pulumi";
import { canonicalJson } from "../core/canonicalJson";
import { sortedEntries } from "../core/sortedEntries";
import type { ContainerArgs, MountArgs, StandardServiceArgs, VolumeArgs } from "../components/standardService/args";
import type { OfferedWorkload } from "../provisioners/provisioner";
import type { WorkloadChanges } from "../provisioners/workloadChanges";
import type { Conversion } from "./conversion";
import type { ResourceResult } from "./resources";

/** Arguments of a workload whose containers are written by name, as compose makes them. */
type WorkloadArgs = StandardServiceArgs & { containers: Record<string, ContainerArgs> };

/**
 * A workload as its resources change it. What two of them, or one and the workload itself, set to different values is a
 * problem that names both.
 */
export function withChanges(
    args: WorkloadArgs,
    workload: OfferedWorkload,
    resources: ReadonlyMap<string, ResourceResult>,
    conversion: Conversion,
): WorkloadArgs {
    const changed = new ChangedWorkload(args, workload.name, conversion);
    for (const [name, { provisioned, plan }] of sortedEntries(Object.fromEntries(resources))) {
        const changes = provisioned?.workload ?? plan.workload;
        if (changes !== undefined) {
            changed.apply(name, typeof changes === "function" ? changes(workload) : changes);
        }
    }
    return changed.args;
}

/** Who set something, and to what. */
interface Claim {
    by: string;
    value: unknown;
}

class ChangedWorkload {
    readonly args: WorkloadArgs;
    readonly #claims = new Map<string, Claim>();

    constructor(
        args: WorkloadArgs,
        private readonly name: string,
        private readonly conversion: Conversion,
    ) {
        const containers = sortedEntries<ContainerArgs>(args.containers).map(([key, container]) => [
            key,
            { ...container },
        ]);
        this.args = {
            ...args,
            containers: Object.fromEntries(containers) as Record<string, ContainerArgs>,
            volumes: { ...args.volumes },
        };
    }

    apply(resource: string, changes: WorkloadChanges): void {
        const { variables, secretVariables, volumes, serviceAccount, podLabels, podAnnotations, autoscaling } = changes;
        for (const [key, value] of sortedEntries(variables)) {
            this.#inContainers(resource, "the variable", key, "variables", key, value);
        }
        for (const [key, value] of sortedEntries(secretVariables)) {
            this.#inContainers(resource, "the variable", key, "secretVariables", key, value);
        }
        for (const [key, { volume = {}, mountPath, path, readOnly }] of sortedEntries(volumes)) {
            if (this.#claim(resource, "the volume", key, volume, this.args.volumes?.[key])) {
                this.args.volumes = { ...this.args.volumes, [key]: volume satisfies VolumeArgs };
            }
            const mount: MountArgs = { volume: key, path, readOnly };
            this.#inContainers(resource, "the mount at", mountPath, "mounts", mountPath, mount);
        }
        const maps = [
            ["the ServiceAccount's annotation", "serviceAccountAnnotations", serviceAccount?.annotations],
            ["the pods' label", "podLabels", podLabels],
            ["the pods' annotation", "annotations", podAnnotations],
            ["autoscaling's", "autoscaling", autoscaling],
        ] as const;
        for (const [what, argument, values] of maps) {
            for (const [key, value] of sortedEntries(values as Readonly<Record<string, unknown>> | undefined)) {
                const own: Readonly<Record<string, unknown>> = { ...this.args[argument] };
                if (value !== undefined && this.#claim(resource, what, key, value, own[key])) {
                    Object.assign(this.args, { [argument]: { ...own, [key]: value } });
                    this.conversion.from(`${argument}.${key}`, ["resources", resource]);
                }
            }
        }
    }

    /** Sets a key of a map in every container. */
    #inContainers(
        resource: string,
        what: string,
        name: string,
        argument: "variables" | "secretVariables" | "mounts",
        key: string,
        value: unknown,
    ): void {
        for (const container of Object.values(this.args.containers)) {
            const all =
                argument === "mounts"
                    ? { ...container.files, ...container.mounts }
                    : { ...container.variables, ...container.secretVariables, ...container.secretValues };
            const own: Readonly<Record<string, unknown>> = all;
            if (!this.#claim(resource, what, name, value, own[key])) {
                return;
            }
            Object.assign(container, { [argument]: { ...container[argument], [key]: value } });
        }
    }

    /** True where the resource may set it: nobody has yet, or to the same value. */
    #claim(resource: string, what: string, name: string, value: unknown, own: unknown): boolean {
        const key = `${what} ${name}`;
        const by = `the resource "${resource}"`;
        const others = [this.#claims.get(key), own === undefined ? undefined : { by: this.#self, value: own }];
        const other = others.find((claim) => claim !== undefined && !isSame(claim.value, value));
        if (other === undefined) {
            this.#claims.set(key, { by, value });
            return true;
        }
        this.conversion.refuse(["resources", resource], {
            code: "workload-change-twice",
            message: `${by} sets ${what} "${name}", and ${other.by} sets it to something else`,
            hint: other.by === this.#self ? "leave it out of the workload" : "keep one of the two resources",
        });
        return false;
    }

    get #self(): string {
        return `the workload "${this.name}" itself`;
    }
}

/** True where both are surely one value: plain and equal, or the same Output. */
function isSame(a: unknown, b: unknown): boolean {
    return a === b || (isPlain(a) && isPlain(b) && canonicalJson(a) === canonicalJson(b));
}

function isPlain(value: unknown): boolean {
    if (pulumi.Output.isInstance(value) || value instanceof Promise) {
        return false;
    }
    return typeof value !== "object" || value === null || Object.values(value).every(isPlain);
}
