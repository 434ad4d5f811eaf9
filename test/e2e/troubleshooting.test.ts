import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { environmentOf, myService } from "./examples";
import type { Environment } from "./harness/environment";
import { harness } from "./harness/harness";

/** The page that says what to do; each message in it is one that was seen here. */
const page = readFileSync(resolve(__dirname, "../../docs/troubleshooting.md"), "utf8");

describe("what goes wrong at a first pulumi up", () => {
    let env: Environment;

    before(async () => {
        env = await environmentOf(myService, "dev", "trouble");
    });

    async function assertSays(message: string, variables: Record<string, string | undefined>): Promise<void> {
        const { stdout, stderr } = await env.preview({ fails: true, environment: variables });
        assert.ok(`${stdout}${stderr}`.includes(message), `not said: ${message}\n${stdout}${stderr}`);
        assert.ok(page.includes(message), `not in docs/troubleshooting.md: ${message}`);
    }

    it("no login", () =>
        assertSays("PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions", {
            PULUMI_BACKEND_URL: undefined,
        }));

    it("no passphrase", () =>
        assertSays("passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE", {
            PULUMI_CONFIG_PASSPHRASE: undefined,
        }));

    it("the wrong passphrase", () => assertSays("incorrect passphrase", { PULUMI_CONFIG_PASSPHRASE: "another" }));

    it("a missing plugin", () =>
        assertSays("no resource plugin 'pulumi-resource-kubernetes' found in the workspace", {
            PULUMI_DEBUG_PROVIDERS: "",
        }));

    it("a kubeconfig that leads nowhere", async function () {
        if (!harness().tools.kubernetesPlugin) {
            console.log("      skipped: only the real Kubernetes provider says it, and it is not on PATH");
            this.skip();
        }
        const nowhere = join(env.folder, "nowhere.yaml");
        await assertSays("unreachable", { KUBECONFIG: nowhere, PULUMI_DEBUG_PROVIDERS: undefined });
    });
});
