import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { tarball } from "./installation";
import { checkout, manifest, run, scratchFolder, trackedFiles } from "./scratch";

interface SourceMap {
    sources: string[];
    sourcesContent?: string[];
    sourceRoot?: string;
}

function expectedFiles(): string[] {
    const { include } = JSON.parse(readFileSync("tsconfig.build.json", "utf8")) as { include: string[] };
    const sources = trackedFiles(...include).filter((path) => path.endsWith(".ts"));
    const compiled = sources.map((path) => `dist/${path.replace(/\.ts$/, "")}`);
    const pack = ["aws", "kubernetes"].flatMap((name) =>
        ["PulumiPolicy.yaml", "index.js", "pack", "package.json"].map((file) => `packs/${name}/${file}`),
    );
    return [
        ...["package.json", "README.md", "LICENSE", "CHANGELOG.md", ...pack],
        ...trackedFiles("schemas"),
        ...compiled.flatMap((path) => [`${path}.js`, `${path}.js.map`, `${path}.d.ts`]),
    ].sort();
}

describe("the tarball", () => {
    const folder = scratchFolder();
    const unpacked = join(folder, "package");
    let files: string[] = [];

    before(() => {
        run(folder, "tar", "-xzf", tarball());
        files = readdirSync(unpacked, { recursive: true, encoding: "utf8" })
            .filter((path) => statSync(join(unpacked, path)).isFile())
            .sort();
    });

    it("holds the compiled sources, the packs, the schemas and the papers, and nothing else", () => {
        assert.deepEqual(files, expectedFiles());
    });

    it("has every file that it exports, types first and nothing nested, as the component analyzer needs it", () => {
        const plain = Object.values(manifest.exports).filter((entry) => typeof entry === "string");
        assert.deepEqual(plain, ["./schemas/*.json", "./package.json"]);
        for (const [name, entry] of Object.entries(manifest.exports)) {
            if (typeof entry !== "string") {
                assert.deepEqual(Object.keys(entry), ["types", "default"], name);
                const missing = Object.values(entry).filter((path) => !existsSync(join(unpacked, path)));
                assert.deepEqual(missing, [], name);
            }
        }
    });

    it("names no folder of the machine that it was packed on", () => {
        const places = [checkout, homedir(), tmpdir()].map((path) => `${path.replace(/\/$/, "")}/`);
        const naming = files.filter((file) => {
            const text = readFileSync(join(unpacked, file), "utf8");
            return places.some((place) => place !== "/" && text.includes(place));
        });
        assert.deepEqual(naming, []);
    });

    it("has source maps that carry their sources, so that a stack trace can be read without the repository", () => {
        for (const file of files.filter((name) => name.endsWith(".js.map"))) {
            const map = JSON.parse(readFileSync(join(unpacked, file), "utf8")) as SourceMap;
            assert.ok(
                map.sources.every((source) => /^(\.\.\/)+[\w-]+(\/[\w-]+)*\.ts$/.test(source)),
                file,
            );
            assert.equal(map.sourcesContent?.length, map.sources.length, file);
            assert.equal(map.sourceRoot ?? "", "", file);
        }
    });

    it("keeps the packs executable", () => {
        for (const name of ["aws", "kubernetes"]) {
            assert.notEqual(statSync(join(unpacked, `packs/${name}/pack`)).mode & 0o111, 0, name);
        }
    });
});
