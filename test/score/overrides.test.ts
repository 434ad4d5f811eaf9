import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { ProblemError } from "../../core/problem";
import { readScore, type Overrides } from "../../score";
import { overridePath, pathParts, type Change } from "../../score/overridePath";
import { mergeMaps } from "../../score/overrides";
import { sharedPath } from "../helpers/shared";

const text = `apiVersion: score.dev/v1b1
metadata:
  name: web
containers:
  web:
    image: nginx:1.27
    args: [a, b]
    variables: {A: one}
`;
const read = (overrides: Overrides) => readScore("score.yaml", text, { overrides });
const document = (overrides: Overrides) => {
    const { workload, errors } = read(overrides);
    assert.deepEqual(errors, []);
    return workload?.document;
};
const web = (overrides: Overrides) => document(overrides)?.containers["web"];
const file = (bytes: string): Overrides => ({ file: { name: "over.yaml", bytes } });

describe("score: overrides", () => {
    it("merge maps, replace everything else, and delete with null", () => {
        const over = "containers: {web: {args: [c], variables: {B: two}, image: null}, app: {image: a:1}}";
        const { errors } = read(file(over));
        assert.deepEqual(
            errors.map(({ code, pointer }) => `${code} ${pointer}`),
            ["missing-key /containers/web/image"],
        );
        assert.deepEqual(web(file("containers: {web: {args: [c], variables: {B: two}}}")), {
            image: "nginx:1.27",
            args: ["c"],
            variables: { A: "one", B: "two" },
        });
    });

    it("set single values: escapes, indices, -1, YAML values; nothing or null deletes", () => {
        assert.equal(web({ properties: ["containers.web.image=nginx:2"] })?.image, "nginx:2");
        assert.deepEqual(web({ properties: ["containers.web.args.0=z", "containers.web.args.-1=c=d"] })?.args, [
            "z",
            "b",
            "c=d",
        ]);
        for (const nothing of ["", "null"]) {
            assert.equal(web({ properties: [`containers.web.args=${nothing}`] })?.args, undefined);
            assert.deepEqual(web({ properties: [`containers.web.args.0=${nothing}`] })?.args, ["b"]);
            assert.equal(web({ properties: [`containers.web.files./a.mode=${nothing}`] })?.files, undefined);
        }
        const files = web({ properties: ["containers.web.files./etc/a\\.txt={content: x}"] })?.files;
        assert.deepEqual(files, { "/etc/a.txt": { content: "x" } });
        assert.deepEqual(document({ properties: ["service.ports.http.port=80"] })?.service, {
            ports: { http: { port: 80 } },
        });
    });

    it("come after the file, in their order", () => {
        const properties = ["containers.web.image=second", "containers.web.image=third"];
        assert.equal(web({ ...file("containers: {web: {image: first}}"), properties })?.image, "third");
    });

    it("have the place of what they gave", () => {
        const [inFile] = read(file("containers:\n  web:\n    imgae: x\n")).errors;
        assert.deepEqual([inFile?.file, inFile?.line, inFile?.column], ["over.yaml", 3, 5]);
        assert.equal(inFile?.pointer, "/containers/web/imgae");
        const [inOption] = read({ properties: ["containers.web.variables.A=1"] }).errors;
        assert.deepEqual([inOption?.file, inOption?.pointer], ["--override-property", "/containers/web/variables/A"]);
        const [elsewhere] = read({ properties: ["metadata.name=Web", "containers.web.image=x"] }).errors;
        assert.equal(elsewhere?.pointer, "/metadata/name");
    });

    it("that can't be read are all told, without their values", () => {
        const properties = [
            "image",
            "=x",
            "a..b=x",
            "containers.web.args.9=secret",
            "containers.web.image.a=secret",
            "b=[secret",
        ];
        const { errors, valid } = read({ ...file("a: [b"), properties });
        assert.equal(valid, false);
        assert.equal(errors.length, properties.length + 1);
        assert.ok(errors.every(({ file: at, hint }) => at !== undefined && hint !== undefined));
        assert.doesNotMatch(JSON.stringify(errors), /secret/);
    });

    it("of nothing change nothing", () => {
        assert.deepEqual(document(file("")), document({}));
        assert.deepEqual(document({ properties: [] }), document({}));
    });

    it("change data as an obvious reference does", () => {
        const key = fc.constantFrom("a", "b", "0", "1", "-1", "__proto__");
        const data = fc.jsonValue({ maxDepth: 3 }).filter((value) => typeof value === "object" && value !== null);
        fc.assert(
            fc.property(data, fc.array(key, { minLength: 1, maxLength: 3 }), fc.boolean(), (value, path, isSet) => {
                const change: Change = isSet ? { kind: "set", value: "new" } : { kind: "delete" };
                const before = JSON.stringify(value);
                assert.deepEqual(
                    outcome(() => overridePath(value, path, change)),
                    outcome(() => slow(value, path, isSet)),
                );
                assert.equal(JSON.stringify(value), before);
            }),
            { numRuns: 1000 },
        );
    });

    it("agree with every vector of upstream", function () {
        const path = sharedPath("conformance", "score", "vectors", "overrides.json");
        if (path === undefined) {
            console.log("      skipped: ../shared/conformance is not here");
            return this.skip();
        }
        const vectors = JSON.parse(readFileSync(path, "utf8")) as {
            pathParts: { input: string; parts: string[] }[];
            overridePath: {
                doc: unknown;
                path: string[];
                delete: boolean;
                value: unknown;
                expected?: unknown;
                error?: string;
            }[];
            overrideMap: { input: unknown; overrides: unknown; expected: unknown }[];
        };
        for (const { input, parts } of vectors.pathParts) {
            assert.deepEqual(pathParts(input), parts);
        }
        for (const row of vectors.overridePath) {
            const change: Change = row.delete ? { kind: "delete" } : { kind: "set", value: row.value };
            const result = outcome(() => overridePath(row.doc, row.path, change));
            assert.deepEqual(result, row.error === undefined ? row.expected : "refused");
        }
        for (const { input, overrides, expected } of vectors.overrideMap) {
            assert.deepEqual(
                mergeMaps(input, overrides, [], () => undefined),
                expected,
            );
        }
    });
});

function outcome(action: () => unknown): unknown {
    try {
        return action();
    } catch (error) {
        assert.ok(error instanceof ProblemError);
        return "refused";
    }
}

/** The same on a copy, step by step, the container of the value first. */
function slow(data: unknown, path: readonly string[], isSet: boolean): unknown {
    const refuse = (): never => {
        throw new ProblemError({ code: "slow", message: "refused" });
    };
    const copy = structuredClone(data);
    let holder: unknown = copy;
    for (const [index, step] of path.entries()) {
        const isLast = index === path.length - 1;
        if (Array.isArray(holder)) {
            const list = holder as unknown[];
            const at = step === "-1" && isSet ? list.length : /^\d+$/.test(step) ? Number(step) : refuse();
            if (at >= list.length && !(step === "-1" && isSet)) {
                refuse();
            }
            if (isLast && !isSet) {
                list.splice(at, 1);
                return copy;
            }
            if (at === list.length) {
                list.push(isLast ? "new" : {});
            } else if (isLast) {
                list[at] = "new";
            }
            holder = list[at];
        } else if (typeof holder === "object" && holder !== null) {
            const map = holder as Record<string, unknown>;
            const define = (value: unknown): unknown =>
                Object.defineProperty(map, step, { value, enumerable: true, configurable: true, writable: true });
            if (isLast && !isSet) {
                delete map[step];
                return copy;
            }
            if (!Object.hasOwn(map, step)) {
                if (!isSet) {
                    return copy;
                }
                define(isLast ? "new" : {});
            } else if (isLast) {
                define("new");
            }
            holder = Object.getOwnPropertyDescriptor(map, step)?.value;
        } else {
            refuse();
        }
    }
    return copy;
}
