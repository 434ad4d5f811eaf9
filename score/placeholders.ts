import { suggest } from "../core/nearest";
import { getIn, toPointer, type PathStep } from "../core/pointer";
import type { Located } from "./before";
import type { ScoreDocument } from "./schema";
import { parseTemplate } from "./template";

const segment = /^[A-Za-z0-9_/.-]+$/;

/**
 * Checks every placeholder before anything is provisioned: it begins with `metadata` or `resources`, names something
 * that exists, and a resource without a key stands only where a volume is due.
 */
export function checkPlaceholders(document: ScoreDocument): Located[] {
    return [...templates(document)].flatMap(({ path, text, volume }) =>
        parseTemplate(text).flatMap((part) => {
            const complaint = part.kind === "text" ? undefined : judge(part.path, part.raw, document, volume);
            return complaint === undefined ? [] : [located(path, complaint)];
        }),
    );
}

interface Complaint {
    message: string;
    hint: string;
}

function judge(path: string[], raw: string, document: ScoreDocument, volume: boolean): Complaint | undefined {
    const [root, name] = path;
    if (root !== "metadata" && root !== "resources") {
        const hint = "begin with metadata or resources; write $${...} for the text itself";
        return { message: `the placeholder \${${raw}} refers to nothing`, hint };
    }
    if (name === undefined || !path.every((step) => segment.test(step))) {
        const hint = "write for example ${metadata.name} or ${resources.db.host}";
        return { message: `\${${raw}} is no valid placeholder`, hint };
    }
    if (root === "metadata") {
        const exists = getIn(document.metadata, path.slice(1)) !== undefined;
        const names = Object.keys(document.metadata);
        return exists ? undefined : { message: `there is no ${raw}`, hint: suggest(name, names) };
    }
    const resources = document.resources ?? {};
    if (!Object.hasOwn(resources, name)) {
        const names = Object.keys(resources);
        const hint = names.length === 0 ? `declare "${name}" under resources` : suggest(name, names);
        return { message: `there is no resource "${name}"`, hint };
    }
    if (path.length === 2 && !volume) {
        return {
            message: `\${${raw}} names a resource, but a value of it is due`,
            hint: `write for example \${${raw}.host}`,
        };
    }
    return undefined;
}

/** Every string in which placeholders are expanded, with its path. */
function* templates(document: ScoreDocument): Generator<{ path: PathStep[]; text: string; volume: boolean }> {
    for (const [name, container] of Object.entries(document.containers)) {
        const at = ["containers", name];
        for (const [key, text] of Object.entries(container.variables ?? {})) {
            yield { path: [...at, "variables", key], text, volume: false };
        }
        for (const [target, file] of Object.entries(container.files ?? {})) {
            if (file.content !== undefined && file.noExpand !== true) {
                yield { path: [...at, "files", target, "content"], text: file.content, volume: false };
            }
        }
        for (const [target, { source }] of Object.entries(container.volumes ?? {})) {
            yield { path: [...at, "volumes", target, "source"], text: source, volume: true };
        }
    }
    for (const [name, { params }] of Object.entries(document.resources ?? {})) {
        yield* stringsIn(params, ["resources", name, "params"]);
    }
}

function* stringsIn(value: unknown, path: PathStep[]): Generator<{ path: PathStep[]; text: string; volume: boolean }> {
    if (typeof value === "string") {
        yield { path, text: value, volume: false };
    } else if (typeof value === "object" && value !== null) {
        for (const [key, inner] of Object.entries(value)) {
            yield* stringsIn(inner, [...path, Array.isArray(value) ? Number(key) : key]);
        }
    }
}

function located(path: PathStep[], { message, hint }: Complaint): Located {
    return { path, problem: { code: "bad-placeholder", message, hint, pointer: toPointer(path) } };
}
