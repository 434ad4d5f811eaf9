import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readScore } from "../../score";
import { composed, refusal } from "../helpers/compose";

interface Mount {
    name: string;
    mountPath: string;
    subPath?: string;
    readOnly?: boolean;
}
interface Item {
    key: string;
    path: string;
    mode: number;
}
interface Pod {
    containers: { name: string; volumeMounts: Mount[] }[];
    volumes: { name: string; projected?: { sources: { configMap?: { items: Item[] } }[] } }[];
}

const image = "registry.example/web:1";
const text = (containers: object, rest: object = {}) =>
    JSON.stringify({ apiVersion: "score.dev/v1b1", metadata: { name: "web", tag: "v1" }, containers, ...rest });

/** The pod of a workload, and its ConfigMap. */
async function made(document: string, base?: string, kind = "Deployment") {
    const { one, resources } = await composed({ files: { "a.yaml": document }, base });
    const { spec } = one(kind, "web").inputs as { spec: { template: { spec: Pod } } };
    const config = resources.find(({ type }) => type.endsWith(":ConfigMap"))?.inputs as
        { data: Record<string, string>; binaryData: Record<string, string> } | undefined;
    return { pod: spec.template.spec, config };
}

/** Content and mode of a container's file, through mount, projection and ConfigMap. */
function fileAt({ pod, config }: Awaited<ReturnType<typeof made>>, container: string, path: string) {
    const mount = pod.containers
        .find(({ name }) => name === container)
        ?.volumeMounts.find(({ mountPath }) => mountPath === path);
    const volume = pod.volumes.find(({ name }) => name === mount?.name);
    const items = volume?.projected?.sources.flatMap(({ configMap }) => configMap?.items ?? []) ?? [];
    const item = items.find((candidate) => candidate.path === mount?.subPath);
    assert.ok(mount !== undefined && item !== undefined, `no file at ${path}`);
    return { text: config?.data[item.key], binary: config?.binaryData[item.key], mode: item.mode };
}

describe("stacks: files", () => {
    let base = "";
    before(() => {
        base = mkdtempSync(join(tmpdir(), "waymark-files-"));
        mkdirSync(join(base, "inner"));
        writeFileSync(join(base, "plain.txt"), "tag ${metadata.tag}");
        writeFileSync(join(base, "inner", "bytes.bin"), Uint8Array.of(0xff, 0xfe, 0x00));
        symlinkSync(tmpdir(), join(base, "out"));
        symlinkSync("plain.txt", join(base, "alias.txt"));
        symlinkSync("/etc/hostname", join(base, "hostname"));
    });
    after(() => rmSync(base, { recursive: true }));

    it("of every kind, several in one folder, each with its mode", async () => {
        const files = {
            "/app/a": { content: "tag ${metadata.tag} $${x}" },
            "/app/b": { content: "tag ${metadata.tag}", noExpand: true, mode: "0600" },
            "/app/c": { source: "plain.txt", mode: "755" },
            "/app/d": { source: "alias.txt", noExpand: true },
            "/app/e": { binaryContent: "//4A" },
            "/app/f": { source: "inner/bytes.bin" },
            "/top": { content: "" },
        };
        const all = await made(text({ web: { image, files } }), base);
        const at = (path: string) => fileAt(all, "web", path);
        assert.deepEqual(at("/app/a"), { text: "tag v1 ${x}", binary: undefined, mode: 0o444 });
        assert.deepEqual(at("/app/b"), { text: "tag ${metadata.tag}", binary: undefined, mode: 0o600 });
        assert.deepEqual(at("/app/c"), { text: "tag v1", binary: undefined, mode: 0o755 });
        assert.equal(at("/app/d").text, "tag ${metadata.tag}");
        assert.equal(at("/app/e").binary, "//4A");
        assert.equal(at("/app/f").binary, "//4A");
        assert.equal(at("/top").text, "");
    });

    it("at one path in two containers are two files", async () => {
        const file = (content: string) => ({ image, files: { "/etc/app": { content } } });
        const all = await made(text({ aa: file("one"), bb: file("two") }));
        assert.equal(fileAt(all, "aa", "/etc/app").text, "one");
        assert.equal(fileAt(all, "bb", "/etc/app").text, "two");
    });

    for (const source of ["../a.txt", "/etc/hostname", "out/x", "hostname", "inner/../../x", "."]) {
        it(`never come from outside of the folder: ${source}`, async () => {
            const problems = await refusal({
                files: { "a.yaml": text({ web: { image, files: { "/a": { source } } } }) },
                base,
            });
            assert.deepEqual(
                problems.map(({ pointer }) => pointer),
                ["/containers/web/files/~1a/source"],
            );
            assert.match(problems[0]?.code ?? "", /^source-(outside|not-readable)$/);
        });
    }

    it("are relative to the Score file, not to where the user stands", async () => {
        const document = text({ web: { image, files: { "/a": { source: "bytes.bin" } } } });
        const { resources } = await composed({ files: { "inner/a.yaml": document }, base });
        const map = resources.find(({ type }) => type.endsWith(":ConfigMap"))?.inputs as { binaryData: object };
        assert.deepEqual(Object.values(map.binaryData), ["//4A"]);
    });
});

describe("stacks: volumes", () => {
    const resources = { data: { type: "volume", params: { size: "1Gi" } }, cache: { type: "volume" } };

    it("with sub path and read-only, one in two containers, each mounted once in the pod", async () => {
        const source = "${resources.data}";
        const { pod } = await made(
            text(
                {
                    aa: {
                        image,
                        volumes: { "/data": { source, path: "sub/one" }, "/cache": { source: "${resources.cache}" } },
                    },
                    bb: { image, volumes: { "/data": { source, readOnly: true } } },
                },
                { resources },
            ),
            undefined,
            "StatefulSet",
        );
        const mounts = (container: number) =>
            pod.containers[container]!.volumeMounts.filter(({ name }) => name === "data");
        assert.deepEqual(mounts(0), [{ name: "data", mountPath: "/data", subPath: "sub/one" }]);
        assert.deepEqual(mounts(1), [{ name: "data", mountPath: "/data", readOnly: true }]);
        const names = pod.volumes.map(({ name }) => name);
        assert.deepEqual([...new Set(names)], names);
        assert.equal(names.filter((name) => name === "cache").length, 1);
    });

    it("take a file inside them", async () => {
        const { pod } = await made(
            text(
                {
                    web: {
                        image,
                        volumes: { "/data": { source: "${resources.cache}" } },
                        files: { "/data/settings": { content: "" } },
                    },
                },
                { resources: { cache: resources.cache } },
            ),
        );
        const paths = pod.containers[0]!.volumeMounts.map(({ mountPath }) => mountPath);
        assert.ok(paths.indexOf("/data") < paths.indexOf("/data/settings"));
    });
});

describe("score: an empty mount target", () => {
    const forms: Record<string, object> = {
        "a map of files": { files: { "": { content: "" } } },
        "a list of files": { files: [{ target: "", content: "" }] },
        "a map of volumes": { volumes: { "": { source: "a" } } },
        "a list of volumes": { volumes: [{ target: "", source: "a" }] },
    };
    for (const [form, container] of Object.entries(forms)) {
        it(`is an error in ${form}`, () => {
            const { errors } = readScore("a.yaml", text({ web: { image, ...container } }));
            assert.equal(errors.length, 1, JSON.stringify(errors));
            assert.match(errors[0]?.message ?? "", /path to mount at is empty/);
        });
    }
});
