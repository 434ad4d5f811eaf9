import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sourcesBelow } from "../../stacks/sources";

describe("stacks/sources", () => {
    let base = "";
    before(() => {
        base = mkdtempSync(join(tmpdir(), "waymark-"));
        mkdirSync(join(base, "web/files"), { recursive: true });
        writeFileSync(join(base, "outside.txt"), "outside");
        writeFileSync(join(base, "web/files/a.txt"), "grüße");
        writeFileSync(join(base, "web/files/b.bin"), Buffer.from([0xff, 0x00, 0xfe]));
        symlinkSync(join(base, "outside.txt"), join(base, "web/link.txt"));
        symlinkSync(join(base, "web/files/a.txt"), join(base, "web/inner.txt"));
    });
    after(() => rmSync(base, { recursive: true }));

    const read = (source: string) => sourcesBelow(base)("web/score.yaml", source);

    it("are relative to the folder of the Score file: text, or base64 where it is none", () => {
        assert.deepEqual(read("files/a.txt"), { content: "grüße" });
        assert.deepEqual(read("./files/../files/b.bin"), { binaryContent: "/wD+" });
        assert.deepEqual(read("inner.txt"), { content: "grüße" });
    });

    for (const source of ["../outside.txt", "link.txt", "/etc/hostname", ".", ".."]) {
        it(`never lead out: ${source}`, () => {
            assert.throws(() => read(source), /leads out of the folder of the Score file/);
        });
    }

    it("say what is missing", () => {
        assert.throws(() => read("absent.txt"), /"absent\.txt" can't be read \(ENOENT\)/);
        assert.throws(() => read("files"), /"files" can't be read \(EISDIR\)/);
    });
});
