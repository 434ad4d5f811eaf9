import fc from "fast-check";
import { readScore } from "../../score";
import { withValue, type Data } from "./documents";

const optional = (keys: Record<string, fc.Arbitrary<unknown>>, requiredKeys: string[] = []): fc.Arbitrary<Data> =>
    fc.record(keys, { requiredKeys });
const flag = fc.boolean();
const text = fc.constantFrom(
    "a",
    "",
    "x y",
    "# no comment",
    "yes",
    "1",
    "two\nlines\n",
    "${metadata.name}",
    "$${x}",
    "ä: -",
);
const place = fc.constantFrom("/a", "/b", "/etc/x y", "c");

const httpGet = { path: text, port: fc.constantFrom(80, 8080) };
const timings = optional({ initialDelaySeconds: fc.nat(9), periodSeconds: fc.integer({ min: 1, max: 9 }) });
const scheme = optional({ scheme: fc.constantFrom("http", "https", "HTTP") });
const flatProbe = fc.tuple(fc.record(httpGet), scheme).map(([get, more]) => ({ ...get, ...more }));
const check = fc.oneof(
    flatProbe,
    flatProbe.map((get) => ({ httpGet: get })),
    fc.array(text, { maxLength: 2 }).map((command) => ({ exec: { command } })),
);
const probe = fc.tuple(check, timings).map(([what, when]) => ({ ...what, ...when }));
const probes = fc.oneof(
    optional({ livenessProbe: probe, readinessProbe: probe }),
    optional({ liveness: probe, readiness: probe, startup: probe }).map((all) => ({ probes: all })),
);

/** A list or a map, by the value of a key. */
function byKey(
    key: fc.Arbitrary<string>,
    name: fc.Arbitrary<string>,
    item: fc.Arbitrary<Data>,
): fc.Arbitrary<Data | Data[]> {
    const list = fc.uniqueArray(fc.tuple(name, item), { selector: ([one]) => one, maxLength: 3 });
    return fc.oneof(
        fc.tuple(list, key).map(([items, as]) => items.map(([one, rest]): Data => ({ [as]: one, ...rest }))),
        list.map((items) => Object.fromEntries(items)),
    );
}

const lines = fc.array(fc.constantFrom("one", "two", ""), { maxLength: 3 });
/** Content as a list of lines is legal in the list of files alone. */
const files = byKey(
    fc.constantFrom("target", "path"),
    place,
    fc
        .tuple(fc.record({ content: text }), optional({ mode: fc.constant("0644"), noExpand: flag }))
        .map(([a, b]) => ({ ...a, ...b })),
).chain((all) =>
    Array.isArray(all)
        ? lines.map((content): Data[] => all.map((file, index) => (index === 0 ? { ...file, content } : file)))
        : fc.constant<Data | Data[]>(all),
);
const volumes = byKey(fc.constant("target"), place, fc.record({ source: text }));
const container = fc
    .tuple(
        fc.record({ image: fc.constantFrom(".", "nginx:1") }),
        optional({ variables: fc.dictionary(fc.constantFrom("A", "B"), text), files, volumes }),
        probes,
    )
    .map((parts): Data => Object.assign({}, ...parts) as Data);

const params = optional({ size: text, mount_path: place, list: fc.array(text, { maxLength: 2 }) });
const outputs = fc.dictionary(
    fc.constantFrom("host", "port"),
    fc.oneof(fc.constant(null), optional({ type: fc.constant("string"), default: text, required: flag })),
);
const resource = fc
    .tuple(
        optional({ type: fc.constantFrom("postgres", "volume", "environment", "env.config"), id: fc.constant("x.y") }, [
            "type",
        ]),
        fc.oneof(
            params.map((value) => ({ params: value })),
            fc.oneof(params, outputs).map((value) => ({ properties: value })),
            fc.constant({}),
        ),
    )
    .map(([what, more]): Data => ({ ...what, ...more }));

/** Documents in older, loose and present forms, each of which compat can read. */
export const readable: fc.Arbitrary<Data> = fc
    .tuple(
        fc.record({
            apiVersion: fc.constantFrom("score.dev/v1b1", "score.sh/v1b1"),
            metadata: fc.constant({ name: "web" }),
            containers: fc.dictionary(fc.constantFrom("web", "app"), container, { minKeys: 1 }),
        }),
        optional({
            service: fc.constantFrom({ ports: { www: { targetPort: 80 } } }, { ports: { www: { port: 80 } } }, {}),
            resources: byKey(fc.constant("name"), fc.constantFrom("db", "data", "cache"), resource),
        }),
    )
    .map(([one, more]) => ({ ...one, ...more }));

const key = fc.constantFrom("web", "image", "", "db", "constructor", "<<", "waymark", "ready", "httpGet");
const scalar = fc.oneof(
    text,
    key,
    fc.integer({ min: -1, max: 70_000 }),
    flag,
    fc.constant(null),
    fc.constant("__proto__"),
);
const anything = fc.letrec((tie) => ({
    value: fc.oneof(
        { maxDepth: 3 },
        scalar,
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(key, tie("value"), { maxKeys: 3 }),
    ),
})).value;

/** Something else at up to three places; what was there may be gone, or of another kind. */
const changed = (documents: fc.Arbitrary<Data>): fc.Arbitrary<Data> =>
    fc
        .tuple(documents, fc.array(fc.tuple(fc.nat(), anything, fc.option(key)), { maxLength: 3 }))
        .map(([document, changes]) =>
            changes.reduce((before, [number, value, below]) => {
                const paths = pathsOf(before);
                const path = paths[number % paths.length]!;
                return withValue(before, below !== null && isMapAt(before, path) ? [...path, below] : path, value);
            }, document),
        );

/** Readable documents with changes. */
export const any = changed(readable);

/** Strict documents with changes: many of them are still valid. */
export const anyStrict = changed(
    readable.map((data) => readScore("score.yaml", JSON.stringify(data), { compat: true }).workload!.document),
);

function pathsOf(value: unknown, path: string[] = []): string[][] {
    const children = typeof value === "object" && value !== null ? Object.entries(value) : [];
    return [
        ...(path.length > 0 ? [path] : []),
        ...children.flatMap(([step, inner]) => pathsOf(inner, [...path, step])),
    ];
}

/** True where a map stands at the path, so that a key can be added to it. */
function isMapAt(document: Data, path: readonly string[]): boolean {
    const value = path.reduce<unknown>((parent, step) => (parent as Data)[step], document);
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
