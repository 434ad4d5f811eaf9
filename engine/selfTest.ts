import * as pulumi from "@pulumi/pulumi";
import { containsSecret, containsUnknown } from "../core/values";
import { settingsOfRun } from "./options";
import type { EngineResult } from "./resource";
import { runOnce } from "./run";
import type { SdkInternals } from "./sdk";

/** How long the self-test may take, in milliseconds, before plain calls count as broken. */
const limit = 5000;

class Probe extends pulumi.CustomResource {
    constructor(name: string, inputs: pulumi.Inputs, options?: pulumi.CustomResourceOptions) {
        super("selftest:index:Probe", name, { ...inputs, made: undefined }, options);
    }
}

/**
 * Runs a small program over plain calls, as a preview and as an update, and looks at what the engine saw. Gives what
 * is wrong, or undefined where the SDK's innards are as the engine knows them.
 */
export async function selfTest(sdk: SdkInternals): Promise<string | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error("a small program did not end")), limit);
    });
    const run = (dryRun: boolean): Promise<EngineResult> => {
        const settings = settingsOfRun(
            {
                project: "self",
                stack: "test",
                config: { "self:word": "known" },
                invoke: ({ token }) => ({ token }),
            },
            dryRun,
        );
        return Promise.race([runOnce(program, settings, { kind: "in-process", sdk, notes: [] }), timeout]);
    };
    try {
        return faultOf(await run(true), true) ?? faultOf(await run(false), false);
    } catch (error) {
        return error instanceof Error ? error.message : String(error);
    } finally {
        clearTimeout(timer);
    }
}

async function program(): Promise<Record<string, unknown>> {
    const group = new pulumi.ComponentResource("selftest:index:Group", "group", {}, { protect: true });
    const first = new Probe("first", { secret: pulumi.secret("s") }, { parent: group });
    new Probe("second", { of: first.id }, { dependsOn: first });
    const answer: unknown = await pulumi.runtime.invoke("selftest:index:ask", {});
    return { word: new pulumi.Config("self").require("word"), stack: pulumi.getStack(), answer };
}

function faultOf({ resources, outputs }: EngineResult, dryRun: boolean): string | undefined {
    const [stack, group, first, second] = resources;
    const id = second?.inputs.of;
    const expectations: [string, boolean][] = [
        ["registrations did not arrive", resources.length === 4],
        ["URNs differ", first?.urn === "urn:pulumi:test::self::selftest:index:Group$selftest:index:Probe::first"],
        ["the stack is not the parent", group?.parent === stack?.urn && stack?.parent === undefined],
        ["options are lost", first?.options.protect === true && second?.dependencies[0] === first?.urn],
        ["secrets are lost", containsSecret(first?.inputs.secret)],
        ["unknowns are lost", containsUnknown(id) === dryRun],
        ["outputs are lost", dryRun || (id !== undefined && id === first?.id)],
        ["functions are not answered", JSON.stringify(outputs.answer) === '{"token":"selftest:index:ask"}'],
        ["configuration is lost", outputs.word === "known" && outputs.stack === "test"],
    ];
    return expectations.find(([, holds]) => !holds)?.[0];
}
