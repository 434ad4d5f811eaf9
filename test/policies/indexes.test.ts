import assert from "node:assert/strict";
import { unknownValue } from "../../core/values";
import { evaluate, type PolicyResource } from "../../policies";
import { toView, type KubeObject } from "../../policies/model/kubeObject";
import { isEveryAddress, rangeHolds } from "../../policies/model/ipRanges";
import { patternHolds } from "../../policies/model/ingress";
import { LabelIndex } from "../../policies/model/labelIndex";
import { hasLabels } from "../../policies/model/labelSelector";
import { NameIndex } from "../../policies/model/nameIndex";

function object(type: string, metadata: object, inputs: object = {}): PolicyResource {
    const [apiVersion, kind] = [type.split(":")[0]!.replace("core/", ""), type.split(":")[1]!];
    return { type: `kubernetes:${type}`, name: "x", inputs: { apiVersion, kind, metadata, ...inputs } };
}

const secret = (metadata: object): KubeObject => toView(object("core/v1:Secret", metadata)) as KubeObject;

describe("objects by name", () => {
    it("are there, not there, or in doubt", () => {
        const index = new NameIndex([
            secret({ name: "a", namespace: "shop" }),
            secret({ name: "b", namespace: unknownValue }),
            secret({ name: unknownValue, namespace: "bank" }),
            secret({ generateName: "c-" }),
        ]);
        const asked = (namespace: string | undefined, name: string) => {
            const truth = index.exists(namespace, name);
            return typeof truth === "boolean" ? truth : truth.undecided.path;
        };
        assert.deepEqual(
            [asked("shop", "a"), asked(undefined, "a"), asked("shop", "z"), asked("default", "c-")],
            [true, true, false, false],
        );
        assert.deepEqual(
            [asked("shop", "b"), asked("bank", "a"), asked(undefined, "z")],
            ["metadata.namespace", "metadata.name", "metadata.name"],
        );
        assert.equal(index.named("shop", "a").length, 1);
    });
});

describe("objects by labels", () => {
    const services = [
        { name: "a", namespace: "shop", labels: { app: "a", tier: "x" } },
        { name: "b", namespace: "bank", labels: { app: "a" } },
        { name: "c", namespace: "shop" },
        { name: "d", namespace: unknownValue, labels: { app: "a" } },
        { name: "e", namespace: "shop", labels: { app: unknownValue } },
    ].map((metadata) => toView(object("core/v1:Service", metadata)) as KubeObject);
    const index = new LabelIndex<string>();
    services.forEach((service) =>
        index.add(service.reference().name, service.namespace, service.metadata.get("labels")),
    );
    const selected = (namespace: string | undefined, wanted: object) => {
        const pairs = toView(object("core/v1:Service", {}, { spec: { selector: wanted } })).get("spec", "selector");
        return index
            .selected(namespace, pairs, (labels) => hasLabels(labels, pairs))
            .map(({ item, selects }) => (selects === true ? item : `${item}?`));
    };

    it("are those of the namespace, the perhaps ones included", () => {
        assert.deepEqual(selected("shop", { app: "a" }), ["a", "d?", "e?"]);
        assert.deepEqual(selected("bank", { app: "a" }), ["b", "d?"]);
        assert.deepEqual(selected(undefined, { app: "a" }), ["a", "b", "d", "e?"]);
        assert.deepEqual(selected("shop", {}), ["a", "c", "d?", "e"]);
        assert.deepEqual(selected("shop", { app: "b" }), ["e?"]);
    });

    it("are found in time that grows with their number", () => {
        const labels = (app: string) => ({ app, tier: "web" });
        const resources = Array.from({ length: 2500 }, (_, at) => [
            object("core/v1:Service", { name: `s${at}` }, { spec: { selector: labels(`s${at}`) } }),
            object("core/v1:Pod", { name: `s${at}`, labels: labels(`s${at}`) }, { spec: { containers: [] } }),
        ]).flat();
        const started = performance.now();
        const { findings } = evaluate(resources, { tier: "prod", rules: ["ref-service-selects"] });
        assert.deepEqual(findings, []);
        assert.ok(performance.now() - started < 3000);
    });
});

describe("ranges and hosts", () => {
    it("hold addresses of their own family", () => {
        assert.ok(rangeHolds("169.254.0.0/16", "169.254.169.254"));
        assert.ok(rangeHolds("fc00::/7", "fd00:ec2::254"));
        assert.ok(!rangeHolds("::/0", "10.0.0.1") && !rangeHolds("0.0.0.0/0", "::1"));
        assert.ok(!rangeHolds("10.0.0.0", "10.0.0.0") && !rangeHolds(undefined, "10.0.0.0"));
        assert.deepEqual(
            ["0.0.0.0/0", "::/0", "10.0.0.0/8", "0/0", undefined].map((range) => isEveryAddress(range)),
            [true, true, false, false, false],
        );
    });

    it("a wildcard holds one level", () => {
        assert.ok(patternHolds("*.example.com", "A.example.com") && patternHolds("a.example.com", "A.Example.com"));
        assert.ok(!patternHolds("*.example.com", "a.b.example.com") && !patternHolds("*.example.com", "example.com"));
    });
});
