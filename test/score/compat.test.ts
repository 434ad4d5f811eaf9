import assert from "node:assert/strict";
import { buildResourceGraph, duplicateWorkloads, readScore } from "../../score";

const old = `apiVersion: score.dev/v1b1
metadata: {name: payment-worker}
containers:
  worker:
    image: .
    files:
      - {path: /etc/a.conf, content: [one, two]}
    probes:
      liveness: {path: /healthz, port: 8080, initialDelaySeconds: 5}
resources:
  - {name: env, type: env.config}
  - {name: data, type: volume, properties: {size: 10GB, mount_path: /data}}
`;

describe("compat", () => {
    it("refuses older forms and names the option", () => {
        const reading = readScore("a.yaml", old);
        assert.equal(reading.valid, false);
        assert.ok(reading.errors.every((error) => error.hint?.includes("--compat")));
    });

    it("reads them with a warning for each change", () => {
        const { workload, warnings, errors } = readScore("a.yaml", old, { compat: true });
        assert.deepEqual(errors, []);
        const worker = workload?.document.containers["worker"];
        assert.equal(worker?.files?.["/etc/a.conf"]?.content, "one\ntwo");
        assert.equal(worker?.livenessProbe?.httpGet?.port, 8080);
        assert.deepEqual(worker?.volumes, { "/data": { source: "${resources.data}" } });
        assert.deepEqual(workload?.document.resources?.["data"]?.params, { size: "10GB" });
        assert.ok(warnings.length >= 8);
    });

    it("keeps values out of messages and shows the place", () => {
        const text = old.replace("image: .", "image: .\n    variables: {A: 'hunter2 ${hunter2!}'}");
        const reading = readScore("a.yaml", text, { compat: true });
        assert.equal(reading.errors.length, 1);
        assert.equal(reading.errors[0]?.line, 6);
        assert.ok(!JSON.stringify(reading).includes("hunter2"));
    });

    it("refuses what metadata.waymark cannot honour yet", () => {
        const text = old.replace("{name: payment-worker}", "{name: payment-worker, waymark: {slo: {}}}");
        const [error] = readScore("a.yaml", text, { compat: true }).errors;
        assert.equal(error?.code, "not-supported");
        assert.match(error.message, /"slo" is not supported in this version/);
    });

    it("finds workloads of the same name", () => {
        const { workload } = readScore("a.yaml", old, { compat: true });
        assert.ok(workload);
        assert.equal(duplicateWorkloads([workload, workload]).length, 1);
        assert.equal(buildResourceGraph([workload]).resources.length, 2);
    });
});
