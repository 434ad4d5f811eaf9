import { createRequire } from "node:module";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

const load = createRequire(__filename);

/** The program of examples/typescript, from the copy in the project's folder: what a test has edited there counts. */
export function paymentsProgram(): unknown {
    const folder = join(pulumi.getRootDirectory(), "examples/typescript");
    for (const file of ["index.ts", "payments.ts"]) {
        delete load.cache[join(folder, file)];
    }
    return load(join(folder, "index.ts")) as unknown;
}
