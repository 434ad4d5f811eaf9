import assert from "node:assert/strict";
import { evaluate, rules, type PolicyResource } from "../../policies";

/** What ten objects of a workload look like: a Deployment, an edge to the next workload and objects of other kinds. */
function workload(index: number, count: number): PolicyResource[] {
    const name = `service-${index}`;
    const labels = { app: name, team: "shop", owner: "shop", environment: "prod" };
    const object = (type: string, suffix: string, spec: object, annotations?: object): PolicyResource => {
        const metadata = { name: name + suffix, namespace: "shop", labels, annotations };
        return { urn: `urn:pulumi:prod::shop::${type}::${name}${suffix}`, type, name, inputs: { metadata, spec } };
    };
    const env = Array.from({ length: 10 }, (_, at) => ({ name: `SETTING_${at}`, value: `value-${at}` }));
    const containers = ["app", "helper"].map((container) => ({ name: container, image: "acme/app:1.0", env }));
    const podSelector = { matchLabels: { app: `service-${(index + 1) % count}` } };
    const edge = { "waymark.dev/edge": `${name}->next` };
    return [
        object("kubernetes:apps/v1:Deployment", "", { template: { metadata: { labels }, spec: { containers } } }),
        object(
            "kubernetes:networking.k8s.io/v1:NetworkPolicy",
            "-to-next",
            { egress: [{ to: [{ podSelector }] }] },
            edge,
        ),
        ...Array.from({ length: 8 }, (_, at) => object("kubernetes:core/v1:Service", `-${at}`, {})),
    ];
}

/** Processor time per rule and object in microseconds; the best of some runs, for the machine may be busy. */
function costOf(workloads: number): number {
    const resources = Array.from({ length: workloads }, (_, index) => workload(index, workloads)).flat();
    const costs = Array.from({ length: 4 }, () => {
        const before = process.cpuUsage();
        evaluate(resources, { tier: "prod", profile: "all" });
        const { user, system } = process.cpuUsage(before);
        return (user + system) / resources.length / rules.length;
    });
    return Math.min(...costs);
}

describe("the cost of judging", () => {
    it("is some microseconds per rule and object, and no more for 1,000 workloads than for 100", function () {
        this.timeout(60_000);
        costOf(100); // the compiler warms up
        const hundred = costOf(100);
        const thousand = costOf(1000);
        assert.ok(thousand < 50, `${thousand} µs per rule and object`);
        assert.ok(thousand < 4 * hundred, `${thousand} µs for 1,000 workloads, ${hundred} µs for 100`);
    });
});
