import { gunzipSync } from "node:zlib";
import type { Problem } from "../../core/problem";

/** Largest text that is read, in bytes; more than any export of a stack we know of. */
const maxBytes = 256 * 1024 * 1024;

/** The text of a file: UTF-8, with or without byte order mark, or the same compressed with gzip; or what keeps it from being read. */
export function decodeText(file: string, bytes: Uint8Array): { text: string } | { problem: Problem } {
    if (bytes.byteLength > maxBytes) {
        return { problem: { ...tooLarge, message: `the file has ${bytes.byteLength} bytes; ${atMost}`, file } };
    }
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
        return unzip(file, bytes);
    }
    try {
        const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
        const binary = text.indexOf("\0");
        return binary === -1 ? { text } : { problem: notText(file, text, binary) };
    } catch {
        const text = new TextDecoder().decode(bytes);
        return { problem: notText(file, text, text.indexOf("\uFFFD")) };
    }
}

function unzip(file: string, bytes: Uint8Array): { text: string } | { problem: Problem } {
    try {
        return decodeText(file, gunzipSync(bytes, { maxOutputLength: maxBytes }));
    } catch (error) {
        const isLarge = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
        const hint = "compress it again, or name the uncompressed file";
        return {
            problem: isLarge
                ? { ...tooLarge, message: `the file is larger once it is uncompressed; ${atMost}`, file }
                : { code: "not-gzip", message: "the compressed file is damaged", hint, file },
        };
    }
}

const atMost = `at most ${maxBytes} are read`;
const tooLarge = { code: "file-too-large", hint: "is this the right file?" };

function notText(file: string, text: string, offset: number): Problem {
    const before = text.slice(0, Math.max(0, offset)).split("\n");
    return {
        code: "not-text",
        message: "this is not a text file in UTF-8",
        hint: "write YAML or JSON in UTF-8",
        file,
        line: before.length,
        column: before.at(-1)!.length + 1,
    };
}
