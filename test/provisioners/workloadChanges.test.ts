import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Secret } from "@pulumi/kubernetes/core/v1/secret";
import { z } from "zod";
import { SecretOutput } from "../../provisioners/outputs";
import { defineProvisioner, type Provisioned, type Provisioner } from "../../provisioners/provisioner";
import { loadProvisioners } from "../../stacks/provisionerModules";
import { readStackConfig } from "../../stacks/config";
import { composed, refusal, score } from "../helpers/compose";

/** A type whose resources change their workloads as given, and register a Secret where `registers` is true. */
function own(type: string, workload: Provisioned["workload"], registers = false): Provisioner {
    return defineProvisioner({
        type,
        description: "changes workloads",
        backends: ["own"],
        params: z.object({}),
        outputs: { key: { description: "a key", secret: true } },
        registers,
        plan: () => ({ names: [], workload }),
        provision: ({ resource, context: { namespace } }) => {
            const secretName = `${resource.logicalName}-key`;
            if (registers) {
                new Secret(secretName, { metadata: { name: secretName, namespace }, stringData: { key: "k" } });
            }
            return {
                outputs: { key: new SecretOutput({ secretName, key: "key" }) },
                connectsTo: { host: "reports.example.com", ports: [{ port: 443 }] },
                alsoConnectsTo: { tokens: { host: "tokens.example.com", ports: [{ port: 8443 }] } },
                workload,
            };
        },
    });
}

const everything: Provisioned["workload"] = {
    variables: { REPORTS_URL: "https://reports.example.com" },
    secretVariables: { REPORTS_KEY: { secretName: "reports", key: "key" } },
    volumes: { spool: { volume: { emptyDir: { sizeLimit: "1Gi" } }, mountPath: "/spool" } },
    serviceAccount: { annotations: { "reports.example.com/role": "writer" } },
    podLabels: { "reports.example.com/client": "yes" },
    podAnnotations: { "reports.example.com/inject": "true" },
    autoscaling: { minReplicas: 2, maxReplicas: 4 },
};

const two = score("web", "resources:\n  reports: {type: reports}").replace(
    "containers:\n",
    "containers:\n  side: {image: a:1}\n",
);

interface Pods {
    spec: {
        template: {
            metadata: { labels: Record<string, string>; annotations: Record<string, string> };
            spec: {
                containers: { env: { name: string }[]; volumeMounts: { mountPath: string }[] }[];
                volumes: { name: string }[];
            };
        };
    };
}

describe("what a provisioner changes in a workload", () => {
    for (const registers of [false, true]) {
        it(`reaches every container, the pods and the ServiceAccount (registers: ${registers})`, async () => {
            const provisioners = [own("reports", everything, registers)];
            const { one, resources } = await composed({ files: { "a.yaml": two }, provisioners });
            const { template } = (one("Deployment", "web").inputs as unknown as Pods).spec;
            assert.equal(template.spec.containers.length, 2);
            for (const { env, volumeMounts } of template.spec.containers) {
                assert.deepEqual(env.map(({ name }) => name).sort(), ["REPORTS_KEY", "REPORTS_URL"]);
                assert.ok(volumeMounts.some(({ mountPath }) => mountPath === "/spool"));
            }
            assert.deepEqual(template.spec.volumes.filter(({ name }) => name === "spool").length, 1);
            assert.equal(template.metadata.labels["reports.example.com/client"], "yes");
            assert.equal(template.metadata.labels["app"], "web");
            assert.equal(template.metadata.annotations["reports.example.com/inject"], "true");
            const account = one("ServiceAccount", "web").inputs["metadata"] as { annotations: object };
            assert.deepEqual(account.annotations, { "reports.example.com/role": "writer" });
            const { spec } = one("HorizontalPodAutoscaler", "web-hpa").inputs as { spec: { maxReplicas: number } };
            assert.equal(spec.maxReplicas, 4);
            assert.ok(one("NetworkPolicy", "web-to-reports"));
            assert.ok(one("NetworkPolicy", "web-to-reports-tokens"));
            assert.equal(
                resources.some(({ name }) => name === "web-reports-key"),
                registers,
            );
        });
    }

    it("reaches every workload that shares the resource, and may differ between them", async () => {
        const reports = own("reports", ({ name }) => ({ variables: { CLIENT: name } }));
        const text = (name: string) => score(name, "resources:\n  reports: {type: reports, id: all}");
        const files = { "a.yaml": text("aa"), "b.yaml": text("bb") };
        const { one } = await composed({ files, provisioners: [reports] });
        for (const name of ["aa", "bb"]) {
            assert.match(JSON.stringify(one("Deployment", name).inputs), new RegExp(`"CLIENT","value":"${name}"`));
        }
    });

    const conflicts: [what: string, changes: Provisioned["workload"], rest: string, container: string][] = [
        ["variable", { variables: { A: "1" } }, "", "variables: {A: x}"],
        ["secret variable", { secretVariables: { A: { secretName: "s", key: "k" } } }, "", "variables: {A: x}"],
        ["mount", { volumes: { spool: { mountPath: "/a" } } }, "", "files: {/a: {content: x}}"],
    ];
    for (const [what, changes, rest, container] of conflicts) {
        it(`is an error where the workload sets the ${what} itself`, async () => {
            const text = score("web", `resources:\n  reports: {type: reports}${rest}`, container);
            const [problem] = await refusal({
                files: { "a.yaml": text },
                provisioners: [own("reports", changes, true)],
            });
            assert.equal(problem?.code, "workload-change-twice");
            assert.match(problem?.message ?? "", /the resource "reports" sets .*, and the workload "web" itself sets/);
            assert.equal(problem?.line, 9);
        });
    }

    it("is an error where autoscaling is the workload's own", async () => {
        const text = score("web", "resources:\n  reports: {type: reports}").replace(
            "name: web\n",
            "name: web\n  waymark: {autoscaling: {maxReplicas: 7}}\n",
        );
        const [problem] = await refusal({ files: { "a.yaml": text }, provisioners: [own("reports", everything)] });
        assert.match(problem?.message ?? "", /autoscaling's "maxReplicas", and the workload "web" itself/);
    });

    it("is an error where two resources differ, and none where they agree", async () => {
        const text = score("web", "resources:\n  one: {type: one}\n  two: {type: two}");
        const provisioners = (other: string) => [
            own("one", { podAnnotations: { inject: "true" }, variables: { A: "1" } }),
            own("two", { podAnnotations: { inject: "true" }, variables: { A: other } }),
        ];
        const [problem] = await refusal({ files: { "a.yaml": text }, provisioners: provisioners("2") });
        assert.match(problem?.message ?? "", /"two" sets the variable "A", and the resource "one" sets it/);
        const { one } = await composed({ files: { "a.yaml": text }, provisioners: provisioners("1") });
        assert.match(JSON.stringify(one("Deployment", "web").inputs), /"inject":"true"/);
    });

    it("can't be one of waymark's own labels", async () => {
        const provisioners = [own("reports", { podLabels: { app: "other" } })];
        const [problem] = await refusal({ files: { "a.yaml": two }, provisioners });
        assert.equal(problem?.code, "reserved-name");
    });

    it("comes from a module of stack configuration too", async () => {
        const folder = mkdtempSync(join(tmpdir(), "waymark-"));
        try {
            writeFileSync(
                join(folder, "own.cjs"),
                `const { z } = require(${JSON.stringify(require.resolve("zod"))});
module.exports = {
    type: "reports", description: "reports", backends: ["own"], params: z.object({}), outputs: {}, registers: false,
    provision: () => ({ outputs: {}, workload: { variables: { A: "from a module" } } }),
};
`,
            );
            const values = { provisioners: ["./own.cjs"] };
            const provisioners = loadProvisioners(readStackConfig({ stack: "dev", values }), folder);
            const { one } = await composed({ files: { "a.yaml": two }, values, provisioners });
            assert.match(JSON.stringify(one("Deployment", "web").inputs), /"A","value":"from a module"/);
        } finally {
            rmSync(folder, { recursive: true });
        }
    });
});
