import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { PostgresDatabase, StandardService } from "../../index";
import { preview } from "../../engine";
import { restrictedProblems, type PodSpec } from "../helpers/restricted";
import { sharedPath } from "../helpers/shared";

const httpGet = { path: "/up", port: 8080, host: "shop.example" };

/** Everything that a service can have and Pod Security asks about. */
function everything(): void {
    const common = { environment: "dev", namespace: "shop" };
    new StandardService("plain", { ...common, image: "acme/api" });
    new StandardService("full", {
        ...common,
        containers: {
            web: {
                image: "acme/api",
                files: { "/app.conf": { content: "a" }, "/key": { secretContent: "b" } },
                mounts: { "/data": { volume: "data" }, "/old": { volume: "old" }, "/cache": { volume: "cache" } },
                livenessProbe: { httpGet },
                readinessProbe: { tcpSocket: { port: 8080 } },
                startupProbe: { httpGet },
            },
            sidecar: { image: "acme/sidecar", livenessProbe: { grpc: { port: 9090 } } },
        },
        ports: { http: { port: 80, targetPort: 8080 } },
        volumes: { data: { claim: { size: "1Gi" } }, old: { existingClaim: "old" }, cache: {} },
    });
    new PostgresDatabase("ledger", common);
}

describe("Pod Security restricted", () => {
    it("passes the pods of every component", async () => {
        const { resources } = await preview(everything);
        const pods = resources.flatMap(({ name, inputs }) => {
            const { template } = (inputs["spec"] ?? {}) as { template?: { spec: PodSpec } };
            return template === undefined ? [] : [[name, restrictedProblems(template.spec)]];
        });
        assert.deepEqual(pods.sort(), [
            ["full", []],
            ["ledger", []],
            ["plain", []],
        ]);
    });

    it("asks the pods for more: a read-only root, no token, no links, a writable /tmp", async () => {
        const { resources } = await preview(everything);
        for (const { name, inputs } of resources) {
            const { template } = (inputs["spec"] ?? {}) as { template?: { spec: Hardened } };
            if (template === undefined) {
                continue;
            }
            assert.equal(template.spec.automountServiceAccountToken, false, name);
            assert.equal(template.spec.enableServiceLinks, false, name);
            for (const { securityContext, volumeMounts } of template.spec.containers) {
                assert.equal(securityContext.readOnlyRootFilesystem, true, name);
                assert.ok(
                    volumeMounts.some(({ mountPath, readOnly }) => mountPath === "/tmp" && readOnly !== true),
                    name,
                );
            }
        }
    });

    const cases = ["baseline", "restricted"].flatMap((level) => {
        const folder = sharedPath("conformance", "pss", level, "v1.36", "fail");
        return folder === undefined ? [] : readdirSync(folder).map((file) => join(folder, file));
    });
    it(`is judged by a helper that lets none of upstream's ${cases.length} bad pods through`, () => {
        const missed = cases.filter((file) => {
            const pod = parse(readFileSync(file, "utf8")) as { metadata: { annotations?: object }; spec: PodSpec };
            // Components set no such annotation, and arguments can't (annotations are checked where they are given).
            const annotated = Object.keys(pod.metadata.annotations ?? {}).some((key) => key.includes("apparmor"));
            return !annotated && restrictedProblems(pod.spec).length === 0;
        });
        assert.deepEqual(missed, []);
        assert.notDeepEqual(restrictedProblems({ containers: [{ name: "app" }] }), []);
    });
});

interface Hardened {
    automountServiceAccountToken: boolean;
    enableServiceLinks: boolean;
    containers: {
        securityContext: { readOnlyRootFilesystem: boolean };
        volumeMounts: { mountPath: string; readOnly?: boolean }[];
    }[];
}
