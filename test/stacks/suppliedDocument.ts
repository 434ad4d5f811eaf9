import { z } from "zod";
import { defineProvisioner, type Provisioner } from "../../provisioners/provisioner";
import { ProvisionerRegistry } from "../../provisioners/registry";
import { parseTemplate, type ScoreDocument } from "../../score";
import { stringsIn } from "../../score/plainData";

/** A document with what it leaves open, and what an environment gives for the rest. */
export interface SuppliedDocument {
    document: ScoreDocument;
    /** Stack configuration. */
    values: Record<string, unknown>;
    provisioners: Provisioner[];
    /** Files that `source` names. */
    sources: string[];
}

const registry = new ProvisionerRegistry();

/**
 * Supplies what an example document leaves to its reader: a tagged image for `.`, an untagged one and `latest`, a volume
 * where a plain string or a made-up type stands for one, `static` outputs of the other types that nobody provides, values
 * of the environment.
 */
export function supplied(example: ScoreDocument): SuppliedDocument {
    const document = structuredClone(example);
    const { name } = document.metadata;
    const images: Record<string, string> = {};
    const sources: string[] = [];
    for (const [key, container] of Object.entries(document.containers)) {
        if (container.image === ".") {
            images[`${name}/${key}`] = `registry.example/${key}:1.0.0`;
        } else {
            container.image = tagged(container.image);
        }
        sources.push(...Object.values(container.files ?? {}).flatMap(({ source }) => source ?? []));
        for (const volume of Object.values(container.volumes ?? {})) {
            volume.source = declared(document, volume.source);
        }
    }
    const values: Record<string, unknown> = {};
    const given: Record<string, unknown>[] = [];
    const provisioners: Provisioner[] = [];
    for (const [key, { type, class: className = "default", id = "" }] of Object.entries(document.resources ?? {})) {
        const outputs = Object.fromEntries(outputsAskedOf(document, key).map((output) => [output, `the ${output}`]));
        if (type === "environment") {
            Object.assign(values, outputs);
        } else if (registry.find({ type, class: className, id }) !== undefined) {
            continue;
        } else if (isMounted(document, key)) {
            provisioners.push(volumeOf(type, outputs));
        } else {
            given.push({ type, static: outputs });
        }
    }
    return { document, values: { images, values, provisioners: given }, provisioners, sources };
}

function tagged(image: string): string {
    return /:(?!latest$)[^/]+$/.test(image) ? image : `${image.replace(/:latest$/, "")}:1.0.0`;
}

/** A plain string as the source of a volume means one that the reader has: a resource of that name. */
function declared(document: ScoreDocument, source: string): string {
    if (source.includes("${")) {
        return source;
    }
    (document.resources ??= {})[source] ??= { type: "volume" };
    return `\${resources.${source}}`;
}

function volumeOf(type: string, outputs: Record<string, string>): Provisioner {
    return defineProvisioner({
        type,
        description: "A volume of a made-up type",
        backends: ["empty directory"],
        params: z.object({}),
        outputs: "any",
        registers: false,
        provision: () => ({ outputs, volume: { emptyDir: {} } }),
    });
}

function placeholdersOf(document: ScoreDocument): string[][] {
    return stringsIn(document)
        .flatMap(({ text }) => parseTemplate(text))
        .flatMap((part) => (part.kind === "reference" && part.path[0] === "resources" ? [part.path.slice(1)] : []));
}

function isMounted(document: ScoreDocument, resource: string): boolean {
    return placeholdersOf(document).some(([name, ...keys]) => name === resource && keys.length === 0);
}

function outputsAskedOf(document: ScoreDocument, resource: string): string[] {
    return placeholdersOf(document).flatMap(([name, output]) => (name === resource ? (output ?? []) : []));
}
