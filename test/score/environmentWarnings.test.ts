import assert from "node:assert/strict";
import { readScore } from "../../score";
import { minimal, withValue } from "./documents";

describe("score: warnings for what an environment refuses or reads otherwise", () => {
    const web = ["containers", "web"];
    const table: [string, (string | number)[], unknown, string[]][] = [
        ["nothing", ["metadata", "name"], "web", []],
        [
            "a request above the limit",
            [...web, "resources"],
            { requests: { cpu: "1.5", memory: "1Gi" }, limits: { cpu: "1400m", memory: "1G" } },
            [
                "request-above-limit /containers/web/resources/requests/cpu",
                "request-above-limit /containers/web/resources/requests/memory",
            ],
        ],
        [
            "a request as high as the limit",
            [...web, "resources"],
            { requests: { cpu: "0.5", memory: "1Gi" }, limits: { cpu: "500m", memory: "1024Mi" } },
            [],
        ],
        [
            "memory in K",
            [...web, "resources"],
            { limits: { memory: "128K" } },
            ["memory-kilobytes /containers/web/resources/limits/memory"],
        ],
        ["memory in Ki", [...web, "resources"], { limits: { memory: "128Ki" } }, []],
        [
            "both checks in one probe",
            [...web, "readinessProbe"],
            { httpGet: { path: "/", port: 80 }, exec: { command: ["true"] } },
            ["both-checks /containers/web/readinessProbe/httpGet"],
        ],
        ["a leading digit", ["metadata", "name"], "2web", ["leading-digit /metadata/name"]],
        [
            "a leading digit of a shared resource",
            ["resources", "db"],
            { type: "postgres", id: "2db" },
            ["leading-digit /resources/db/id"],
        ],
        ["a variable", [...web, "variables"], { GRÖSSE: "1" }, ["variable-not-ascii /containers/web/variables/GRÖSSE"]],
    ];
    for (const [what, path, value, expected] of table) {
        it(`${what}: ${expected.length === 0 ? "none" : expected.length}`, () => {
            const { valid, warnings } = readScore("score.yaml", JSON.stringify(withValue(minimal, path, value)));
            assert.ok(valid);
            assert.deepEqual(
                warnings.map(({ code, pointer }) => `${code} ${pointer}`),
                expected,
            );
            assert.ok(warnings.every(({ line, hint }) => line !== undefined && hint !== undefined));
        });
    }
});
