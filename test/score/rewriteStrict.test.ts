import assert from "node:assert/strict";
import { readScore, rewriteStrict } from "../../score";
import { minimal, withValue } from "./documents";

const old = `# Serves the shop.
apiVersion: score.sh/v1b1  # version

metadata: {name: web}
containers:
    web:
        image: "nginx:1.27"
        files:
        # The first.
        -   path: /etc/a # where
            content: # lines
            - one
            - two
        # The second.
        -   path: /etc/b
            source: b.conf
        probes:
            # Is it alive?
            liveness: {path: /healthz, port: 8080, periodSeconds: 5}

# What it needs.
resources:
    # The shop's data.
    - name: db # main
      type: postgres
      properties:
          version: "16" # not 15

    # Kept.
    - type: volume
      name: data
      properties: {size: 1Gi, mount_path: /data}
`;

const strict = `# Serves the shop.
apiVersion: score.dev/v1b1 # version

metadata: {name: web, waymark: {probes: {web: {liveness: {periodSeconds: 5}}}}}
containers:
    web:
        image: "nginx:1.27"
        files:
            # The first.
            # where
            /etc/a:
                content: |- # lines
                    one
                    two
            # The second.
            /etc/b:
                source: b.conf
        # Is it alive?
        livenessProbe: {httpGet: {path: /healthz, port: 8080}}
        volumes:
            /data:
                source: \${resources.data}

# What it needs.
resources:
    # The shop's data.
    # main
    db:
        type: postgres
        params:
            version: "16" # not 15

    # Kept.
    data:
        type: volume
        params: {size: 1Gi}
`;

describe("score/rewriteStrict", () => {
    const textOf = (source: string | Uint8Array) => rewriteStrict("score.yaml", source).text;

    it("keeps comments, quotes, flow style and indentation", () => assert.equal(textOf(old), strict));

    it("says the same as compat reads, without warnings, and a second time changes nothing", () => {
        const { workload, warnings, errors } = readScore("score.yaml", strict);
        assert.deepEqual([errors, warnings], [[], []]);
        assert.deepEqual(workload?.document, readScore("score.yaml", old, { compat: true }).workload?.document);
        assert.deepEqual(rewriteStrict("score.yaml", strict), { text: strict, errors: [], changes: [] });
    });

    it("keeps line ends of Windows, and a byte order mark where nothing is changed", () => {
        assert.equal(textOf(old.replaceAll("\n", "\r\n")), strict.replaceAll("\n", "\r\n"));
        const marked = Buffer.from(`\ufeff${strict}`);
        assert.deepEqual(Buffer.from(textOf(marked) ?? ""), marked);
    });

    it("keeps JSON as JSON, with its indentation", () => {
        const before = withValue(minimal, ["resources"], [{ name: "db", type: "postgres" }]);
        const after = withValue(minimal, ["resources"], { db: { type: "postgres" } });
        assert.equal(textOf(JSON.stringify(before)), JSON.stringify(after));
        assert.equal(textOf(`${JSON.stringify(before, null, "\t")}\n`), `${JSON.stringify(after, null, "\t")}\n`);
    });

    it("writes merge keys and aliases out where a change touches them", () => {
        const text = `apiVersion: score.sh/v1b1
metadata: {name: web}
containers:
  web: &web
    image: nginx:1
    files: [{path: /a, content: x}]
  app:
    <<: *web
    command: [a]
`;
        const rewritten = textOf(text) ?? "";
        assert.ok(!/[&*]/.test(rewritten));
        assert.deepEqual(
            readScore("score.yaml", rewritten).workload?.document,
            readScore("score.yaml", text, { compat: true }).workload?.document,
        );
    });

    it("keeps aliases that no change touches, however many", () => {
        const variables = Array.from({ length: 300 }, (_, index) => `      V${index}: *v\n`).join("");
        const text = `apiVersion: score.sh/v1b1
metadata: {name: web}
containers:
  web:
    image: nginx:1
    variables:
      V: &v one
${variables}`;
        assert.equal(textOf(text), text.replace("score.sh", "score.dev"));
    });

    it("keeps a path that YAML would take for a merge key", () => {
        const text = `apiVersion: score.sh/v1b1
metadata: {name: web}
containers: {web: {image: nginx:1, volumes: [{target: "<<", source: a}]}}
`;
        assert.deepEqual(readScore("score.yaml", textOf(text) ?? "").workload?.document.containers["web"]?.volumes, {
            "<<": { source: "a" },
        });
    });

    it("gives no text where the document would not be valid", () => {
        const { text, errors } = rewriteStrict("score.yaml", old.replace("image:", "imgae:"));
        assert.equal(text, undefined);
        assert.deepEqual(
            errors.map(({ code }) => code),
            ["unknown-key"],
        );
        assert.equal(rewriteStrict("score.yaml", "a: [").text, undefined);
    });
});
