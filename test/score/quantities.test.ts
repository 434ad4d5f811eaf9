import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parseQuantity, toKubernetesQuantity } from "../../core/quantity";
import { readScore } from "../../score";
import { sharedPath } from "../helpers/shared";
import { minimal, withValue } from "./documents";

const path = ["containers", "web", "resources", "limits"];
const limitsOf = (limits: unknown) => readScore("score.yaml", JSON.stringify(withValue(minimal, path, limits)));

/** Bytes of an amount of memory as a Score file writes it. */
const bytesOf = (memory: string) => Number(parseQuantity(toKubernetesQuantity(memory))) / 1e9;

describe("score: amounts of CPU and memory", () => {
    /** What score-go can't read, among what the schema allows. */
    const beyond: [string, number][] = [
        ["1.5Gi", 1.5 * 2 ** 30],
        ["0.5K", 500],
        ["128K", 128_000],
        ["2P", 2e15],
        ["1Pi", 2 ** 50],
        ["1E", 1e18],
        ["3Ei", 3 * 2 ** 60],
        ["0.0", 0],
    ];
    for (const [memory, bytes] of beyond) {
        it(`reads ${memory} as ${bytes} bytes`, () => {
            assert.equal(limitsOf({ memory }).valid, true);
            assert.equal(bytesOf(memory), bytes);
        });
    }

    const vectors = sharedPath("conformance", "score", "vectors", "k8s-names.json");
    if (vectors === undefined) {
        it("skipped: ../shared/conformance/score is not there");
        return;
    }
    const { quantities } = JSON.parse(readFileSync(vectors, "utf8")) as {
        quantities: { cpu?: string; memory?: string; milliCpus?: number; bytes?: number; error?: string }[];
    };
    for (const { cpu, memory, milliCpus, bytes, error } of quantities) {
        const given = { ...(cpu && { cpu }), ...(memory && { memory }) };
        it(`reads ${JSON.stringify(given)} as others do`, () => {
            assert.equal(limitsOf(given).valid, error === undefined);
            if (milliCpus !== undefined) {
                assert.equal(Number(parseQuantity(cpu ?? "")) / 1e6, milliCpus);
            }
            if (bytes !== undefined) {
                assert.equal(bytesOf(memory ?? ""), bytes);
            }
        });
    }
});
