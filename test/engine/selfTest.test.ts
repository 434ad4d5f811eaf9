import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { isDryRun } from "@pulumi/pulumi/runtime";
import { settingsOfRun } from "../../engine/options";
import { runOnce } from "../../engine/run";
import { sdkInternals, type SdkStore } from "../../engine/sdk";
import { chooseTransport } from "../../engine/transport";

describe("engine: self-test", () => {
    it("takes plain calls where the SDK's innards are as known", async () => {
        assert.equal((await chooseTransport("auto", { ...sdkInternals })).kind, "in-process");
    });

    it("falls back to gRPC, with a note, where the SDK's state cannot be reached", async () => {
        const chosen = await chooseTransport("auto", { ...sdkInternals, getStore: undefined });
        assert.equal(chosen.kind, "grpc");
        assert.match(chosen.notes.join(), /gRPC.*cannot be reached/);
    });

    it("falls back, with a note, where only updates fail", async () => {
        const registerResource = (_request: unknown, ...rest: unknown[]): void =>
            (rest.at(-1) as (error: Error) => void)(new Error("this SDK wants more"));
        const getStore = (): SdkStore => {
            const { settings } = sdkInternals.getStore!();
            const broken = new Proxy(settings, {
                set(target, key, value: object) {
                    const changed = key === "monitor" && !isDryRun() ? { ...value, registerResource } : value;
                    return Reflect.set(target, key, changed);
                },
            });
            return { settings: broken };
        };
        const chosen = await chooseTransport("auto", { ...sdkInternals, getStore });
        assert.equal(chosen.kind, "grpc");
        assert.match(chosen.notes.join(), /gRPC.*this SDK wants more/);
    });

    for (const [what, sdk] of [
        ["the SDK's state", { ...sdkInternals, getStore: undefined }],
        ["anything of the SDK's innards", {}],
    ] as const) {
        it(`a run without ${what} goes over gRPC and says so`, async () => {
            const program = (): void => void new pulumi.ComponentResource("cloud:index:Group", "group");
            const transport = await chooseTransport("auto", sdk);
            const { resources, notes } = await runOnce(program, settingsOfRun({ stack: "dev" }, true), transport);
            assert.deepEqual(
                resources.map(({ urn }) => urn),
                [
                    "urn:pulumi:dev::project::pulumi:pulumi:Stack::project-dev",
                    "urn:pulumi:dev::project::cloud:index:Group::group",
                ],
            );
            assert.match(notes.join(), /over gRPC, which is slower/);
        });
    }

    it("tests an SDK once", async () => {
        let asked = 0;
        const sdk = { ...sdkInternals, getStore: () => (asked++, sdkInternals.getStore!()) };
        await chooseTransport("auto", sdk);
        const once = asked;
        await chooseTransport("auto", sdk);
        assert.ok(once > 0);
        assert.equal(asked, once);
    });

    it("does what it is told without a test", async () => {
        assert.deepEqual((await chooseTransport("grpc", {})).notes, []);
    });
});
