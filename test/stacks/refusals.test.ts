import assert from "node:assert/strict";
import { refusal, score } from "../helpers/compose";

/** What is refused, as `code line` and the words that must stand in message and hint. */
const cases: Record<
    string,
    { text: string; values?: object; stack?: string; code: string; line?: number; says: RegExp }
> = {
    "an unknown resource type": {
        text: score("web", "resources:\n  db: {type: postgress}"),
        code: "unknown-resource-type",
        line: 8,
        says: /did you mean "postgres"\? supported types: .*dns, .*environment, .*postgres, .*volume/,
    },
    "an unknown param, where params are strict": {
        text: score("web", "resources:\n  db: {type: postgres, params: {versoin: 16}}"),
        values: { strictParams: true },
        code: "unknown-param",
        line: 8,
        says: /did you mean "version"/,
    },
    "a param of the wrong type": {
        text: score("web", "resources:\n  db: {type: postgres, params: {backup: maybe}}"),
        code: "wrong-type",
        line: 8,
        says: /boolean/,
    },
    "an output that there isn't": {
        text: score("web", "resources:\n  db: {type: postgres}", 'variables: {HOST: "${resources.db.hots}"}'),
        code: "unknown-output",
        line: 7,
        says: /hands out no "hots"[\s\S]*did you mean "host"/,
    },
    "a value that no environment has": {
        text: score("web", "resources:\n  conf: {type: environment}", 'variables: {A: "${resources.conf.level}"}'),
        code: "unknown-output",
        line: 7,
        says: /no "level"[\s\S]*write it under waymark:values/,
    },
    "an image that nobody gives": {
        text: score("web").replace("registry.example/web:1.0.0", "."),
        code: "image-missing",
        line: 6,
        says: /--image web=REFERENCE/,
    },
    "a mutable image outside dev": {
        text: score("web").replace(":1.0.0", ":latest"),
        stack: "prod",
        code: "mutable-image",
        line: 6,
        says: /latest/,
    },
    "an image for a workload that there isn't": {
        text: score("web"),
        values: { images: { wbe: "x:1" } },
        code: "unknown-image",
        says: /did you mean "web"/,
    },
    "an image that replaces nothing": {
        text: score("web"),
        values: { images: { web: "x:1" } },
        code: "image-not-replaced",
        says: /image: \./,
    },
    "a request above its limit": {
        text: score("web", "", "resources: {requests: {memory: 2Gi}, limits: {memory: 1Gi}}"),
        code: "request-above-limit",
        line: 7,
        says: /2Gi is above the limit 1Gi/,
    },
    "a name that Kubernetes refuses": {
        text: score("1web"),
        code: "invalid-name",
        line: 3,
        says: /beginning with a letter/,
    },
    "a route to a port that there isn't": {
        text: score(
            "web",
            "service: {ports: {http: {port: 80}}}\nresources:\n  rt: {type: route, params: {host: a.example, path: /, port: htp}}",
        ),
        code: "unknown-port",
        line: 9,
        says: /has no port "htp"[\s\S]*http \(80\)/,
    },
    "a route without a host": {
        text: score("web", "service: {ports: {http: {port: 80}}}\nresources:\n  rt: {type: route, params: {path: /}}"),
        code: "missing-key",
        line: 9,
        says: /host/,
    },
    "a volume that is none": {
        text: score("web", "resources:\n  db: {type: dns}", 'volumes: {/data: {source: "${resources.db}"}}'),
        code: "volume-source",
        line: 7,
        says: /type dns is no volume/,
    },
    "a volume that is no resource": {
        text: score("web", "", "volumes: {/data: {source: some-claim}}"),
        code: "volume-source",
        line: 7,
        says: /\$\{resources\.NAME\}/,
    },
    "a param of a resource that takes none, where params are strict": {
        text: score("web", "resources:\n  dns: {type: dns, params: {host: a.example}}"),
        values: { strictParams: true },
        code: "unknown-param",
        line: 8,
        says: /it has no params/,
    },
    "an edge name that is taken": {
        text: score("web", "resources:\n  db: {type: postgres}").replace(
            "name: web\n",
            "name: web\n  waymark: {traffic: {connectsTo: {db: {app: xx, ports: [{port: 1}]}}}}\n",
        ),
        code: "edge-twice",
        line: 4,
        says: /"db"/,
    },
    "a backend that a type doesn't have": {
        text: score("web"),
        values: { settings: { backends: { postgres: "contaner" } } },
        code: "unknown-backend",
        says: /"postgres" has no such backend[\s\S]*did you mean "container"/,
    },
    "a backend of a type that there isn't": {
        text: score("web"),
        values: { settings: { backends: { postgress: "container" } } },
        code: "unknown-key",
        says: /did you mean "postgres"/,
    },
    "a class of a backend that a type doesn't have": {
        text: score("web", "resources:\n  db: {type: postgres, class: aws}"),
        code: "unknown-resource-class",
        line: 8,
        says: /"postgres" of class "aws"[\s\S]*container/,
    },
    "a source outside of the folder": {
        text: score("web", "", "files: {/a: {source: ../secret}}"),
        code: "source-outside",
        line: 7,
        says: /leads out of the folder/,
    },
    "a source that isn't there": {
        text: score("web", "", "files: {/a: {source: not-there.txt}}"),
        code: "source-not-readable",
        line: 7,
        says: /ENOENT/,
    },
};

describe("stacks/compose: refused, before anything is registered", () => {
    for (const [name, { text, values, stack, code, line, says }] of Object.entries(cases)) {
        it(name, async () => {
            const problems = await refusal({ files: { "a.yaml": text }, values: { ...values }, stack });
            assert.deepEqual(
                problems.map((problem) => [problem.code, problem.line]),
                [[code, line]],
                JSON.stringify(problems, null, 1),
            );
            const [problem] = problems;
            assert.match(`${problem?.message}\n${problem?.hint}`, says);
            if (line !== undefined) {
                assert.equal(problem?.file, "a.yaml");
                assert.ok(problem.column !== undefined && problem.pointer !== undefined);
            }
        });
    }

    it("everything at once, in the order of files and lines", async () => {
        const files = {
            "b.yaml": score("bb", "resources:\n  xx: {type: nothing}", "files: {/a: {source: ../x}}"),
            "a.yaml": score("aa", "resources:\n  yy: {type: postgres, params: {backup: small}}"),
        };
        const problems = await refusal({ files });
        assert.deepEqual(
            problems.map(({ file, code }) => [file, code]),
            [
                ["a.yaml", "wrong-type"],
                ["b.yaml", "source-outside"],
                ["b.yaml", "unknown-resource-type"],
            ],
        );
    });

    it("what the namespace refuses, at its place in the configuration", async () => {
        const values = { cluster: { dns: { cidrs: ["nonsense"] } }, protection: "none" };
        const problems = await refusal({ files: { "a.yaml": score("web") }, values });
        assert.deepEqual(
            problems.map(({ pointer }) => pointer),
            ["/cluster/dns/cidrs/0"],
        );
    });

    it("a file that is given twice, once", async () => {
        const text = score("aa", "resources:\n  vol: {type: volume}");
        const problems = await refusal({ files: { "a.yaml": text, "./a.yaml": text } });
        assert.deepEqual(
            problems.map(({ code }) => code),
            ["duplicate-workload"],
        );
    });

    it("a workload name that two files give", async () => {
        const [problem, ...others] = await refusal({ files: { "a.yaml": score("web"), "b.yaml": score("web") } });
        assert.deepEqual(others, []);
        assert.equal(problem?.code, "duplicate-workload");
        assert.match(problem.message, /taken by a\.yaml/);
    });

    it("resources that need each other through params, with the cycle", async () => {
        const resources = `resources:
  aa: {type: environment, params: {x: "\${resources.bb.y}"}}
  bb: {type: environment, params: {y: "\${resources.aa.x}"}}`;
        const [problem] = await refusal({ files: { "a.yaml": score("web", resources) } });
        assert.equal(problem?.code, "resource-cycle");
        assert.match(
            problem.message,
            /environment\.default#web\.aa -> environment\.default#web\.bb -> environment\.default#web\.aa/,
        );
    });

    it("a volume that two workloads share", async () => {
        const volume = score("aa", "resources:\n  vv: {type: volume, id: data, params: {size: 1Gi}}");
        const [problem] = await refusal({
            files: { "a.yaml": volume, "b.yaml": volume.replaceAll("aa", "bb") },
        });
        assert.equal(problem?.code, "not-shareable");
        assert.equal(problem.file, "b.yaml");
    });

    it("two objects of one kind and name, naming both places", async () => {
        const claim = "service: {ports: {http: {port: 80}}}\nresources:\n  data: {type: volume, params: {size: 1Gi}}";
        const files = {
            "a.yaml": score("ab", claim, 'volumes: {/data: {source: "${resources.data}"}}'),
            "b.yaml": score("other", "resources:\n  db: {type: postgres, id: ab-headless}"),
        };
        const [problem, ...others] = await refusal({ files });
        assert.deepEqual(others, []);
        assert.equal(problem?.code, "name-taken");
        assert.match(
            problem.message,
            /"postgres\.default#ab-headless" and "\S+::ab\/headless" .*"ab-headless" \(Service\) .*a\.yaml:3\)/,
        );
        assert.deepEqual([problem.file, problem.line], ["b.yaml", 8]);
    });

    it("two policies of one name", async () => {
        const edge = (key: string) => `{traffic: {connectsTo: {${key}: {app: xx, ports: [{port: 1}]}}}}`;
        const named = (name: string, key: string) =>
            score(name).replace(`name: ${name}\n`, `name: ${name}\n  waymark: ${edge(key)}\n`);
        const files = { "a.yaml": named("aa", "bb-to-cc"), "b.yaml": named("aa-to-bb", "cc") };
        const [problem, ...others] = await refusal({ files });
        assert.deepEqual(others, []);
        assert.match(problem?.message ?? "", /"aa-to-bb-to-cc" \(NetworkPolicy\).*a\.yaml:3/);
    });

    it("a database that is named as another workload's own", async () => {
        const files = {
            "a.yaml": score("aa", "resources:\n  db: {type: postgres}"),
            "b.yaml": score("bb", "resources:\n  db: {type: postgres, id: aa-db}"),
        };
        const [problem, ...others] = await refusal({ files });
        assert.deepEqual(others, []);
        assert.equal(problem?.code, "name-taken");
    });

    it("two things of one name in the namespace, naming both", async () => {
        const files = {
            "a.yaml": score("shop", "service: {ports: {http: {port: 80}}}"),
            "b.yaml": score("other", "resources:\n  db: {type: postgres, id: shop}"),
        };
        const [problem] = await refusal({ files });
        assert.equal(problem?.code, "name-taken");
        assert.match(problem.message, /"postgres\.default#shop" and "waymark:index:StandardService::shop"/);
        assert.deepEqual([problem.file, problem.line], ["b.yaml", 8]);
    });

    it("what the database itself refuses", async () => {
        const text = score("web", "resources:\n  db: {type: postgres, params: {version: 9, size: huge}}");
        const problems = await refusal({ files: { "a.yaml": text } });
        assert.deepEqual(problems.map(({ pointer }) => pointer).sort(), [
            "/resources/db/params/size",
            "/resources/db/params/version",
        ]);
    });
});
