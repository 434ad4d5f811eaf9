import type { Problem } from "../../core/problem";
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
    const files = containers.flatMap(({ args }) => Object.values(args.files ?? {}));
    const values = containers.flatMap(({ args }) => Object.values(args.secretValues ?? {}));
    const configMap = sum(files.map((file) => bytesOf(file.content) + decodedBytesOf(file.binaryContent)));
    const secret = sum([...files.map((file) => bytesOf(file.secretContent)), ...values.map(bytesOf)]);
    return [
        ...(configMap > maxContentBytes ? [tooLarge("files", `the files hold ${configMap} bytes`)] : []),
        ...(secret > maxContentBytes ? [tooLarge("secretValues", `secret files and values hold ${secret} bytes`)] : []),
    ];
}

function tooLarge(key: string, message: string): Problem {
    const hint = "put it into the image or fetch it at start";
    return problem("content-too-large", `${message}, and Kubernetes keeps 1 MiB (${maxContentBytes})`, hint, [key]);
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

function sum(numbers: readonly number[]): number {
    return numbers.reduce((total, number) => total + number, 0);
}
