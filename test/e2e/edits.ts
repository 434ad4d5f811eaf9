import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "./harness/environment";

/** Changes that a team makes to what it has written. */
export interface Edits {
    /** Gives the workload of a file one setting, for example `replicas: 4`, in place of what was set before. */
    set: (env: Environment, file: string, setting: string) => void;
    /** Adds a workload named visitor, and takes it away again. */
    add: (env: Environment, file: string) => void;
    remove: (env: Environment, file: string) => void;
    /** Takes away the protection of what holds data. */
    unprotect: (env: Environment, file: string) => void;
}

const visitorFile = "examples/visitor.score.yaml";
const visitorScore = `apiVersion: score.dev/v1b1
metadata: { name: visitor }
containers: { visitor: { image: "ghcr.io/acme/visitor:1.0.0" } }
service: { ports: { http: { port: 80, targetPort: 8080 } } }
`;

/** Of Score files and their stack configuration. */
export const scoreEdits: Edits = {
    set: (env, file, setting) =>
        env.edit(file, (text) =>
            text.replace(/^ +waymark: .*\n/m, "").replace(/^( +name: .*)$/m, `$1\n    waymark: { ${setting} }`),
        ),
    add: (env) => {
        writeFileSync(join(env.folder, visitorFile), visitorScore);
        env.configure({ workloads: [...workloadsOf(env), visitorFile] });
    },
    remove: (env) => {
        rmSync(join(env.folder, visitorFile));
        env.configure({ workloads: workloadsOf(env).filter((file) => file !== visitorFile) });
    },
    unprotect: (env) => env.configure({ protection: "none" }),
};

function workloadsOf(env: Environment): string[] {
    return (env.config as { workloads: string[] }).workloads;
}

const mark = "// set by the test";
const visitorCode = `    new StandardService("visitor", {
        ...place,
        image: "ghcr.io/acme/visitor:1.0.0",
        ports: { http: { port: 80, targetPort: 8080 } },
    });
`;

/** Of examples/typescript/payments.ts. */
export const typescriptEdits: Edits = {
    set: (env, file, setting) =>
        env.edit(file, (text) =>
            text
                .replace(new RegExp(`^.*${mark}\n`, "m"), "")
                .replace(/^( +)ports: .*\n/m, (line, indent: string) => `${line}${indent}${setting}, ${mark}\n`),
        ),
    add: (env, file) => env.edit(file, (text) => text.replace(/^ +return /m, (line) => visitorCode + line)),
    remove: (env, file) => env.edit(file, (text) => text.replace(visitorCode, "")),
    unprotect: (env, file) => env.edit(file, (text) => text.replace("const common = {", '$& protection: "none",')),
};
