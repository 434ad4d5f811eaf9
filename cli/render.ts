import { join, resolve } from "node:path";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
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
import { usageError } from "./usage";
import { workingFolder } from "./workingFolder";

/** `waymark render`: an environment as plain Kubernetes manifests. */
export async function render(argv: readonly string[], streams: Streams): Promise<number> {
    const args = environmentArguments("render", argv, ["yaml", "json"]);
    if (args.output === "") {
        throw usageError("--output is empty", "render");
    }
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

/** The form of the names that a rendering gives its files; holds no path. */
const ownFile = /^\d\d-[a-z]+-[a-z0-9._-]+\.(yaml|json)$/;

/** Lists the files that the last rendering wrote into a folder: only those may ever be removed. */
const recordFile = ".waymark-rendered";

/** One file per object; files of the last rendering whose objects are gone are removed, all others are left alone. */
function writeFolder(folder: string, { objects, secrets }: Manifests, format: string, streams: Streams): void {
    const path = resolve(workingFolder(), folder);
    const record = join(path, recordFile);
    const texts = new Map<string, string>(
        fileNames(objects).map((name, index) => {
            const object = objects[index]!;
            const text = format === "json" ? `${JSON.stringify(object, null, 2)}\n` : yamlText(object);
            return [`${name}.${format}`, text] as const;
        }),
    );
    try {
        mkdirSync(path, { recursive: true });
        const before = existsSync(record) ? readFileSync(record, "utf8").split("\n") : [];
        texts.forEach((text, name) => replaceFile(join(path, name), text));
        before
            .filter((name) => ownFile.test(name) && !texts.has(name))
            .forEach((name) => rmSync(join(path, name), { force: true }));
        replaceFile(record, `${[...texts.keys()].join("\n")}\n`);
    } catch (error) {
        const { code = "unknown reason" } = error as NodeJS.ErrnoException;
        const message = `the folder can't be written (${code})`;
        throw new ProblemError({ code: "not-writable", message, hint: "name another folder", file: folder });
    }
    streams.err(`${secretLines(secrets)}${texts.size} files written to ${folder}\n`);
}

/** Rank of the kind, kind, name: `09-deployment-cart`. Where objects share it, with API group and namespace. */
function fileNames(objects: readonly Manifest[]): string[] {
    const nameOf = ({ kind, metadata }: Manifest, scope = ""): string =>
        `${String(applyRank(kind)).padStart(2, "0")}-${kind.toLowerCase()}-${scope}${metadata.name}`;
    const shared = new Map<string, number>();
    objects.forEach((object) => shared.set(nameOf(object), (shared.get(nameOf(object)) ?? 0) + 1));
    return objects.map((object) => {
        const scope = `${object.apiVersion.replace("/", "_")}_${object.metadata.namespace ?? ""}_`;
        return nameOf(object, shared.get(nameOf(object)) === 1 ? "" : scope);
    });
}
