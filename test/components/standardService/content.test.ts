import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { RandomBytes } from "@pulumi/random/randomBytes";
import { StandardService, type StandardServiceArgs } from "../../../index";
import { containsSecret, preview, revealSecrets, SecretValue, update, type EngineResource } from "../../../engine";
import { minimal, register } from "./registered";

const annotation = "waymark.dev/content-hash";
const config = (args: Partial<StandardServiceArgs>) => register({ ...minimal, ...args });

function metadataOf({ inputs }: EngineResource): { name: string } {
    return inputs["metadata"] as { name: string };
}

async function contentHash(args: Partial<StandardServiceArgs>): Promise<unknown> {
    const { pod } = await register({ ...minimal, ...args }, update);
    return pod.metadata.annotations?.[annotation];
}

describe("content of a StandardService", () => {
    it("that is plain names its ConfigMap, which never changes", async () => {
        const first = await config({ files: { "/app.conf": { content: "a" } } });
        const second = await config({ files: { "/app.conf": { content: "b" } } });
        const [a, b] = [first.one("ConfigMap", "api-config"), second.one("ConfigMap", "api-config")];
        assert.match(metadataOf(a).name, /^api-config-[0-9a-f]{10}$/);
        assert.notEqual(metadataOf(a).name, metadataOf(b).name);
        assert.equal(a.inputs["immutable"], true);
        assert.equal(first.pod.metadata.annotations, undefined);
        const { volumes } = second.pod.spec;
        assert.ok(JSON.stringify(volumes).includes(metadataOf(b).name), "the pods mount the new one, and so roll");
    });

    it("that is an Output keeps the name, and rolls the pods by a plain hash", async () => {
        const files = (content: string) => ({ files: { "/app.conf": { content: pulumi.output(content) } } });
        const { one, pod } = await config(files("a"));
        assert.equal(metadataOf(one("ConfigMap", "api-config")).name, "api-config");
        assert.equal(one("ConfigMap", "api-config").inputs["immutable"], undefined);
        assert.match(pod.metadata.annotations![annotation]!, /^[0-9a-f]{10}$/);
        assert.equal(await contentHash(files("a")), await contentHash(files("a")));
        assert.notEqual(await contentHash(files("a")), await contentHash(files("b")));
    });

    it("that is secret stays secret, in a Secret of the service and in the component's own inputs", async () => {
        const files = { "/key": { secretContent: "hunter2" } };
        const { resources, names, one } = await register(
            { ...minimal, secretValues: { TOKEN: "hunter2" }, files },
            update,
        );
        assert.ok(names.includes("Secret api-secret") && names.includes("RandomBytes api-hash-key"));
        assert.doesNotMatch(JSON.stringify(resources), /hunter2|aHVudGVyMg/);
        const { data } = one("Secret", "api-secret").inputs as { data: unknown };
        assert.ok(containsSecret(data));
        const encoded = Buffer.from("hunter2").toString("base64");
        assert.deepEqual(revealSecrets(data), { "api.TOKEN": encoded, "api._key-95cbd555": encoded });
    });

    it("that is secret rolls the pods by an HMAC under the service's own key", async () => {
        const secretValues = (value: string) => ({ secretValues: { TOKEN: pulumi.secret(value) } });
        const before = await contentHash(secretValues("hunter2"));
        assert.match(String(before), /^[0-9a-f]{16}$/, "readable: it tells nothing without the key");
        assert.equal(before, await contentHash(secretValues("hunter2")));
        assert.notEqual(before, await contentHash(secretValues("hunter3")));
        const { one } = await register({ ...minimal, ...secretValues("hunter2") }, update);
        assert.ok(one("RandomBytes", "api-hash-key").outputs["base64"] instanceof SecretValue);
    });

    it("leaves no unkeyed hash of a secret anywhere", async () => {
        const { resources } = await register(
            {
                ...minimal,
                secretValues: { TOKEN: "hunter2" },
                files: { "/key": { secretContent: "hunter2" }, "/app.conf": { content: pulumi.output("a") } },
            },
            update,
        );
        const text = JSON.stringify(resources);
        for (const algorithm of ["md5", "sha1", "sha256", "sha512"]) {
            for (const form of ["hunter2", '"hunter2"', Buffer.from("hunter2").toString("base64")]) {
                const hash = createHash(algorithm).update(form).digest();
                assert.ok(!text.includes(hash.toString("hex").slice(0, 10)), algorithm);
                assert.ok(!text.includes(hash.toString("base64").slice(0, 10)), algorithm);
            }
        }
    });

    it("that only an update knows leaves the annotation open in a preview", async () => {
        const program = (): void => {
            const later = new RandomBytes("later", { length: 8 });
            new StandardService("api", { ...minimal, files: { "/id": { content: later.id } } });
        };
        const text = JSON.stringify((await preview(program)).resources);
        assert.match(text, /"waymark.dev\/content-hash":"\[unknown\]"/);
    });

    for (const [where, args, instead] of [
        ["variables", { variables: { TOKEN: pulumi.secret("hunter2") } }, "secretValues"],
        ["files", { files: { "/key": { content: pulumi.secret("hunter2") } } }, "secretContent"],
    ] as const) {
        it(`refuses a secret Output under ${where}, and names ${instead}`, async () => {
            await assert.rejects(config(args), (error: Error) => {
                assert.match(error.message, new RegExp(`${instead}`));
                return !error.message.includes("hunter2");
            });
        });
    }

    it("comes as variables by reference, those that are secret first", async () => {
        const { pod } = await config({
            variables: { URL: "http://$(TOKEN)@x", A: pulumi.output("1") },
            secretValues: { TOKEN: pulumi.secret("hunter2") },
            secretVariables: { KEY: { secretName: "external", key: "k" } },
        });
        assert.deepEqual(pod.spec.containers[0]!.env, [
            { name: "KEY", valueFrom: { secretKeyRef: { name: "external", key: "k" } } },
            { name: "TOKEN", valueFrom: { secretKeyRef: { name: "api-secret", key: "api.TOKEN" } } },
            { name: "A", value: "1" },
            { name: "URL", value: "http://$(TOKEN)@x" },
        ]);
    });

    it("refuses an Output that is no text, wherever it ends in the manifest", async () => {
        const port = pulumi.output(80) as unknown as pulumi.Output<string>;
        await assert.rejects(
            config({ variables: { PORT: port } }),
            /\/variables\/PORT: StandardService "api": .*number.*text/,
        );
    });
});
