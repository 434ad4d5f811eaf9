import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import ts from "typescript";
import * as waymark from "../../index";
import { preview } from "../../engine";
import { sharedPath } from "../helpers/shared";
import { root } from "./declaredArgs";

/** The example that every page shows: a namespace, a database and a service. */
const example = readFileSync(join(__dirname, "fixtures", "tenLines.txt"), "utf8");

describe("the ten lines", () => {
    it("are those of the design", () => {
        const design = sharedPath("DESIGN.md");
        const printed = design === undefined ? example : readFileSync(design, "utf8");
        assert.ok(printed.includes(example));
    });

    it("compile as a team would compile them", () => {
        const file = join(root, "tenLines.ts");
        const options: ts.CompilerOptions = {
            strict: true,
            noEmit: true,
            skipLibCheck: true,
            esModuleInterop: true,
            target: ts.ScriptTarget.ES2022,
            module: ts.ModuleKind.Node16,
            moduleResolution: ts.ModuleResolutionKind.Node16,
            types: [],
            paths: { waymark: [join(root, "index.ts")] },
        };
        const host = ts.createCompilerHost(options);
        const read = host.getSourceFile.bind(host);
        host.getSourceFile = (name, ...more) =>
            name === file ? ts.createSourceFile(file, example, ts.ScriptTarget.ES2022) : read(name, ...more);
        host.fileExists = (name) => name === file || ts.sys.fileExists(name);
        const program = ts.createProgram([file], options, host);
        const wrong = ts.getPreEmitDiagnostics(program, program.getSourceFile(file));
        assert.deepEqual(
            wrong.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
            [],
        );
        assert.ok(program.getSourceFile(join(root, "index.ts")), "the front door was not what it compiled against");
    }).timeout(60_000);

    it("preview as the service, its database and the edge between them", async () => {
        const { outputText } = ts.transpileModule(example, {
            compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
        });
        const run = compileFunction(outputText, ["require", "exports"]) as (
            require: (name: string) => unknown,
            exports: object,
        ) => void;
        const { resources } = await preview(() =>
            run((name) => {
                assert.equal(name, "waymark");
                return waymark;
            }, {}),
        );
        const names = resources
            .filter(({ type }) => type !== "pulumi:pulumi:Stack")
            .map(({ type, name }) => `${type.slice(type.lastIndexOf(":") + 1)} ${name}`);
        assert.deepEqual(names.sort(), [
            "Deployment payments-api",
            "HorizontalPodAutoscaler payments-api-hpa",
            "LimitRange payments-limits",
            "Namespace payments",
            "NetworkPolicy ledger",
            "NetworkPolicy payments-allow-dns",
            "NetworkPolicy payments-api",
            "NetworkPolicy payments-api-to-ledger",
            "NetworkPolicy payments-api-to-ledger-ingress",
            "NetworkPolicy payments-default-deny",
            "PodDisruptionBudget payments-api-pdb",
            "PostgresDatabase ledger",
            "RandomPassword ledger-password",
            "ResourceQuota payments-quota",
            "Secret ledger-connection",
            "Service ledger",
            "Service payments-api",
            "ServiceAccount ledger",
            "ServiceAccount payments-api",
            "StandardService payments-api",
            "StatefulSet ledger",
            "TeamNamespace payments",
        ]);
    });
});
