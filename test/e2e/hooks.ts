import type { Context, RootHookObject } from "mocha";
import { printEvidence } from "./harness/evidence";
import { startHarness, stopHarness } from "./harness/harness";

export const mochaGlobalSetup = startHarness;
export const mochaGlobalTeardown = stopHarness;

export const mochaHooks: RootHookObject = {
    async afterEach(this: Context) {
        if (this.currentTest?.state === "failed") {
            await printEvidence();
        }
    },
};
