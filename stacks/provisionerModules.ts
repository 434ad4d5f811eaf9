import { createRequire } from "node:module";
import { join } from "node:path";
import { ProblemError, type Place, type Problem } from "../core/problem";
import type { Provisioner } from "../provisioners/provisioner";
import type { StackConfig } from "./config";

/**
 * Loads the modules that `waymark:provisioners` names. A module exports one provisioner or a list of them as its
 * default, or a list as `provisioners`.
 *
 * @param root folder of Pulumi.yaml, which the paths are relative to
 * @throws ProblemError for every module that can't be loaded or holds no provisioner
 */
export function loadProvisioners({ provisioners, place }: StackConfig, root: string): Provisioner[] {
    const load = createRequire(join(root, "Pulumi.yaml"));
    const problems: Problem[] = [];
    const loaded = provisioners.flatMap((entry, index) => {
        if (typeof entry !== "string") {
            return [];
        }
        try {
            return provisionersIn(load(entry), entry);
        } catch (error) {
            problems.push(asProblem(error, entry, place(["provisioners", index])));
            return [];
        }
    });
    if (problems.length > 0) {
        throw new ProblemError(problems);
    }
    return loaded;
}

function provisionersIn(module: unknown, path: string): Provisioner[] {
    const exported = module as { default?: unknown; provisioners?: unknown } | undefined;
    const found = exported?.provisioners ?? exported?.default ?? exported;
    const list: unknown[] = Array.isArray(found) ? found : [found];
    if (list.length === 0 || !list.every(isProvisioner)) {
        throw new ProblemError({
            code: "no-provisioner",
            message: `the module "${path}" exports no provisioner`,
            hint: "export what defineProvisioner gives as default, or a list of them as provisioners",
        });
    }
    return list;
}

function isProvisioner(value: unknown): value is Provisioner {
    const { type, provision, params, outputs } = (value ?? {}) as Partial<Provisioner>;
    return (
        typeof type === "string" &&
        typeof provision === "function" &&
        typeof params?.safeParse === "function" &&
        (outputs === "any" || (typeof outputs === "object" && outputs !== null))
    );
}

function asProblem(error: unknown, path: string, place: Place): Problem {
    if (error instanceof ProblemError) {
        return { ...error.problems[0]!, ...place };
    }
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return {
        code: "provisioner-not-loaded",
        message: `the module "${path}" can't be loaded: ${reason}`,
        hint: "the path is relative to the folder of Pulumi.yaml and begins with ./; TypeScript needs to be compiled first",
        ...place,
    };
}
