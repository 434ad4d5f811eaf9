import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");

describe("what the end-to-end suite runs with", () => {
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "waymark-tools-"));
        mkdirSync(join(folder, "path"));
    });

    afterEach(() => rmSync(folder, { recursive: true }));

    /** Runs Node where nothing is on PATH but what a test has put there, and nothing has been built. */
    function node(args: readonly string[], variables: Record<string, string> = {}) {
        return spawnSync(process.execPath, args, {
            cwd: root,
            env: { PATH: join(folder, "path"), WAYMARK_E2E_CACHE: join(folder, "cache"), ...variables },
            encoding: "utf8",
        });
    }

    function putProgram(name: string): string {
        const path = join(folder, "path", name);
        writeFileSync(path, "");
        chmodSync(path, 0o755);
        return path;
    }

    /** What scripts/e2e.mjs and scripts/benchEngine.mjs ask for. */
    function toolsFound(kubeconfig: string): { tools?: Record<string, unknown>; missing: string[] } {
        const file = join(folder, "kubeconfig");
        writeFileSync(file, kubeconfig);
        const ask = 'import("./scripts/e2eTools.mjs").then((m) => console.log(JSON.stringify(m.findTools())))';
        const { stdout, stderr } = node(["-e", ask], { KUBECONFIG: file });
        assert.equal(stderr, "");
        return JSON.parse(stdout) as ReturnType<typeof toolsFound>;
    }

    it("without Go and without the programs it says so in one line and succeeds", () => {
        const { status, stdout, stderr } = node(["scripts/e2e.mjs"]);
        assert.equal(
            stdout,
            "end-to-end tests skipped: pulumi, etcd, kube-apiserver, kube-controller-manager, " +
                "CustomResourceDefinitions not found, and Go is needed to build what is missing\n" +
                "0 passed, 0 failed, 0 skipped\n",
        );
        assert.equal(stderr, "");
        assert.equal(status, 0);
    });

    it("the measurement of previews says the same and succeeds", () => {
        const { status, stdout } = node(["scripts/benchEngine.mjs"]);
        assert.match(stdout, /^nothing measured: pulumi, .*Go is needed to build what is missing\n$/);
        assert.equal(status, 0);
    });

    it("with a scratch cluster of the user's own it needs Pulumi alone", () => {
        const pulumi = putProgram("pulumi");
        const { tools, missing } = toolsFound("apiVersion: v1\ncurrent-context: kind-scratch\n");
        assert.deepEqual(missing, []);
        assert.equal(tools?.pulumi, pulumi);
        assert.deepEqual(tools?.foreign, { kubeconfig: join(folder, "kubeconfig"), context: "kind-scratch" });
        assert.equal(tools?.kubernetesPlugin, false);
    });

    it("it leaves any other cluster alone", () => {
        putProgram("pulumi");
        const { tools, missing } = toolsFound('{"current-context": "production"}');
        assert.equal(tools, undefined);
        assert.deepEqual(missing, ["etcd", "kube-apiserver", "kube-controller-manager", "CustomResourceDefinitions"]);
    });
});
