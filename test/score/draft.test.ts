import assert from "node:assert/strict";
import { readYaml } from "../../core/yamlDocument";
import { Draft } from "../../score/draft";

const text = `list:
  - name: one
    size: 1
  - name: two
map:
  old: 1
  other: 2
`;

function draft(): Draft {
    const { document } = readYaml("f.yaml", text);
    assert.ok(document !== undefined);
    return new Draft(document);
}

describe("score/draft", () => {
    it("leaves the document that it was made from alone", () => {
        const { document } = readYaml("f.yaml", text);
        new Draft(document!).set(["map", "old"], 3);
        assert.deepEqual(document!.value, draft().value);
    });

    it("sets values and makes the maps on the way", () => {
        const changed = draft();
        changed.set(["new", "deep", "key"], true);
        assert.deepEqual(changed.get(["new"]), { deep: { key: true } });
    });

    it("renames a key in its place and still knows where it stood", () => {
        const changed = draft();
        changed.rename(["map", "old"], "new");
        assert.deepEqual(Object.entries(changed.get(["map"])!), [
            ["new", 1],
            ["other", 2],
        ]);
        const { line, pointer } = changed.place(["map", "new"], "key");
        assert.deepEqual([line, pointer], [6, "/map/old"]);
    });

    it("follows a value through several changes back to the file", () => {
        const changed = draft();
        changed.listToMap(["list"], "name");
        changed.move(["list", "one", "size"], ["sizes", "one"]);
        assert.deepEqual(changed.get(["sizes"]), { one: 1 });
        assert.equal(changed.place(["sizes", "one"]).line, 3);
        assert.deepEqual(changed.get(["list"]), { one: {}, two: {} });
        assert.equal(changed.place(["list", "two", "size"]).line, 4);
        assert.equal(changed.place(["list", "two", "size"]).pointer, "/list/1/size");
    });

    it("points at what made a value necessary", () => {
        const changed = draft();
        changed.set(["map", "third"], 1);
        changed.derived(["map", "third"], ["map", "other"]);
        assert.equal(changed.place(["map", "third"]).line, 7);
    });

    it("remembers each change as an edit, and says what was changed where", () => {
        const changed = draft();
        changed.changed(["map", "old"], "old-key", "old is read as new", "write new");
        changed.rename(["map", "old"], "new");
        changed.remove(["map", "other"]);
        changed.refused(["list"], "no-list", "a list", "write a map");
        assert.deepEqual(
            changed.edits.map(({ kind }) => kind),
            ["rename", "remove"],
        );
        assert.deepEqual(
            [...changed.changes, ...changed.errors].map(({ code, line }) => [code, line]),
            [
                ["old-key", 6],
                ["no-list", 1],
            ],
        );
    });
});
