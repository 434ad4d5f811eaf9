import assert from "node:assert/strict";
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { install, newProject, pinned } from "./installation";
import { manifest, outcome, run, writeJson } from "./scratch";

/** The package's modules as a user writes them: `waymark`, `waymark/score` and so on. */
const modules = Object.entries(manifest.exports)
    .filter(([, entry]) => typeof entry !== "string")
    .map(([name]) => name.replace(/^\./, manifest.name));

/** What does things when it is loaded (scoreOnly.test.ts shows it); the others only hand out what they hold. */
const programs = ["waymark/stacks/program"];

/** The packages of which a module loads files, for example `@pulumi/policy`. */
function packagesLoadedBy(module: string, project: string): string[] {
    const script = `require(${JSON.stringify(module)}); console.log(JSON.stringify(Object.keys(require.cache)))`;
    const files = JSON.parse(run(project, process.execPath, "-e", script)) as string[];
    return files.map((file) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? file);
}

/** Compiles files of the project as a team's tsconfig.json would. */
function compile(project: string, files: string[], options: Record<string, unknown>): void {
    const common = { target: "ES2022", lib: ["ES2022"], types: ["node"], strict: true, skipLibCheck: true };
    writeJson(join(project, "tsconfig.json"), { compilerOptions: { ...common, ...options }, files });
    run(project, "npx", "tsc", "--project", ".");
}

describe("a project that installs the tarball", () => {
    let project = "";

    before(() => {
        project = newProject();
    });

    it("gets no optional SDK that it did not ask for, and no second copy of one that it has", () => {
        for (const path of ["@pulumi/aws", "@pulumi/policy", "waymark/node_modules"]) {
            assert.ok(!existsSync(join(project, "node_modules", path)), path);
        }
    });

    it("runs the command line, which judges a Score file", () => {
        const score = join(project, "score.yaml");
        copyFileSync("examples/my-service/score.yaml", score);
        assert.equal(run(project, "npx", "waymark", "validate", "score.yaml"), "score.yaml: valid\n");
        writeFileSync(score, readFileSync(score, "utf8").replace("containers:", "container:"));
        const { status, stdout } = outcome(project, "npx", "waymark", "validate", "score.yaml");
        assert.equal(status, 1);
        assert.match(stdout, /score\.yaml:\d+:\d+/);
    });

    it("loads no SDK for Score files, and no policy SDK for rules", () => {
        const sdks = (module: string) => packagesLoadedBy(module, project).filter((name) => /^@pulumi\//.test(name));
        assert.deepEqual(sdks("waymark/score"), []);
        assert.deepEqual(sdks("waymark/policies"), []);
        assert.ok(sdks("waymark").includes("@pulumi/pulumi"), "this test would see an SDK that is loaded");
    });

    it("finds the schemas by the package's name", () => {
        const script = 'console.log(require("waymark/schemas/score.json").title)';
        assert.match(run(project, process.execPath, "-e", script), /Score/);
    });

    describe("with @pulumi/policy", () => {
        before(() => install(project, pinned("@pulumi/policy")));

        for (const module of modules.filter((name) => !programs.includes(name))) {
            it(`${module} hands out the same whether imported or required`, () => {
                const script = `
                    import { createRequire } from "node:module";
                    import * as imported from "${module}";
                    const required = createRequire(process.cwd() + "/")("${module}");
                    console.log(JSON.stringify([imported, required].map((module) => Object.keys(module).sort())));`;
                const text = run(project, process.execPath, "--input-type=module", "-e", script);
                const markers = ["__esModule", "default", "module.exports"]; // of how it was loaded, not of what it holds
                const [imported, required] = (JSON.parse(text) as [string[], string[]]).map((names) =>
                    names.filter((name) => !markers.includes(name)),
                );
                assert.deepEqual(imported, required);
                assert.notEqual(imported?.length, 0);
            });
        }

        // The second is how Pulumi's older project templates resolve.
        for (const [module, moduleResolution] of [
            ["node16", "node16"],
            ["commonjs", "node10"],
        ]) {
            it(`finds the types of every module, resolved as ${moduleResolution} does`, () => {
                const imports = modules.map((name, i) => `import type * as module${i} from "${name}";`);
                const uses = modules.map((_, i) => `keyof typeof module${i}`);
                writeFileSync(
                    join(project, "everything.ts"),
                    `${imports.join("\n")}\nexport type Everything = ${uses.join(" | ")};\n`,
                );
                compile(project, ["everything.ts"], { module, moduleResolution, noEmit: true });
            });
        }

        it("compiles the example of a team's own program, and runs its test offline", () => {
            for (const file of ["payments.ts", "payments.test.ts", "index.ts"]) {
                copyFileSync(join("examples/typescript", file), join(project, file));
            }
            install(project, pinned("@types/mocha"), pinned("mocha"));
            compile(project, ["index.ts", "payments.test.ts"], {
                module: "node16",
                moduleResolution: "node16",
                outDir: "built",
                types: ["node", "mocha"],
            });
            assert.match(run(project, "npx", "mocha", "built/payments.test.js"), /\b3 passing\b/);
        });

        for (const form of ["packs/kubernetes", "packs/kubernetes/pack"]) {
            it(`starts ${form} as an engine does`, () => {
                const script = `require("waymark/testing")
                    .startPack("node_modules/waymark/${form}", { stack: "dev" })
                    .then((pack) => pack.stop().then(() => console.log(pack.info.name, pack.info.version)))`;
                assert.equal(run(project, process.execPath, "-e", script), `waymark-kubernetes ${manifest.version}\n`);
            });
        }
    });
});
