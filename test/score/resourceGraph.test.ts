import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { buildResourceGraph, duplicateWorkloads, readScore, type ScoreWorkload } from "../../score";
import { sharedPath } from "../helpers/shared";
import { minimal, withValue } from "./documents";

function workloadOf(name: string, resources: Record<string, unknown>): ScoreWorkload {
    const document = withValue(withValue(minimal, ["metadata", "name"], name), ["resources"], resources);
    const { workload, errors } = readScore(`${name}.yaml`, JSON.stringify(document, null, 1));
    assert.ok(workload !== undefined, JSON.stringify(errors));
    return workload;
}

const uidsOf = (...workloads: ScoreWorkload[]) => buildResourceGraph(workloads).resources.map(({ uid }) => uid);
const problemsOf = (...workloads: ScoreWorkload[]) => buildResourceGraph(workloads).problems;

describe("score/resourceGraph", () => {
    it("takes an explicit class default for none", () => {
        const workload = workloadOf("web", { db: { type: "postgres", class: "default" } });
        assert.deepEqual(uidsOf(workload), ["postgres.default#web.db"]);
    });

    it("shares what has one type, class and id, and knows every use", () => {
        const shop = workloadOf("shop", { db: { type: "postgres", id: "main" }, own: { type: "postgres" } });
        const cart = workloadOf("cart", { data: { type: "postgres", id: "main", params: { version: "16" } } });
        const [shared, own] = buildResourceGraph([shop, cart]).resources;
        assert.deepEqual([shared?.uid, own?.uid], ["postgres.default#main", "postgres.default#shop.own"]);
        assert.deepEqual(shared?.params, { version: "16" });
        assert.deepEqual(
            shared?.uses.map(({ workload, name }) => [workload.name, name]),
            [
                ["cart", "data"],
                ["shop", "db"],
            ],
        );
        assert.deepEqual([shared?.shared, shared?.logicalName], [true, "main"]);
        assert.deepEqual([own?.shared, own?.logicalName, own?.id], [false, "shop-own", "shop.own"]);
    });

    it("gives the same whatever the order of the files", () => {
        const a = workloadOf("aa", { db: { type: "postgres", id: "main" }, x1: { type: "dns" } });
        const b = workloadOf("bb", { db: { type: "postgres", id: "main" } });
        assert.deepEqual(buildResourceGraph([a, b]), buildResourceGraph([b, a]));
        assert.equal(buildResourceGraph([b, a]).resources.find(({ shared }) => shared)?.source.name, "aa");
    });

    it("lets an id reach another workload's resource without renaming it", () => {
        const owner = workloadOf("shop", { db: { type: "postgres" } });
        const guest = workloadOf("cart", { data: { type: "postgres", id: "shop.db" } });
        const [node, ...others] = buildResourceGraph([owner, guest]).resources;
        assert.deepEqual(others, []);
        assert.equal(node?.logicalName, "shop-db");
    });

    it("takes params that differ in the order of keys for the same", () => {
        const a = workloadOf("aa", { db: { type: "xx", id: "main", params: { a: 1, b: 2 } } });
        const b = workloadOf("bb", { db: { type: "xx", id: "main", params: { b: 2, a: 1 } } });
        assert.deepEqual(problemsOf(a, b), []);
    });

    it("names both places where params or metadata differ", () => {
        const a = workloadOf("aa", { db: { type: "xx", id: "main", params: { a: 1 }, metadata: { m: 1 } } });
        const b = workloadOf("bb", { db: { type: "xx", id: "main", params: { a: 2 }, metadata: { m: 2 } } });
        const problems = problemsOf(a, b);
        assert.deepEqual(
            problems.map(({ code, file, pointer }) => [code, file, pointer]),
            [
                ["different-params", "bb.yaml", "/resources/db/params"],
                ["different-metadata", "bb.yaml", "/resources/db/metadata"],
            ],
        );
        assert.match(problems[0]!.message, /xx\.default#main .* aa\.yaml:\d+$/);
    });

    it("prints a cycle of resources with its place, and orders the others", () => {
        const workload = workloadOf("web", {
            aa: { type: "xx", params: { x: "${resources.bb.out}" } },
            bb: { type: "xx", params: { deep: [{ x: "${resources.aa.out}" }] } },
            cc: { type: "xx" },
        });
        const [problem, ...others] = problemsOf(workload);
        assert.deepEqual(others, []);
        assert.equal(problem?.code, "resource-cycle");
        assert.match(problem.message, /xx\.default#web\.aa -> xx\.default#web\.bb -> xx\.default#web\.aa$/);
        assert.equal(problem.pointer, "/resources/aa/params");
        assert.equal(uidsOf(workload).length, 3);
    });

    it("takes $${...} for text", () => {
        const workload = workloadOf("web", { aa: { type: "xx", params: { x: "$${resources.aa.out}" } } });
        assert.deepEqual(problemsOf(workload), []);
    });

    it("finds workloads of one name, whatever the file", () => {
        const [problem, ...others] = duplicateWorkloads([
            workloadOf("web", {}),
            workloadOf("app", {}),
            workloadOf("web", {}),
        ]);
        assert.deepEqual(others, []);
        assert.deepEqual([problem?.code, problem?.pointer], ["duplicate-workload", "/metadata/name"]);
    });

    const vectors = sharedPath("conformance", "score", "vectors", "resources.json");
    if (vectors === undefined) {
        it("skipped: ../shared/conformance/score is not there");
        return;
    }
    // One annotation there has a name of one letter, which the schema refuses in a file.
    const text = readFileSync(vectors, "utf8").replaceAll('"acme.org/x"', '"acme.org/xx"');
    const data = JSON.parse(text) as {
        uid: { workload: string; name: string; type: string; class: string | null; id: string | null; uid: string }[];
        order: { workload: string; resources: Record<string, unknown>; expected?: string[]; error?: string }[];
        sharing: {
            name: string;
            workloads: Record<string, Record<string, unknown>>;
            uids?: string[];
            params?: Record<string, unknown>;
            sourceWorkload?: Record<string, string>;
            error?: string;
        }[];
    };

    for (const { workload, name, uid, ...resource } of data.uid) {
        const given = Object.fromEntries(Object.entries(resource).filter(([, value]) => value !== null));
        it(`gives the UID ${uid} as others do`, () =>
            assert.deepEqual(uidsOf(workloadOf(workload, { [name]: given })), [uid]));
    }
    data.order.forEach(({ workload, resources, expected, error }, index) => {
        it(`orders case ${index} as others do`, () => {
            const all: Record<string, unknown> = {};
            for (const [name, params] of Object.entries(resources)) {
                all[name] = { type: "thing", params };
            }
            const graph = buildResourceGraph([workloadOf(workload, all)]);
            if (expected === undefined) {
                assert.match(error ?? "", /cycle/);
                assert.ok(graph.problems.some(({ code }) => code === "resource-cycle"));
            } else {
                assert.deepEqual(graph.problems, []);
                assert.deepEqual(
                    graph.resources.map(({ uid }) => uid),
                    expected,
                );
            }
        });
    });
    for (const { name, workloads, uids, params = {}, sourceWorkload = {}, error } of data.sharing) {
        it(`shares as others do: ${name}`, () => {
            const graph = buildResourceGraph(Object.entries(workloads).map(([key, value]) => workloadOf(key, value)));
            const wrong = /different (params|metadata)/.exec(error ?? "")?.[1];
            assert.deepEqual(
                graph.problems.map(({ code }) => code),
                wrong === undefined ? [] : [`different-${wrong}`],
            );
            const found = new Map(graph.resources.map((node) => [node.uid, node]));
            assert.deepEqual([...found.keys()].sort(), uids?.sort() ?? [...found.keys()].sort());
            for (const [uid, value] of Object.entries(params)) {
                assert.deepEqual(found.get(uid)?.params, value);
            }
            for (const [uid, source] of Object.entries(sourceWorkload)) {
                assert.equal(found.get(uid)?.source.name, source);
            }
        });
    }
});
