import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineResource } from "../../engine";
import { readScore } from "../../score";
import { kubernetesLimits } from "../../score/kubernetesLimits";
import { composed, refusal } from "../helpers/compose";
import { minimal, withValue, type Data } from "../score/documents";

type Path = (string | number)[];
const web = ["containers", "web"];
const annotations = ["metadata", "annotations"];
const http = (more: object): object => ({ httpGet: { path: "/", port: 80, ...more } });
const two = withValue(minimal, ["containers", "app"], { image: "app:1" });
const withClaim = withValue(minimal, ["resources", "data"], { type: "volume", params: { size: "1Gi" } });
const pod = (one: (type: string, name: string) => EngineResource): Data =>
    ((one("Deployment", "web").inputs["spec"] as Data)["template"] as { spec: Data }).spec;
const container = (one: (type: string, name: string) => EngineResource): Data => (pod(one)["containers"] as Data[])[0]!;

/** What Kubernetes refuses: a warning in `validate`, an error at the same place in an environment. */
const refused: [code: string, path: Path, value: unknown, place: string, base?: Data, minor?: string][] = [
    ["leading-digit", ["metadata", "name"], "2web", "/metadata/name"],
    ["variable-not-ascii", [...web, "variables"], { GRÖSSE: "1" }, "/containers/web/variables/GRÖSSE"],
    ["variable-name-too-new", [...web, "variables"], { "1A": "" }, "/containers/web/variables/1A", minimal, "1.31"],
    ["variable-name-too-new", [...web, "variables"], { "..a": "" }, "/containers/web/variables/..a", minimal, "1.30"],
    ["port-twice", ["service", "ports"], { bb: { port: 80 }, aa: { port: 80 } }, "/service/ports/bb"],
    [
        "annotation-prefix",
        annotations,
        { [`${Array(5).fill("a".repeat(60)).join(".")}/ab`]: "" },
        `/metadata/annotations/${Array(5).fill("a".repeat(60)).join(".")}~1ab`,
    ],
    ["annotations-too-large", annotations, { "example.com/ab": "x".repeat(262_131) }, "/metadata/annotations"],
    ["unknown-kind", annotations, { "k8s.score.dev/kind": "Job" }, "/metadata/annotations/k8s.score.dev~1kind"],
    [
        "service-name",
        annotations,
        { "k8s.score.dev/service-name": "1web" },
        "/metadata/annotations/k8s.score.dev~1service-name",
        withValue(minimal, ["service"], { ports: { http: { port: 80 } } }),
    ],
    [
        "request-above-limit",
        [...web, "resources"],
        { requests: { cpu: "1.5", memory: "1Mi" }, limits: { cpu: "1400m" } },
        "/containers/web/resources/requests/cpu",
    ],
    [
        "request-above-limit",
        [...web, "resources"],
        { requests: { memory: "1Gi" }, limits: { memory: "1G" } },
        "/containers/web/resources/requests/memory",
    ],
    [
        "empty-command",
        [...web, "livenessProbe"],
        { exec: { command: [] } },
        "/containers/web/livenessProbe/exec/command",
    ],
    [
        "header-name",
        [...web, "livenessProbe"],
        http({ httpHeaders: [{ name: "X_Asked", value: "yes" }] }),
        "/containers/web/livenessProbe/httpGet/httpHeaders/0/name",
    ],
    ["mount-path", [...web, "files"], { "etc/app": { content: "" } }, "/containers/web/files/etc~1app"],
    ["mount-path", [...web, "files"], { "/etc/../app": { content: "" } }, "/containers/web/files/~1etc~1..~1app"],
    ["mount-path", [...web, "files"], { "/a:b": { content: "" } }, "/containers/web/files/~1a:b"],
    ["mount-path", [...web, "files"], { "/": { content: "" } }, "/containers/web/files/~1"],
    ["mount-path", [...web, "files"], { "//.": { content: "" } }, "/containers/web/files/~1~1."],
    ["mount-path", [...web, "files"], { "/a\nb": { content: "" } }, "/containers/web/files/~1a\nb"],
    [
        "mount-path",
        [...web, "files"],
        { [`/${"ä".repeat(128)}`]: { content: "" } },
        `/containers/web/files/~1${"ä".repeat(128)}`,
    ],
    ["file-is-folder", [...web, "files"], { "/etc/app/": { content: "" } }, "/containers/web/files/~1etc~1app~1"],
    [
        "path-twice",
        [...web, "files"],
        { "/a/b": { content: "" }, "/a//b": { content: "" } },
        "/containers/web/files/~1a~1b",
    ],
    [
        "mount-below-file",
        [...web, "files"],
        { "/a": { content: "" }, "/a/b": { content: "" } },
        "/containers/web/files/~1a~1b",
    ],
    [
        "volume-path",
        [...web, "volumes"],
        { "/data": { source: "${resources.data}", path: "a/../../b" } },
        "/containers/web/volumes/~1data/path",
        withClaim,
    ],
    ["not-base64", [...web, "files"], { "/a": { binaryContent: "a b" } }, "/containers/web/files/~1a/binaryContent"],
];

/** What is read in another way, or left out: a warning, and no error in an environment. */
const changed: [code: string, path: Path, value: unknown, place: string, base?: Data][] = [
    ["leading-digit", ["resources", "conf"], { type: "environment", id: "2db" }, "/resources/conf/id"],
    [
        "memory-kilobytes",
        [...web, "resources"],
        { limits: { memory: "128000K" } },
        "/containers/web/resources/limits/memory",
    ],
    ["memory-bytes", [...web, "resources"], { limits: { memory: "128" } }, "/containers/web/resources/limits/memory"],
    [
        "both-checks",
        [...web, "readinessProbe"],
        { ...http({}), exec: { command: ["true"] } },
        "/containers/web/readinessProbe/httpGet",
    ],
    [
        "annotation-without-effect",
        annotations,
        { "k8s.score.dev/knid": "Deployment" },
        "/metadata/annotations/k8s.score.dev~1knid",
    ],
    [
        "probe-on-completing",
        ["containers", "app"],
        { image: "app:1", before: { web: { ready: "complete" } }, livenessProbe: http({}) },
        "/containers/app/livenessProbe",
    ],
];

/** What stands close to the border and is fine. */
const fine: [what: string, path: Path, value: unknown, base?: Data][] = [
    ["nothing", ["metadata", "name"], "web"],
    [
        "a request as high as the limit",
        [...web, "resources"],
        { requests: { memory: "1Gi" }, limits: { memory: "1024Mi" } },
    ],
    ["memory in Ki", [...web, "resources"], { limits: { memory: "128000Ki" } }],
    ["a variable that begins with a digit, since 1.32", [...web, "variables"], { "1 A": "" }],
    ["one number for TCP and UDP", ["service", "ports"], { aa: { port: 53 }, bb: { port: 53, protocol: "UDP" } }],
    ["annotations of 256 KiB", annotations, { "example.com/ab": "x".repeat(262_130) }],
    ["files beside each other", [...web, "files"], { "/a": { content: "" }, "/ab/c": { content: "" } }],
    ["one path in two containers", ["containers", "app"], { image: "app:1", files: { "/a": { content: "" } } }],
];

const text = (path: Path, value: unknown, base: Data = minimal): string => JSON.stringify(withValue(base, path, value));
const warningsOf = (document: string) => readScore("a.yaml", document).warnings;

describe("what Score allows and Kubernetes sees otherwise", () => {
    for (const [code, path, value, place, base, kubernetesVersion] of refused) {
        it(`${code} at ${JSON.stringify(place.slice(0, 60))}: refused, with place and fix`, async () => {
            const document = text(path, value, base);
            const values = kubernetesVersion === undefined ? {} : { cluster: { kubernetesVersion } };
            const problems = await refusal({ files: { "a.yaml": document }, values });
            assert.deepEqual(
                problems.map(({ pointer }) => pointer),
                [place],
            );
            assert.ok(problems[0]?.line !== undefined && problems[0].hint !== undefined);
            if (kubernetesVersion === undefined) {
                assert.deepEqual(
                    warningsOf(document).map((warning) => `${warning.code} ${warning.pointer}`),
                    [`${code} ${place}`],
                );
            }
        });
    }

    for (const [code, path, value, place, base = two] of changed) {
        it(`${code} at ${place}: a warning, and no error`, async () => {
            const document = text(path, value, base);
            const warnings = warningsOf(document);
            assert.deepEqual(
                warnings.map((warning) => `${warning.code} ${warning.pointer}`),
                [`${code} ${place}`],
            );
            assert.ok(warnings[0]?.line !== undefined && warnings[0].hint !== undefined);
            await composed({ files: { "a.yaml": document } });
        });
    }

    for (const [what, path, value, base] of fine) {
        it(`${what}: fine`, async () => {
            const document = text(path, value, base);
            assert.deepEqual(warningsOf(document), []);
            await composed({ files: { "a.yaml": document } });
        });
    }

    it("content-too-large: literal, from a source, and after placeholders", async () => {
        const base = mkdtempSync(join(tmpdir(), "waymark-limits-"));
        try {
            writeFileSync(join(base, "large.txt"), "x".repeat(1024 * 1024 + 1));
            const large = await refusal({
                files: { "a.yaml": text([...web, "files"], { "/a": { content: "" }, "/b": { source: "large.txt" } }) },
                base,
            });
            assert.deepEqual(
                large.map(({ code, pointer }) => [code, pointer]),
                [["content-too-large", "/containers/web/files/~1b"]],
            );
        } finally {
            rmSync(base, { recursive: true });
        }
        const growing = withValue(minimal, ["metadata", "long"], "x".repeat(600_000));
        const twice = { "/a": { content: "${metadata.long}${metadata.long}" } };
        const grown = await refusal({ files: { "a.yaml": text([...web, "files"], twice, growing) } });
        assert.deepEqual(
            grown.map(({ code }) => code),
            ["content-too-large"],
        );
    });

    it("every row of the table has a test", () => {
        const tested = [...refused, ...changed].map(([code]) => code).concat("content-too-large");
        assert.deepEqual([...new Set(tested)].sort(), [...new Set(kubernetesLimits.map(({ code }) => code))].sort());
        assert.ok(kubernetesLimits.every(({ says }) => says.length > 0));
    });

    it("httpGet.host becomes a Host header", async () => {
        const document = text([...web, "livenessProbe"], http({ host: "shop.example" }));
        const { one } = await composed({ files: { "a.yaml": document } });
        assert.deepEqual((container(one)["livenessProbe"] as Data)["httpGet"], {
            path: "/",
            port: 80,
            httpHeaders: [{ name: "Host", value: "shop.example" }],
        });
    });

    it("a port key unfit as containerPort name keeps its name on the Service, targeted by number", async () => {
        const names = ["a-name-that-is-too-long", "12", "a--b"];
        for (const name of names) {
            const document = text(["service", "ports"], { [name]: { port: 80, targetPort: 8080 } });
            const { one } = await composed({ files: { "a.yaml": document } });
            assert.deepEqual((one("Service", "web").inputs["spec"] as Data)["ports"], [
                { name, port: 80, targetPort: 8080, protocol: "TCP" },
            ]);
            assert.deepEqual(container(one)["ports"], [{ containerPort: 8080, protocol: "TCP" }]);
        }
    });

    it("probes on a container that runs to completion are dropped", async () => {
        const [, path, value, , base = two] = changed.at(-1)!;
        const { one } = await composed({ files: { "a.yaml": text(path, value, base) } });
        const [init] = pod(one)["initContainers"] as Data[];
        assert.deepEqual(
            [init?.["name"], init?.["livenessProbe"], init?.["startupProbe"]],
            ["app", undefined, undefined],
        );
    });

    it("memory in K becomes k", async () => {
        const { one } = await composed({
            files: { "a.yaml": text([...web, "resources"], { limits: { memory: "128000K" } }) },
        });
        assert.equal((container(one)["resources"] as { limits: Data }).limits["memory"], "128000k");
    });
});
