import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { evaluate, fromManifests, rules } from "../../../policies";
import { applyWaivers } from "../../../policies/waivers/applyWaivers";
import { readWaivers } from "../../../policies/waivers/readWaivers";

const agent = `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: log-agent, namespace: logging}
spec:
  template:
    spec:
      volumes: [{name: varlog, hostPath: {path: /var/log}}]
      containers: [{name: agent, image: "acme/agent:1.0.0"}]
`;

describe("the waiver that docs/policies.md shows", () => {
    const blocks = [...readFileSync("docs/policies.md", "utf8").matchAll(/```yaml\n# (waivers\/\S+)\n([^]*?)```/g)];
    const files = blocks.map(([, file, content]) => ({ file: file!, content: content! }));
    const waivedIn = (manifest: string): string[] => {
        const { resources } = fromManifests("agent.yaml", manifest);
        const today = "2026-10-15";
        const report = evaluate(resources, { tier: "prod" });
        const run = { today, tier: "prod", complete: false, resources } as const;
        const { findings } = applyWaivers(report, readWaivers(files, today, rules), run);
        assert.ok(findings.every(({ rule }) => rule !== "plat-waiver-hygiene"));
        return findings.filter(({ waived }) => waived !== null).map(({ rule }) => rule);
    };

    it("covers what it says, with the defaults", () => {
        assert.equal(files.length, 2);
        assert.deepEqual(waivedIn(agent), ["pss-restricted-volumes"]);
        assert.deepEqual(waivedIn(agent.replace("/var/log", "/etc")), []);
    });
});
