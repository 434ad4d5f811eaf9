import assert from "node:assert/strict";
import { ProblemError } from "../../core/problem";
import { decodeConfigValue, readStackConfig, stackConfigSchema } from "../../stacks/config";

function problemsOf(values: Record<string, unknown>) {
    try {
        readStackConfig({ stack: "dev", values });
    } catch (error) {
        assert.ok(error instanceof ProblemError);
        return error.problems;
    }
    return assert.fail("no error");
}

describe("stacks/config", () => {
    it("is enough when it is empty", () => {
        const config = readStackConfig({ stack: "dev", values: {} });
        assert.equal(config.environment, "dev");
        assert.equal(config.owner, "unassigned");
        assert.deepEqual(config.namespace, { name: "unassigned-dev", create: true });
        assert.deepEqual(config.cluster, {
            kubernetesVersion: "1.36",
            dns: { namespace: "kube-system", podLabels: { "k8s-app": "kube-dns" }, cidrs: [] },
        });
        assert.equal(config.protection, "tier");
    });

    it("derives owner and namespace from the team and the environment", () => {
        const config = readStackConfig({ stack: "eu-1", values: { team: "shop", environment: "qa" } });
        assert.equal(config.owner, "shop");
        assert.equal(config.namespace.name, "shop-qa");
    });

    it("refuses a typo with the nearest name, and every wrong value at once", () => {
        const problems = problemsOf({
            costCentre: "1",
            protection: "maybe",
            cluster: { kubernetesVersion: "1.28" },
            tier: "production",
        });
        assert.deepEqual(problems.map(({ pointer }) => pointer).sort(), [
            "/cluster/kubernetesVersion",
            "/costCentre",
            "/protection",
            "/tier",
        ]);
        assert.equal(problems.find(({ code }) => code === "unknown-key")?.hint, 'did you mean "costCenter"?');
    });

    it("takes versions of Kubernetes from 1.30 on, as text", () => {
        const versionOf = (kubernetesVersion: unknown) =>
            readStackConfig({ stack: "dev", values: { cluster: { kubernetesVersion } } }).cluster.kubernetesVersion;
        for (const version of ["1.30", "v1.36", "1.100", "1.31.4"]) {
            assert.equal(versionOf(version), version);
        }
        const refusals: [unknown, RegExp][] = [
            ["1.29", /needs Kubernetes 1\.30[^]*write "1\.30" or later/],
            [1.3, /a number where a string is due[^]*in quotes/], // what YAML makes of 1.30
            ["1", /no version/],
            ["latest", /no version/],
        ];
        for (const [kubernetesVersion, says] of refusals) {
            const [problem, ...others] = problemsOf({ cluster: { kubernetesVersion } });
            assert.deepEqual(others, []);
            assert.match(`${problem?.message}\n${problem?.hint}`, says);
        }
    });

    it("reads values as the engine hands them over: text, JSON where the key is structured", () => {
        assert.equal(decodeConfigValue("team", "3"), "3");
        assert.deepEqual(decodeConfigValue("workloads", '["a.yaml"]'), ["a.yaml"]);
        assert.equal(decodeConfigValue("compat", "true"), true);
        assert.equal(decodeConfigValue("workloads", "a.yaml"), "a.yaml");
        assert.ok("compat" in stackConfigSchema.shape);
    });
});
