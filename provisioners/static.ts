import { z } from "zod";
import type { ResourceOutput } from "./outputs";
import { defineProvisioner, type Provisioner } from "./provisioner";

/** Outputs that stack configuration gives for resources which somebody else runs. */
export interface StaticResource {
    type: string;
    class?: string;
    id?: string;
    static: Readonly<Record<string, ResourceOutput>>;
}

/** A provisioner that hands out what stack configuration says; params are accepted and have no effect. */
export function staticProvisioner({ type, class: className, id, static: outputs }: StaticResource): Provisioner {
    return defineProvisioner({
        type,
        class: className,
        id,
        description: "Given in stack configuration",
        backends: ["static"],
        params: z.record(z.string(), z.unknown()),
        outputs: "any",
        registers: false,
        provision: () => ({ outputs }),
    });
}
