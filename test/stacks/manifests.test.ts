import assert from "node:assert/strict";
import type { ProblemError } from "../../core/problem";
import { SecretValue, unknownValue } from "../../core/values";
import { toManifests } from "../../stacks/manifests";

function object(kind: string, name: string, rest: Record<string, unknown> = {}) {
    const apiVersion = kind === "Deployment" ? "apps/v1" : "v1";
    return {
        type: `kubernetes:${apiVersion === "v1" ? "core/v1" : apiVersion}:${kind}`,
        name,
        inputs: { kind, apiVersion, metadata: { name, namespace: "shop" }, ...rest },
        propertyDependencies: { spec: ["urn:pulumi:dev::shop::a$random:index/randomPassword:RandomPassword::pw"] },
    };
}

describe("stacks/manifests", () => {
    it("come in an order in which they can be applied, whatever order they had", () => {
        const objects = [
            object("Deployment", "b"),
            object("Deployment", "a"),
            object("Namespace", "shop"),
            object("Service", "a"),
        ];
        const names = (list: typeof objects) =>
            toManifests(list).objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
        assert.deepEqual(names(objects), ["Namespace shop", "Service a", "Deployment a", "Deployment b"]);
        assert.deepEqual(names(objects.reverse()), ["Namespace shop", "Service a", "Deployment a", "Deployment b"]);
    });

    it("hold no Secret, and say which ones the pods need", () => {
        const env = [{ name: "A", valueFrom: { secretKeyRef: { name: "one", key: "b" } } }];
        const volumes = [
            { name: "f", projected: { sources: [{ secret: { name: "one", items: [{ key: "a", path: "x" }] } }] } },
            { name: "g", secret: { secretName: "two" } },
        ];
        const spec = { template: { spec: { containers: [{ env }], volumes } } };
        const { objects, secrets } = toManifests([
            object("Secret", "one", { data: new SecretValue("hunter2") }),
            object("Deployment", "web", { spec }),
        ]);
        assert.deepEqual(
            objects.map(({ kind }) => kind),
            ["Deployment"],
        );
        assert.deepEqual(secrets, [
            { namespace: "shop", name: "one", keys: ["a", "b"] },
            { namespace: "shop", name: "two", keys: [] },
        ]);
    });

    it("drop the hash over secrets, and keep a plain one", () => {
        const annotated = (hash: unknown) => ({
            spec: { template: { metadata: { annotations: { "waymark.dev/content-hash": hash } } } },
        });
        const { objects } = toManifests([object("Deployment", "web", annotated(unknownValue))]);
        assert.deepEqual(objects[0]?.["spec"], { template: { metadata: {} } });
        const [plain] = toManifests([object("Deployment", "web", annotated("abc"))]).objects;
        assert.match(JSON.stringify(plain), /"waymark\.dev\/content-hash":"abc"/);
    });

    it("refuse every other value that isn't known or is secret, with object, field and source", () => {
        const spec = { a: [unknownValue], b: new SecretValue("hunter2") };
        assert.throws(
            () => toManifests([object("Deployment", "web", { spec })]),
            (error: ProblemError) => {
                assert.deepEqual(
                    error.problems.map(({ code }) => code),
                    ["unknown-in-manifest", "secret-in-manifest"],
                );
                assert.match(
                    error.message,
                    /Deployment "web": spec\.a\.0 is known during an update only; it comes from RandomPassword "pw"/,
                );
                return !error.message.includes("hunter2");
            },
        );
    });
});
