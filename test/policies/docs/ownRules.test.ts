import assert from "node:assert/strict";
import { evaluate, fromManifests, rules } from "../../../policies";
import { noDefaultNamespace } from "./noDefaultNamespace";
import { trustedRegistries } from "./trustedRegistries";

const manifest = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: default }
spec: { template: { spec: { containers: [{ name: app, image: "registry.example/api:1.0.0" }] } } }
`;
const own = [noDefaultNamespace, trustedRegistries];
const { resources } = fromManifests("api.yaml", manifest);

describe("our rules", () => {
    it("judge beside those of the package", () => {
        const params = { "acme-trusted-registries": { registries: ["ghcr.io"] } };
        const report = evaluate(resources, { tier: "prod", params }, [...rules, ...own]);
        const found = report.findings.filter(({ rule }) => rule.startsWith("acme-"));
        assert.deepEqual(
            found.map(({ rule, level, line, path }) => [rule, level, line, path]),
            [
                ["acme-trusted-registries", "mandatory", 5, "spec.template.spec.containers[name=app].image"],
                ["acme-default-namespace", "mandatory", 4, "metadata.namespace"],
            ],
        );
    });

    it("are not configured without the parameters they need", () => {
        const { findings, summary } = evaluate(resources, { tier: "prod" }, own);
        assert.deepEqual(summary.notConfigured, ["acme-trusted-registries"]);
        assert.equal(findings.length, 1);
    });
});
