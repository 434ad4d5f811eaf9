import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { Environment } from "./harness/environment";
import { leakedSecrets } from "./harness/leaks";
import { runWaymark } from "./harness/waymark";

describe("a secret in stack configuration", () => {
    it("stands nowhere but in a Secret: not in state, events, output, manifests or other objects", async () => {
        // With characters that URL encoding changes.
        const token = `${randomBytes(12).toString("hex")}/+ &`;
        const env = await Environment.create({
            project: "tokens",
            stack: "dev",
            files: ["test/stacks/files/token.score.yaml"],
            config: { team: "tokens", owner: "tokens-team", workloads: ["test/stacks/files/*.score.yaml"] },
        });
        await env.command(["config", "set", "--secret", "--path", "waymark:values.token", token]);
        await env.preview();
        await env.up();
        const secrets = await env.objects("v1", "Secret");
        const stored = secrets.flatMap(({ data }) => Object.values((data ?? {}) as Record<string, string>));
        assert.ok(stored.includes(Buffer.from(token).toString("base64")));
        const rendered = runWaymark(["render", "--environment", "dev"], env.folder);
        assert.match(rendered, /secretKeyRef/);
        assert.deepEqual(await leakedSecrets(env, { named: [token], more: { "waymark render": rendered } }), []);
        await env.destroy();
    });
});
