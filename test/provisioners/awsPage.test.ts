import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { tiers } from "../../environments/tiers";
import { awsTokens } from "../../components/aws/plan";
import { awsFactsSchema } from "../../provisioners/awsFacts";
import { composed, score } from "../helpers/compose";

const read = (name: string): string => readFileSync(join(__dirname, "../../docs", name), "utf8");

describe("docs/aws.md", () => {
    const page = read("aws.md");

    it("shows a configuration with which everything can be made", async () => {
        const [, text = ""] = /```yaml\n([^]*?)```/.exec(page) ?? [];
        const { config } = parse(text) as { config: Record<string, unknown> };
        const values = Object.fromEntries(
            Object.entries(config).map(([key, value]) => [key.slice("waymark:".length), value]),
        );
        const types = ["mysql", "redis", "amqp", "s3", "dns"];
        const resources = types.map((type) => `  ${type}: {type: ${type}}`).join("\n");
        const result = await composed({
            files: { "a.yaml": score("web", `resources:\n${resources}`) },
            values,
            stack: "prod",
        });
        const seen = new Set(result.resources.map(({ type }) => type));
        for (const token of [...Object.values(awsTokens), "aws:route53/record:Record"]) {
            assert.ok(seen.has(token), token);
            assert.ok(page.includes(`\`${token}\``), token);
        }
    });

    it("names the machines and versions that the tiers have", () => {
        for (const { aws } of Object.values(tiers)) {
            for (const machine of [aws.mysql.instanceClass, aws.redis.nodeType, aws.amqp.instanceType]) {
                assert.ok(page.includes(`\`${machine}\``), machine);
            }
            for (const version of [
                `MySQL ${aws.mysql.engineVersion}`,
                `Valkey ${aws.redis.engineVersion}`,
                `RabbitMQ ${aws.amqp.engineVersion}`,
                `${aws.backupDays} days`,
            ]) {
                assert.ok(page.includes(version), version);
            }
        }
    });

    it("is linked with a table of all facts", () => {
        const rows = [...read("configuration.md").matchAll(/^\| `aws\.(\w+)` /gm)].map(([, key]) => key);
        assert.deepEqual(rows.sort(), Object.keys(awsFactsSchema.shape).sort());
    });
});
