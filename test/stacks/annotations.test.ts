import assert from "node:assert/strict";
import { settingsOf } from "../../index";
import { composed, refusal } from "../helpers/compose";

const web = { image: "registry.example/web:1" };

/** A document of one workload. */
function workload(name: string, metadata: object, rest: object = {}): string {
    return JSON.stringify({
        apiVersion: "score.dev/v1b1",
        metadata: { name, ...metadata },
        containers: { web },
        service: { ports: { http: { port: 80, targetPort: 8080 } } },
        ...rest,
    });
}
const annotated = (annotations: object) => workload("web", { annotations });

describe("stacks: annotations of a workload", () => {
    it("kind makes it a Deployment or a StatefulSet", async () => {
        const { one } = await composed({ files: { "a.yaml": annotated({ "k8s.score.dev/kind": "StatefulSet" }) } });
        assert.equal((one("StatefulSet", "web").inputs["spec"] as { serviceName: string }).serviceName, "web-headless");
        assert.ok(one("Service", "web-headless"));
        const same = await composed({ files: { "a.yaml": annotated({ "k8s.score.dev/kind": "Deployment" }) } });
        assert.ok(same.one("Deployment", "web"));
    });

    it("a StatefulSet without claims scales as a Deployment does", async () => {
        const { one } = await composed({
            files: { "a.yaml": annotated({ "k8s.score.dev/kind": "StatefulSet" }) },
            stack: "prod",
        });
        const { scaleTargetRef } = one("HorizontalPodAutoscaler", "web-hpa").inputs["spec"] as {
            scaleTargetRef: object;
        };
        assert.deepEqual(scaleTargetRef, { apiVersion: "apps/v1", kind: "StatefulSet", name: "web" });
        assert.deepEqual(one("StatefulSet", "web").options.protect ?? false, false);
    });

    it("service-name names the Service, and others call it so", async () => {
        const caller = workload(
            "caller",
            {},
            {
                containers: {
                    web: { ...web, variables: { URL: "${resources.front.url}", HOST: "${resources.port.hostname}" } },
                },
                resources: {
                    front: { type: "service", params: { workload: "web" } },
                    port: { type: "service-port", params: { workload: "web", port: "http" } },
                    way: { type: "route", params: { host: "a.example", path: "/", port: 80 } },
                },
            },
        );
        const { one } = await composed({
            files: { "a.yaml": annotated({ "k8s.score.dev/service-name": "front-door" }), "b.yaml": caller },
        });
        assert.equal((one("Service", "web").inputs["metadata"] as { name: string }).name, "front-door");
        assert.equal((one("Deployment", "web").inputs["metadata"] as { name: string }).name, "web");
        const calling = JSON.stringify(one("Deployment", "caller").inputs);
        assert.match(calling, /"name":"URL","value":"http:\/\/front-door:80"/);
        assert.match(calling, /"name":"HOST","value":"front-door"/);
        // The edge leads to the pods, whose label is what it was.
        assert.match(JSON.stringify(one("NetworkPolicy", "caller-to-front").inputs), /"matchLabels":\{"app":"web"\}/);
    });

    it("service-name is taken once in a namespace", async () => {
        const files = {
            "a.yaml": annotated({ "k8s.score.dev/service-name": "api" }),
            "b.yaml": workload("api", {}),
        };
        const [problem, ...others] = await refusal({ files });
        assert.deepEqual(others, []);
        assert.equal(problem?.code, "name-taken");
        assert.match(problem.message, /"api" \(Service\)/);
    });

    it("service-name without ports names nothing", async () => {
        const text = workload("web", { annotations: { "k8s.score.dev/service-name": "api" } }, { service: {} });
        const [problem, ...others] = await refusal({ files: { "a.yaml": text } });
        assert.deepEqual(others, []);
        assert.equal(problem?.code, "service-without-ports");
        assert.equal(problem.pointer, "/metadata/annotations/k8s.score.dev~1service-name");
    });

    it("others go to the pods, and those of score-k8s to nobody", async () => {
        const annotations = {
            "example.com/note": "kept",
            "k8s.score.dev/other": "no",
            "k8s.score.dev/kind": "Deployment",
        };
        const { one } = await composed({ files: { "a.yaml": annotated(annotations) } });
        const { metadata, spec } = one("Deployment", "web").inputs as {
            metadata: { annotations?: object };
            spec: { template: { metadata: { annotations: object } } };
        };
        assert.deepEqual(spec.template.metadata.annotations, { "example.com/note": "kept" });
        assert.equal(metadata.annotations, undefined);
    });
});

describe("stacks: promises and waivers of metadata.waymark", () => {
    it("stand on the workload, not on its pods, and among the settings with their place", async () => {
        const slo = { latency: { percent: 99, milliseconds: 300 }, availability: 99.9 };
        const waymark = { slo, waivers: ["W-2", "W-1", "W-2"] };
        const { one, environment } = await composed({ files: { "a.yaml": workload("web", { waymark }) } });
        const { metadata, spec } = one("Deployment", "web").inputs as {
            metadata: { annotations: object };
            spec: { template: { metadata: { annotations?: object } } };
        };
        assert.deepEqual(metadata.annotations, {
            "waymark.dev/slo": '{"availability":99.9,"latency":{"milliseconds":300,"percent":99}}',
            "waymark.dev/waivers": "W-1,W-2",
        });
        assert.equal(spec.template.metadata.annotations, undefined);
        const settings = settingsOf(environment.services["web"]!);
        const [availability, waivers] = ["slo.availability", "waivers"].map((path) =>
            settings.find((setting) => setting.path === path),
        );
        assert.deepEqual([availability?.value, waivers?.value], [99.9, ["W-1", "W-2"]]);
        assert.deepEqual([availability?.origin.kind, availability?.origin.place?.file], ["score", "a.yaml"]);
    });
});
