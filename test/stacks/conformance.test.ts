import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { yamlText } from "../../cli/render";
import { ProblemError } from "../../core/problem";
import { tierNames, type Tier } from "../../environments/tiers";
import { evaluate } from "../../policies/evaluate";
import { fromEngine } from "../../policies/fromEngine";
import { readScore } from "../../score";
import { toManifests } from "../../stacks/manifests";
import { composed } from "../helpers/compose";
import { sharedPath } from "../helpers/shared";
import { assertListed, ownFindings, refusedForGood } from "../score/disagreements";
import { turned } from "../score/documents";
import { supplied, type SuppliedDocument } from "./suppliedDocument";

describe("stacks: other implementations' own documents in every environment", () => {
    const folder = sharedPath("conformance", "score");
    if (folder === undefined) {
        it("skipped: ../shared/conformance/score is not there");
        return;
    }
    const { cases } = JSON.parse(readFileSync(join(folder, "cases.json"), "utf8")) as {
        cases: { file: string; expect: string; pipelineStage: string }[];
    };
    const files = cases
        .filter(({ expect, pipelineStage }) => expect === "valid" && pipelineStage === "ok")
        .map(({ file }) => file);
    let base = "";
    before(() => (base = mkdtempSync(join(tmpdir(), "waymark-"))));
    after(() => rmSync(base, { recursive: true }));
    const refusals = new Map<string, string[]>();
    const findings: string[] = [];

    /** What an environment becomes of a document: mandatory findings, and manifests as `render` writes them. */
    async function run(stack: Tier, { document, values, provisioners, sources }: SuppliedDocument, text: string) {
        sources.forEach((source) => writeFileSync(join(base, source), "a file\n"));
        const name = `${document.metadata.name}.yaml`;
        const { resources } = await composed({ files: { [name]: text }, stack, values, provisioners, base });
        const report = evaluate(resources.map(fromEngine), { tier: stack, adapter: "pulumi" });
        assert.deepEqual(report.errors, []);
        const mandatory = report.findings.filter(({ level }) => level === "mandatory");
        return {
            mandatory: mandatory.map(({ rule, path }) => `${stack} ${rule} ${path}`),
            manifests: toManifests(resources).objects.map(yamlText).join("---\n"),
        };
    }

    for (const file of files) {
        it(`${file} previews and renders twice to the same bytes, or is refused as a whole`, async () => {
            const { workload } = readScore(file, readFileSync(join(folder, file)));
            assert.ok(workload !== undefined);
            const example = supplied(workload.document);
            const text = JSON.stringify(example.document, null, 1);
            for (const stack of tierNames) {
                try {
                    const first = await run(stack, example, text);
                    const again = await run(stack, example, JSON.stringify(turned(example.document)));
                    assert.deepEqual(again, first);
                    assert.match(first.manifests, /^kind: (Deployment|StatefulSet)$/m);
                    findings.push(...first.mandatory);
                } catch (error) {
                    assert.ok(error instanceof ProblemError, error as Error);
                    refusals.set(file, [
                        ...(refusals.get(file) ?? []),
                        ...error.problems.map(({ code, pointer }) => `${code} ${pointer}`),
                    ]);
                }
            }
        });
    }

    it("are refused for reasons that are listed, and for good at most four of them", () => {
        assertListed([...refusals.values()].flat(), refusedForGood);
        assert.ok(files.length - refusals.size >= 44, `${refusals.size} of ${files.length}`);
    });

    it("have no mandatory finding but those that their own fields cause", () => assertListed(findings, ownFindings));
});
