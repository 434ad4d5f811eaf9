import assert from "node:assert/strict";
import { SecretValue } from "../../core/values";
import { render } from "../helpers/rendered";
import { composed, refusal, score } from "../helpers/compose";

/** Defects of score-k8s 0.15 that a workload runs into, each by its name. */
describe("defects of score-k8s that waymark doesn't have", () => {
    it("a workload is silently dropped: an unknown kind, a claim on a Deployment", async () => {
        const kind = (name: string) => ({ name: "web", annotations: { "k8s.score.dev/kind": name } });
        const document = { apiVersion: "score.dev/v1b1", containers: { web: { image: "nginx:1.27" } } };
        const unknown = JSON.stringify({ ...document, metadata: kind("Deploymnet") });
        const [first, ...more] = await refusal({ files: { "a.yaml": unknown } });
        assert.deepEqual([first?.pointer, more], ["/metadata/annotations/k8s.score.dev~1kind", []]);
        assert.match(first?.hint ?? "", /Deployment/);

        const volumes = { "/data": { source: "${resources.data}" } };
        const claim = JSON.stringify({
            ...document,
            metadata: kind("Deployment"),
            containers: { web: { image: "nginx:1.27", volumes } },
            resources: { data: { type: "volume", params: { size: "1Gi" } } },
        });
        const [second, ...others] = await refusal({ files: { "a.yaml": claim } });
        assert.deepEqual([second?.code, second?.pointer, others], ["claim-on-deployment", first?.pointer, []]);
    });

    it("selectors are random: an immutable field that differs from run to run", async () => {
        const selector = async (): Promise<unknown> => {
            const { one } = await composed({ files: { "a.yaml": score("web") } });
            return (one("Deployment", "web").inputs["spec"] as { selector: unknown }).selector;
        };
        assert.deepEqual(await selector(), { matchLabels: { app: "web" } });
        assert.deepEqual(await selector(), await selector());
    });

    it("maps are in no order: ports and workloads differ from run to run", async () => {
        const text = (ports: string) => score("web", `service: {ports: {${ports}}}`);
        const [aa, bb] = ["aa: {port: 1}", "bb: {port: 2}"];
        const other = score("api");
        const first = await render({ "a.yaml": text(`${aa}, ${bb}`), "b.yaml": other });
        const second = await render({ "b.yaml": other, "a.yaml": text(`${bb}, ${aa}`) });
        assert.equal(first, second);
        assert.ok(first.indexOf("name: aa") < first.indexOf("name: bb"));
    });

    it("mountPath: / hides the image where a file is at /root.md", async () => {
        const { one } = await composed({
            files: { "a.yaml": score("web", "", "files: {/root.md: {content: x}, /etc/two: {content: y}}") },
        });
        const { spec } = one("Deployment", "web").inputs as {
            spec: { template: { spec: { containers: { volumeMounts: { mountPath: string; subPath?: string }[] }[] } } };
        };
        const mounts = spec.template.spec.containers[0]!.volumeMounts;
        assert.deepEqual(mounts.map(({ mountPath }) => mountPath).sort(), ["/etc/two", "/root.md", "/tmp"]);
        const file = mounts.find(({ mountPath }) => mountPath === "/root.md");
        assert.ok(file?.subPath !== undefined && file.subPath !== "");
    });

    it("passwords are plain text: in outputs that embed them, in state, in rendered manifests", async () => {
        const variables = 'variables: {P: "${resources.db.password}", U: "${resources.db.uri}"}';
        const files = { "a.yaml": score("web", "resources:\n  db: {type: postgres}", variables) };
        const { one, resources } = await composed({ files, update: true });
        const env = JSON.stringify(one("Deployment", "web").inputs);
        assert.match(env, /"name":"P","valueFrom":\{"secretKeyRef"/);
        assert.ok(resources.some(({ type }) => type.endsWith(":RandomPassword")));
        const manifests = await render(files);
        assert.doesNotMatch(manifests, /kind: Secret$/m);
        assert.doesNotMatch(manifests, /postgres(ql)?:\/\/[^$\s]+:[^$\s]+@/);

        const secret = "plain-marker";
        const token = 'variables: {T: "Bearer ${resources.conf.token}"}';
        const own = await composed({
            files: { "a.yaml": score("web", "resources:\n  conf: {type: environment}", token) },
            values: { values: { token: new SecretValue(secret) } },
            update: true,
        });
        const state = JSON.stringify(own.resources.map(({ inputs }) => inputs));
        for (const text of [secret, Buffer.from(`Bearer ${secret}`).toString("base64")]) {
            assert.ok(!state.includes(text), "a secret is readable in the inputs");
        }
        assert.match(JSON.stringify(own.one("Deployment", "web").inputs), /"name":"T","valueFrom":\{"secretKeyRef"/);
    });
});
