/**
 * `waymark policy check` beside kube-score, both as commands on the same manifests in turns: `npm run bench:kube-score`.
 * Says so where there is no kube-score on the PATH (or at WAYMARK_KUBE_SCORE):
 * `go install github.com/zegl/kube-score/cmd/kube-score@v1.20.0`.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { rules } from "../policies";
import { selectRules } from "../policies/selection";
import { objects } from "./objects";

const kubeScore = process.env["WAYMARK_KUBE_SCORE"] ?? "kube-score";
const rounds = 5;

/** The objects as kubectl prints them: nothing shared, each a document of its own. */
function manifests(count: number): string {
    return objects(count)
        .map((resource) => {
            const [apiVersion = "", kind] = resource.type.replace("kubernetes:", "").split(":");
            const object = { apiVersion: apiVersion.replace("core/", ""), kind, ...resource.inputs };
            return stringify(object, { aliasDuplicateObjects: false });
        })
        .join("---\n");
}

interface Contestant {
    name: string;
    rules: number;
    command: readonly string[];
}

/** kube-score's own count of checks that run unasked. */
function checksOfKubeScore(): number | undefined {
    const { status, stdout } = spawnSync(kubeScore, ["list"], { encoding: "utf8" });
    return status === 0 ? stdout.split("\n").filter((line) => line.endsWith(",default")).length : undefined;
}

function contestants(checks: number): Contestant[] {
    const inForce = selectRules(rules, { tier: "prod", adapter: "manifests" }).selected.map(({ rule }) => rule);
    const ofKubernetes = inForce.filter(({ group }) => group !== "aws");
    const shared = ofKubernetes.filter(({ rivals }) => rivals["kube-score"] !== undefined).map(({ id }) => id);
    const waymark = [process.execPath, join("dist", "cli", "bin.js"), "policy", "check"];
    return [
        { name: "kube-score", rules: checks, command: [kubeScore, "score"] },
        { name: "waymark, all of its profile", rules: ofKubernetes.length, command: waymark },
        {
            name: "waymark, rules that kube-score has too",
            rules: shared.length,
            command: [...waymark, `--rules=${shared.join()}`],
        },
    ];
}

/** Milliseconds by the clock from start to end, its report written to a file. */
function run([program = "", ...args]: readonly string[], file: string): number {
    const report = openSync(`${file}.report`, "w");
    const begun = performance.now();
    const { status, stderr } = spawnSync(program, [...args, file], {
        stdio: ["ignore", report, "pipe"],
        encoding: "utf8",
    });
    if (status !== 0 && status !== 1) {
        throw new Error(`${program}: ${stderr}`);
    }
    return performance.now() - begun;
}

const checks = checksOfKubeScore();
if (checks === undefined) {
    console.log("kube-score is not on the PATH (and not at WAYMARK_KUBE_SCORE): nothing to compare with");
} else {
    const folder = mkdtempSync(join(tmpdir(), "waymark-bench-"));
    console.log("| objects | command | rules | ms, middle of 5 | µs per rule and object |\n|---|---|---|---|---|");
    for (const count of [10, 100, 1000, 10_000]) {
        const file = join(folder, `${count}.yaml`);
        writeFileSync(file, manifests(count));
        const took = new Map(contestants(checks).map((one) => [one, [] as number[]]));
        for (let round = 0; round < rounds; round++) {
            took.forEach((times, { command }) => times.push(run(command, file)));
        }
        for (const [{ name, rules: asked }, times] of took) {
            const middle = times.sort((a, b) => a - b)[Math.floor(rounds / 2)]!;
            console.log(
                `| ${[count, name, asked, middle.toFixed(0), ((middle * 1000) / asked / count).toFixed(2)].join(" | ")} |`,
            );
        }
    }
    rmSync(folder, { recursive: true });
}
