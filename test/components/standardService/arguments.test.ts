import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { RandomBytes } from "@pulumi/random/randomBytes";
import { StandardService, type StandardServiceArgs } from "../../../index";
import { handOver } from "../../../components/shared/handover";
import { ProblemError, type Problem } from "../../../core/problem";
import { preview, update } from "../../../engine";
import { minimal, register } from "./registered";

function problemsOf(args: unknown): readonly Problem[] {
    try {
        new StandardService("api", args as StandardServiceArgs);
    } catch (error) {
        assert.ok(error instanceof ProblemError, String(error));
        return error.problems;
    }
    return [];
}

/** `pointer code` of each problem. */
function found(args: unknown): string[] {
    return problemsOf(args)
        .map(({ code, pointer }) => `${pointer} ${code}`)
        .sort();
}

const flat = (more: object): object => ({ ...minimal, ...more });
const withoutImage = { environment: "dev", namespace: "shop" };
const container = (more: object): object => ({ ...withoutImage, containers: { web: { image: "a:1", ...more } } });
const big = "x".repeat(1024 * 1024 + 1);
const half = "x".repeat(600 * 1024);

/** What is wrong with arguments, by what they do wrong. */
const wrong: Record<string, [args: unknown, ...problems: string[]]> = {
    "nothing at all": [undefined, " missing-key"],
    "an unknown key": [flat({ imgae: "b" }), "/imgae unknown-key"],
    "no image": [withoutImage, "/image missing-key"],
    "an empty image": [flat({ image: "" }), "/image missing-key"],
    "an image that is none": [flat({ image: "acme/api 1.0" }), "/image invalid-image"],
    "no image in a container": [container({ image: undefined }), "/containers/web/image missing-key"],
    "an empty image in a container": [container({ image: "" }), "/containers/web/image missing-key"],
    "no containers": [{ ...withoutImage, containers: {} }, "/containers no-containers"],
    "flat and containers": [
        flat({ containers: { web: { image: "a:1" } }, variables: {}, readinessProbe: {} }),
        "/image flat-and-containers",
        "/readinessProbe flat-and-containers",
        "/variables flat-and-containers",
    ],
    "a container name": [{ ...withoutImage, containers: { Web: { image: "a:1" } } }, "/containers/Web bad-key"],
    "a variable without value": [flat({ variables: { A: undefined } }), "/variables/A missing-key"],
    "a number as variable": [flat({ variables: { PORT: 80 } }), "/variables/PORT not-allowed"],
    "a variable name with umlaut": [flat({ variables: { GRÖSSE: "1" } }), "/variables/GRÖSSE bad-key"],
    "a variable name with =": [container({ secretValues: { "A=B": "1" } }), "/containers/web/secretValues/A=B bad-key"],
    "a variable given twice": [
        flat({
            variables: { A: "1", B: "1" },
            secretValues: { A: "1" },
            secretVariables: { B: { secretName: "s", key: "k" } },
        }),
        "/variables/A variable-twice",
        "/variables/B variable-twice",
    ],
    "a Secret that can't be": [
        flat({ secretVariables: { A: { secretName: "My Secret", key: "a b" } } }),
        "/secretVariables/A/key bad-format",
        "/secretVariables/A/secretName not-allowed",
    ],
    "a relative path": [flat({ files: { "etc/a": { content: "" } } }), "/files/etc~1a bad-key"],
    "the root as path": [flat({ volumes: { v: {} }, mounts: { "/": { volume: "v" } } }), "/mounts/~1 bad-key"],
    "a file without content": [flat({ files: { "/a": {} } }), "/files/~1a file-content"],
    "a file with two": [flat({ files: { "/a": { content: "", binaryContent: "" } } }), "/files/~1a file-content"],
    "no base64": [flat({ files: { "/a": { binaryContent: "a b" } } }), "/files/~1a/binaryContent bad-format"],
    "a mode that is none": [flat({ files: { "/a": { content: "", mode: "0999" } } }), "/files/~1a/mode bad-format"],
    "a file above 1 MiB": [flat({ files: { "/a": { content: big } } }), "/files/~1a content-too-large"],
    "files above 1 MiB together": [
        flat({ files: { "/a": { content: half }, "/b": { content: half } } }),
        "/files/~1a content-too-large",
    ],
    "secrets above 1 MiB": [flat({ secretValues: { A: big } }), "/secretValues/A content-too-large"],
    "a volume that isn't there": [flat({ mounts: { "/a": { volume: "v" } } }), "/mounts/~1a/volume unknown-volume"],
    "a path inside a volume that leaves it": [
        flat({ volumes: { v: {} }, mounts: { "/a": { volume: "v", path: "../b" } } }),
        "/mounts/~1a/path volume-path",
    ],
    "two things at one path": [
        flat({ files: { "/a": { content: "" } }, volumes: { v: {} }, mounts: { "/a/": { volume: "v" } } }),
        "/mounts/~1a~1 path-twice",
    ],
    "a volume of two kinds": [flat({ volumes: { v: { emptyDir: {}, existingClaim: "c" } } }), "/volumes/v volume-kind"],
    "a volume name that is ours": [flat({ volumes: { "waymark-tmp": {} } }), "/volumes/waymark-tmp reserved-name"],
    "a claim of nothing": [flat({ volumes: { v: { claim: { size: "0" } } } }), "/volumes/v/claim/size not-allowed"],
    "the root in other words": [
        flat({ volumes: { v: {} }, mounts: { "//./": { volume: "v" } } }),
        "/mounts/~1~1.~1 bad-key",
    ],
    "a file at a folder's path": [flat({ files: { "/a/": { content: "" } } }), "/files/~1a~1 file-is-folder"],
    "one file at two spellings of a path": [
        flat({ files: { "/a/b": { content: "" }, "/a/./b": { content: "" } } }),
        "/files/~1a~1b path-twice",
    ],
    "a file below a file": [
        flat({ files: { "/a": { content: "" }, "/a/b": { content: "" } } }),
        "/files/~1a~1b mount-below-file",
    ],
    "a volume below a file": [
        flat({ files: { "/a": { content: "" } }, volumes: { v: {} }, mounts: { "/a/b/c": { volume: "v" } } }),
        "/mounts/~1a~1b~1c mount-below-file",
    ],
    "a claim on a Deployment": [
        flat({ kind: "Deployment", volumes: { v: { claim: { size: "1Gi" } } } }),
        "/kind claim-on-deployment",
    ],
    "another kind": [flat({ kind: "DaemonSet" }), "/kind not-allowed"],
    "a name for a Service that there isn't": [flat({ serviceName: "web" }), "/serviceName service-without-ports"],
    "a Service name that begins with a digit": [
        flat({ serviceName: "1web", ports: { http: { port: 80 } } }),
        "/serviceName bad-format",
    ],
    "a promise of everything": [flat({ slo: { availability: 100 } }), "/slo/availability out-of-range"],
    "a header with _": [
        flat({ livenessProbe: { httpGet: { path: "/", port: 80, httpHeaders: [{ name: "X_A", value: "b" }] } } }),
        "/livenessProbe/httpGet/httpHeaders/0/name bad-format",
    ],
    "a port out of range": [flat({ ports: { http: { port: 65536 } } }), "/ports/http/port out-of-range"],
    "a port given twice": [flat({ ports: { a: { port: 80 }, b: { port: 80 } } }), "/ports/b port-twice"],
    "a port name": [flat({ ports: { HTTP: { port: 80 } } }), "/ports/HTTP bad-key"],
    "a probe that asks nothing": [flat({ livenessProbe: {} }), "/livenessProbe probe-handler"],
    "a probe that asks twice": [
        flat({ livenessProbe: { exec: { command: ["a"] }, httpGet: { path: "/", port: 80 } } }),
        "/livenessProbe probe-handler",
    ],
    "a liveness probe that must succeed twice": [
        flat({ livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 } }),
        "/livenessProbe/successThreshold out-of-range",
    ],
    "resources that are none": [
        flat({ resources: { limits: { cpu: "many", memory: "-1Gi" } } }),
        "/resources/limits/cpu not-allowed",
        "/resources/limits/memory not-allowed",
    ],
    "a request above the limit": [
        container({ resources: { requests: { memory: "1Gi" }, limits: { memory: "512Mi" } } }),
        "/containers/web/resources/requests/memory request-above-limit",
    ],
    "a fraction of a pod": [flat({ replicas: 1.5 }), "/replicas wrong-type"],
    "fewer pods than none": [flat({ replicas: -1 }), "/replicas out-of-range"],
    "replicas and autoscaling": [
        flat({ replicas: 2, autoscaling: { maxReplicas: 3 } }),
        "/replicas replicas-and-autoscaling",
    ],
    "a range that is none": [
        flat({ autoscaling: { minReplicas: 4, maxReplicas: 3 } }),
        "/autoscaling/minReplicas out-of-range",
    ],
    "team and owner that are no labels": [
        flat({ team: "a b", owner: "ana@acme.example" }),
        "/owner bad-format",
        "/team bad-format",
    ],
    "a namespace that can't be": [flat({ namespace: "My_Namespace" }), "/namespace not-allowed"],
    "an unknown environment": [flat({ environment: "prd" }), "/environment unknown-environment"],
    "an unknown tier": [flat({ tier: "production" }), "/tier unknown-tier"],
    "an environment that is no label": [
        flat({ environment: "feature/x", tier: "dev" }),
        "/environment invalid-environment-name",
    ],
    "an annotation that undoes Pod Security": [
        flat({ annotations: { "container.apparmor.security.beta.kubernetes.io/api": "unconfined" } }),
        "/annotations/container.apparmor.security.beta.kubernetes.io~1api bad-key",
    ],
    "Outputs where decisions are made": [
        flat({
            environment: pulumi.output("dev"),
            tier: pulumi.output("dev"),
            replicas: pulumi.output(1),
            autoscaling: pulumi.output({ minReplicas: 1 }),
            ports: { http: { port: pulumi.output(80) } },
            resources: Promise.resolve({}),
            containers: pulumi.output({}),
        }),
        "/autoscaling plain-value-due",
        "/containers plain-value-due",
        "/environment plain-value-due",
        "/ports/http/port plain-value-due",
        "/replicas plain-value-due",
        "/resources plain-value-due",
        "/tier plain-value-due",
    ],
};

describe("StandardService refuses", () => {
    for (const [what, [args, ...expected]] of Object.entries(wrong)) {
        it(what, () => {
            assert.deepEqual(found(args), expected.sort());
            for (const { message } of problemsOf(args)) {
                assert.match(message, /^StandardService "api": /);
            }
        });
    }

    it("everything at once, each with its path and what to write instead", () => {
        const error = new ProblemError(
            problemsOf({
                ...minimal,
                environment: "prod",
                image: "acme/api:latest",
                mounts: { "/data": { volume: "nothing" } },
                resources: { requests: { memory: "1Gi" }, limits: { memory: "512Mi" } },
                livenessProbe: {},
                connectsTo: { db: { ports: [] } },
            }),
        );
        for (const line of [
            "/image",
            "/mounts/~1data/volume",
            "/resources/requests/memory",
            "/livenessProbe",
            "/connectsTo/db",
        ]) {
            assert.ok(error.message.includes(`${line}: StandardService "api"`), error.message);
        }
        assert.ok(error.problems.every(({ hint }) => hint !== undefined && hint !== ""));
    });

    it("no value of a secret in its words", () => {
        const text = JSON.stringify(
            problemsOf(
                flat({ secretValues: { A: ["hunter2"] }, files: { "/a": { secretContent: { a: "hunter2" } } } }),
            ),
        );
        assert.match(text, /secretValues/);
        assert.doesNotMatch(text, /hunter2/);
    });
});

describe("images of a StandardService", () => {
    const digest = `acme/api@sha256:${"0".repeat(64)}`;
    for (const [image, environment, fine] of [
        ["acme/api", "dev", true],
        ["acme/api:latest", "dev", true],
        ["acme/api", "staging", false],
        ["acme/api:latest", "prod", false],
        ["registry.example:5000/api", "prod", false],
        ["registry.example:5000/api:1.0", "prod", true],
        [digest, "prod", true],
        [digest.replace("@", ":latest@"), "prod", true],
    ] as const) {
        it(`${image} ${fine ? "may" : "may not"} run in ${environment}`, async () => {
            const args = { ...minimal, environment };
            assert.deepEqual(found({ ...args, image }), fine ? [] : ["/image mutable-image"]);
            if (fine) {
                await register({ ...args, image: pulumi.output(image) });
            }
        });
    }

    it("that are Outputs are judged as soon as they are known", async () => {
        const later = { ...minimal, environment: "prod", image: pulumi.output("acme/api:latest") };
        await assert.rejects(register(later), /may change/);
    });

    it("that only an update knows are taken in a preview and judged in the update", async () => {
        const program = (): void => {
            // An id is known once its resource exists.
            const image = new RandomBytes("built", { length: 1 }).id.apply(() => "acme/api:latest");
            new StandardService("api", { ...minimal, environment: "prod", image });
        };
        await preview(program);
        await assert.rejects(update(program), /image.*may change/);
    });

    it("that are secret are not shown", async () => {
        const image = pulumi.secret("private.example/hunter2:latest");
        await assert.rejects(register({ ...minimal, environment: "prod", image }), (error: Error) => {
            assert.match(error.message, /may change/);
            return !error.message.includes("hunter2");
        });
    });
});

describe("probes that Score gives two handlers", () => {
    it("run the command", async () => {
        const livenessProbe = { exec: { command: ["check"] }, httpGet: { path: "/", port: 80 } };
        const args = handOver({ ...minimal, livenessProbe }, { origins: new Map() });
        const { pod } = await register(args);
        assert.deepEqual(pod.spec.containers[0]!["livenessProbe"], { exec: { command: ["check"] } });
    });
});
