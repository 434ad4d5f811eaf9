import { createRequire } from "node:module";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type * as Payments from "../../examples/typescript/payments";

const load = createRequire(__filename);

/** The program of examples/typescript, from the copy in the project's folder: what a test has edited there counts. */
export function paymentsProgram(): unknown {
    const file = join(pulumi.getRootDirectory(), "examples/typescript/payments.ts");
    delete load.cache[file];
    const { payments } = load(file) as typeof Payments;
    return payments(pulumi.getStack(), "4.2.0");
}
