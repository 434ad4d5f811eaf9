import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultPodSecurityVersion, evaluate, formatObject, fromManifests, rules } from "../../policies";
import { asOf, deprecatedApis, kubernetesGroups } from "../../policies/data/deprecatedApis";
import { kubernetesSchemaText, kubernetesSchemaVersion } from "../../policies/data/kubernetesSchema";
import { typeOfKind } from "../../policies/model/kubernetesSchema";
import { render } from "../helpers/rendered";
import { sharedPath } from "../helpers/shared";

const { kinds, types } = JSON.parse(kubernetesSchemaText) as {
    kinds: Record<string, Record<string, string>>;
    types: Record<string, Record<string, string>>;
};

/** What the rule says of a file: `Kind name path`. */
function said(file: string, text: string): string[] {
    const { resources } = fromManifests(file, text);
    const { findings } = evaluate(resources, { tier: "prod", rules: ["gov-schema"] });
    return findings.map(({ object, path }) => `${formatObject(object)} ${path}`);
}

describe("the schema of Kubernetes", () => {
    it("is small, and of the version that is judged by default", () => {
        assert.ok(kubernetesSchemaText.length < 100_000);
        assert.match(kubernetesSchemaVersion, new RegExp(`^${defaultPodSecurityVersion.replace(".", "\\.")}\\.\\d+$`));
        const { params } = rules.find(({ id }) => id === "gov-deprecated-api")!;
        assert.deepEqual(params?.parse({}), { version: defaultPodSecurityVersion });
    });

    it("uses only types that it has", () => {
        const plain = ["any", "boolean", "bytes", "intOrString", "integer", "number", "quantity", "string", "time"];
        const known = new Set([...plain, ...Object.keys(types)]);
        const used = [...Object.values(kinds), ...Object.values(types)].flatMap((map) => Object.values(map));
        for (const type of used.filter((one) => !one.replace(/^(\[\]|\{\})+/, "").startsWith("="))) {
            assert.ok(known.has(type.replace(/^(\[\]|\{\})+/, "")), type);
        }
    });

    it("has nothing that the list of deprecated APIs calls gone, and all that takes its place", () => {
        const minor = Number(kubernetesSchemaVersion.split(".")[1]);
        assert.match(asOf, /^\d{4}-\d\d-\d\d$/);
        for (const { apiVersion, kinds: names, removed = Infinity, deprecated, successor } of deprecatedApis) {
            assert.ok(deprecated < removed);
            const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "core";
            assert.ok(kubernetesGroups.has(group), group);
            for (const kind of names) {
                assert.equal(typeOfKind(apiVersion, kind) === undefined, minor >= removed, `${apiVersion} ${kind}`);
                const [, next = "", other = kind] = /^(\S+)(?: \(kind (\w+)\))?$/.exec(successor ?? "") ?? [];
                assert.ok(successor === undefined || typeOfKind(next, other) !== undefined, `${successor} ${kind}`);
            }
        }
    });

    it("knows every group that Kubernetes serves", () => {
        for (const version of Object.keys(kinds)) {
            assert.ok(kubernetesGroups.has(version.includes("/") ? version.split("/")[0]! : "core"), version);
        }
    });
});

describe("what must be free of false alarms of gov-schema", () => {
    const scoreFiles = (folder: string): Record<string, string> =>
        Object.fromEntries(
            readdirSync(folder)
                .filter((file) => file.endsWith("score.yaml"))
                .map((file) => [file, readFileSync(join(folder, file), "utf8")]),
        );
    for (const folder of ["storefront", "payment-worker", "my-service"]) {
        it(`the example ${folder} as it is rendered`, async () => {
            const text = await render(scoreFiles(join("examples", folder)), "prod");
            assert.ok(fromManifests("all.yaml", text).resources.length > 3);
            assert.deepEqual(said("all.yaml", text), []);
        });
    }

    const pods = sharedPath("conformance", "pss");
    (pods === undefined ? it.skip : it)("every pod of the Pod Security conformance files", () => {
        const files = readdirSync(pods!, { recursive: true, encoding: "utf8" }).filter((file) =>
            file.endsWith(".yaml"),
        );
        assert.equal(files.length, 546);
        for (const file of files) {
            assert.deepEqual(said(file, readFileSync(join(pods!, file), "utf8")), [], file);
        }
    }).timeout(20_000);

    const linter = sharedPath("conformance", "policy", "kube-linter");
    (linter === undefined ? it.skip : it)("what another checker finds in its own file for this", () => {
        const file = join(linter!, "checks", "kubeconform.yml");
        assert.deepEqual(said(file, readFileSync(file, "utf8")), [
            "DaemonSet default/invalid-daemonset spec.replicas",
            "Pod default/invalid-pod spec.invalidField",
        ]);
    });
});
