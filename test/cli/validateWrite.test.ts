import assert from "node:assert/strict";
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { replaceFile } from "../../cli/replaceFile";
import type { ValidateRow } from "../../cli/validateRow";
import { asNobody, good, scratchFolder, validate } from "./validateHarness";

const old = `# Serves the shop.
apiVersion: score.dev/v1b1
metadata:
  name: web
containers:
  web:
    image: nginx:1.27 # pinned
    probes:
      liveness: {path: /healthz, port: 8080}
resources:
  # Kept for a year.
  - name: db
    type: postgres
`;

const strict = `# Serves the shop.
apiVersion: score.dev/v1b1
metadata:
  name: web
containers:
  web:
    image: nginx:1.27 # pinned
    livenessProbe: {httpGet: {path: /healthz, port: 8080}}
resources:
  # Kept for a year.
  db:
    type: postgres
`;

describe("waymark validate --compat --write", () => {
    const { file, path } = scratchFolder();
    const write = (...names: string[]) => validate("--compat", "--write", ...names);

    it("rewrites an older form in strict v1b1, with its comments, and says so on stderr", () => {
        const name = file("old.yaml", old);
        const { status, out, err } = write(name);
        assert.equal(status, 0);
        assert.match(out, /: valid\n {2}warning: .*old\.yaml:9:7: "probes/);
        assert.match(err, /old\.yaml: rewritten/);
        assert.equal(readFileSync(name, "utf8"), strict);
        assert.deepEqual(validate(name), { status: 0, out: `${name}: valid\n`, err: "" });
    });

    it("changes nothing the second time", () => {
        const name = file("twice.yaml", old);
        write(name);
        const { mtimeMs, ino } = statSync(name);
        assert.match(write(name).err, /strict v1b1 already/);
        assert.deepEqual([statSync(name).mtimeMs, statSync(name).ino], [mtimeMs, ino]);
    });

    it("leaves a file alone that would not be valid, and writes the others", () => {
        const bad = file("bad.yaml", old.replace("image:", "imgae:"));
        const name = file("other.yaml", old);
        const { status, err } = write(bad, path("absent.yaml"), name);
        assert.equal(status, 2);
        assert.match(err, /bad\.yaml: not rewritten/);
        assert.equal(readFileSync(bad, "utf8"), old.replace("image:", "imgae:"));
        assert.equal(readFileSync(name, "utf8"), strict);
    });

    it("keeps stdout one JSON value", () => {
        const { out } = validate("--compat", "--write", "--format", "json", file("json.yaml", old));
        assert.equal((JSON.parse(out) as unknown[]).length, 1);
    });

    it("keeps the file's mode, writes through links and leaves nothing beside it", () => {
        const name = file("target.yaml", old);
        chmodSync(name, 0o640);
        symlinkSync(name, path("link.yaml"));
        write(path("link.yaml"));
        assert.equal(statSync(name).mode & 0o777, 0o640);
        assert.ok(lstatSync(path("link.yaml")).isSymbolicLink());
        assert.equal(readFileSync(name, "utf8"), strict);
        assert.ok(!readdirSync(path("")).some((entry) => entry.endsWith(".tmp")));
    });

    it("says where a file can't be written, and leaves it as it is", () => {
        mkdirSync(path("closed"));
        const name = file("closed/old.yaml", old);
        chmodSync(name, 0o444);
        chmodSync(path("closed"), 0o555);
        chmodSync(path(""), 0o755);
        const { status, out } = asNobody(() => validate("--compat", "--write", "--format", "json", name));
        chmodSync(path("closed"), 0o755);
        assert.equal(status, 2);
        const [row] = JSON.parse(out) as [ValidateRow];
        assert.deepEqual([row.valid, row.errors.map(({ code }) => code)], [false, ["file-not-writable"]]);
        assert.equal(readFileSync(name, "utf8"), old);
        assert.deepEqual(readdirSync(path("closed")), ["old.yaml"]);
    });

    it("leaves nothing behind where the new text can't take its place", () => {
        mkdirSync(path("inner/deeper"), { recursive: true });
        assert.throws(() => replaceFile(path("inner"), good));
        assert.deepEqual(readdirSync(path("inner")), ["deeper"]);
        assert.ok(!readdirSync(path("")).some((entry) => entry.endsWith(".tmp")));
    });
});
