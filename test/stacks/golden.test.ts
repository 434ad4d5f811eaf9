import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { defineProvisioner } from "../../provisioners/provisioner";
import { toManifests } from "../../stacks/manifests";
import type { Manifest } from "../../stacks/manifest";
import { composed } from "../helpers/compose";
import { sharedPath } from "../helpers/shared";
import { assertListed, goldenDifferences } from "../score/disagreements";
import { fieldsOf, mountsOf } from "./meaning";

/** The made-up type of the example that is mounted. */
const vol = defineProvisioner({
    type: "vol",
    description: "A volume of a made-up type",
    backends: ["empty directory"],
    params: z.object({}),
    outputs: "any",
    registers: false,
    provision: () => ({ outputs: {}, volume: { emptyDir: {} } }),
});

describe("stacks: what score-k8s makes of one workload, and we", () => {
    const folder = sharedPath("conformance", "score", "vectors");
    if (folder === undefined) {
        it("skipped: ../shared/conformance/score is not there");
        return;
    }
    // Images of the example have no tag.
    const read = (file: string) => readFileSync(join(folder, file), "utf8").replaceAll(/image: \S+$/gm, "$&:1");
    const theirs = parseAllDocuments(read("score-k8s-golden.expected.yaml"))
        .map((document) => document.toJS() as Manifest | null)
        .filter((object) => object !== null);
    let ours: Manifest[] = [];
    before(async () => {
        const text = read("score-k8s-golden.input.yaml");
        const provisioners = [{ type: "thing", static: { key: "xxx" } }];
        const files = { "example.yaml": text };
        const { resources } = await composed({ files, values: { provisioners }, provisioners: [vol] });
        ours = toManifests(resources).objects;
    });

    /** Fields of Service and Deployment by their paths; mounts are compared by what a container sees. */
    const fields = (objects: Manifest[]) =>
        new Map(
            objects
                .filter(({ kind }) => ["Service", "Deployment"].includes(kind))
                .flatMap((object) =>
                    fieldsOf(object)
                        .filter(([path]) => !/\.volumeMounts\[|\.volumes\[|^status\./.test(path))
                        .map(([path, value]) => [`${object.kind} ${path}`, value]),
                ),
        );
    /** Labels and containers are spoken of in one word, whatever object they stand in. */
    const short = (path: string) => path.replace(/^.*?\.(?=(labels|annotations|selector|containers)[.[])/, "");

    it("has every field that theirs has, apart from those that are listed", () => {
        const found = fields(ours);
        const asked = [...fields(theirs)];
        assert.ok(asked.length > 40, String(asked.length));
        const others = asked.filter(([path, value]) => found.get(path) !== value);
        assertListed(
            others.map(([path]) => short(path)),
            goldenDifferences,
        );
    });

    it("lets each container see the same files and volumes at the same paths, and a writable /tmp", () => {
        for (const container of ["c1", "c2"]) {
            assert.deepEqual(mountsOf(ours, container), { ...mountsOf(theirs, container), "/tmp": "emptyDir" });
        }
        assert.equal(mountsOf(ours, "c1")["/root.md"], "my-content example");
        assert.equal(mountsOf(ours, "c1")["/binary"], "hello ${metadata.name} world");
    });

    it("has a file at /root.md without a mount at / that would hide the image", () => {
        const paths = (objects: Manifest[]) =>
            objects
                .flatMap((object) => fieldsOf(object))
                .filter(([path]) => path.endsWith(".mountPath"))
                .map(([, value]) => value);
        assert.ok(paths(theirs).includes("/"));
        assert.ok(!paths(ours).includes("/"));
    });
});
