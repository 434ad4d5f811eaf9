import { join, resolve } from "node:path";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { stringify } from "yaml";
import { ProblemError } from "../core/problem";
import { applyRank } from "../stacks/applyOrder";
import type { Manifest } from "../stacks/manifest";
import { toManifests, type Manifests } from "../stacks/manifests";
import type { NeededSecret } from "../stacks/neededSecrets";
import { environmentArguments } from "./environmentArguments";
import { runEnvironment } from "./environmentRun";
import { exitStatus, printJson, type Streams } from "./output";
import { replaceFile } from "./replaceFile";
import { workingFolder } from "./workingFolder";

/** `waymark render`: an environment as plain Kubernetes manifests. */
export async function render(argv: readonly string[], streams: Streams): Promise<number> {
    const args = environmentArguments("render", argv, ["yaml", "json"]);
    const { result } = await runEnvironment(args, streams);
    const manifests = toManifests(result.resources);
    if (args.output !== "-") {
        writeFolder(args.output, manifests, args.format, streams);
    } else if (args.format === "json") {
        streams.err(secretLines(manifests.secrets));
        printJson(streams, { apiVersion: "v1", kind: "List", items: manifests.objects });
    } else {
        const documents = manifests.objects.map((object) => `---\n${yamlText(object)}`);
        streams.out(secretLines(manifests.secrets, "# ") + documents.join(""));
    }
    return exitStatus.fine;
}

/** As YAML 1.1, which Kubernetes reads: text such as `on` or `0123` is quoted. */
export function yamlText(object: Manifest): string {
    return stringify(object, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false });
}

function secretLines(secrets: readonly NeededSecret[], prefix = ""): string {
    if (secrets.length === 0) {
        return "";
    }
    const lines = secrets.map(({ namespace, name, keys }) => `  ${namespace}/${name}: ${keys.join(", ")}`);
    return ["Secrets that must exist, with these keys (none is rendered):", ...lines]
        .map((line) => `${prefix}${line}\n`)
        .join("");
}

/** Names of the files that a rendering writes: rank of the kind, kind, name. */
const ownFile = /^\d\d-[a-z]+-[a-z0-9.-]+\.(yaml|json)$/;

/** One file per object; files of an earlier rendering whose objects are gone are removed, others are left alone. */
function writeFolder(folder: string, { objects, secrets }: Manifests, format: string, streams: Streams): void {
    const path = resolve(workingFolder(), folder);
    const texts = new Map(
        objects.map((object) => [
            `${String(applyRank(object.kind)).padStart(2, "0")}-${object.kind.toLowerCase()}-${object.metadata.name}.${format}`,
            format === "json" ? `${JSON.stringify(object, null, 2)}\n` : yamlText(object),
        ]),
    );
    try {
        mkdirSync(path, { recursive: true });
        texts.forEach((text, name) => replaceFile(join(path, name), text));
        readdirSync(path)
            .filter((name) => ownFile.test(name) && !texts.has(name))
            .forEach((name) => rmSync(join(path, name)));
    } catch (error) {
        const { code = "unknown reason" } = error as NodeJS.ErrnoException;
        const message = `the folder can't be written (${code})`;
        throw new ProblemError({ code: "not-writable", message, hint: "name another folder", file: folder });
    }
    streams.err(`${secretLines(secrets)}${texts.size} files written to ${folder}\n`);
}
