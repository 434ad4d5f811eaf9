import type { PathStep } from "../../core/pointer";
import type { Problem } from "../../core/problem";
import { sortedEntries } from "../../core/sortedEntries";
import { argumentProblem as problem } from "../shared/validation";
import type { FileArgs } from "./args";
import { stepsIn, type DeclaredContainer } from "./containers";

/** The most that Kubernetes keeps in one ConfigMap or Secret. */
const maxContentBytes = 1024 * 1024;

const contents = ["content", "binaryContent", "secretContent", "secret"] as const;

/** What is wrong with the files of one container. */
export function fileProblems(container: DeclaredContainer): Problem[] {
    return Object.entries(container.args.files ?? {}).flatMap(([path, file]) => {
        const here = stepsIn(container, "files", path);
        const given = contents.filter((key) => file[key] !== undefined);
        const found: Problem[] = [];
        if (given.length !== 1) {
            const message = given.length === 0 ? "the file has no content" : `the file has ${given.join(" and ")}`;
            found.push(problem("file-content", message, `give exactly one of ${contents.join(", ")}`, here));
        }
        if (typeof file.binaryContent === "string" && !isBase64(file.binaryContent)) {
            found.push(
                problem("bad-format", "this is no base64", "encode the bytes of the file", [...here, "binaryContent"]),
            );
        }
        return found;
    });
}

/** A ConfigMap or Secret that would be larger than Kubernetes keeps, as far as sizes are known. */
export function contentSizeProblems(containers: readonly DeclaredContainer[]): Problem[] {
    const files = containers.flatMap((container) =>
        sortedEntries(container.args.files).map(([path, file]) => ({ at: stepsIn(container, "files", path), file })),
    );
    const values = containers.flatMap((container) =>
        sortedEntries(container.args.secretValues).map(([name, value]) => ({
            at: stepsIn(container, "secretValues", name),
            bytes: bytesOf(value),
        })),
    );
    const configMap = files.map(({ at, file }) => ({
        at,
        bytes: bytesOf(file.content) + decodedBytesOf(file.binaryContent),
    }));
    const secret = [...files.map(({ at, file }) => ({ at, bytes: bytesOf(file.secretContent) })), ...values];
    return [...tooLarge("the files hold", configMap), ...tooLarge("secret files and values hold", secret)];
}

/** Told at the largest content, whose removal mends most. */
function tooLarge(what: string, contents: readonly { at: PathStep[]; bytes: number }[]): Problem[] {
    const total = contents.reduce((sum, { bytes }) => sum + bytes, 0);
    if (total <= maxContentBytes) {
        return [];
    }
    const [largest] = [...contents].sort((a, b) => b.bytes - a.bytes);
    const message = `${what} ${total} bytes, and Kubernetes keeps 1 MiB (${maxContentBytes})`;
    return [problem("content-too-large", message, "put it into the image or fetch it at start", largest?.at ?? [])];
}

function bytesOf(value: FileArgs["content"]): number {
    return typeof value === "string" ? Buffer.byteLength(value) : 0;
}

function decodedBytesOf(value: FileArgs["binaryContent"]): number {
    return typeof value === "string" ? Buffer.byteLength(value, "base64") : 0;
}

function isBase64(text: string): boolean {
    return /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0;
}
