import * as pulumi from "@pulumi/pulumi";
import { ProblemError } from "../core/problem";
import { SecretOutput } from "../provisioners/outputs";
import { lookup, lookupIn, parseTemplate, toText, type LookupContext } from "../score";

/** A text whose placeholders have been looked up, piece by piece. */
export type Piece =
    | { kind: "text"; text: string }
    | { kind: "output"; output: pulumi.Output<unknown> }
    /** `label` is the placeholder in words that serve in a name, for example `db_password`. */
    | { kind: "secret"; secret: SecretOutput; label: string };

/**
 * Takes a text apart and looks its placeholders up.
 *
 * @throws ProblemError where a placeholder stands for nothing, or for a map that holds more than plain data
 */
export function resolvePieces(text: string, context: LookupContext): Piece[] {
    return parseTemplate(text).map((part): Piece => {
        if (part.kind === "text") {
            return part;
        }
        const value = lookup(part.path, context);
        if (value instanceof SecretOutput) {
            return { kind: "secret", secret: value, label: part.path.slice(1).join("_") };
        }
        if (pulumi.Output.isInstance(value)) {
            return { kind: "output", output: value };
        }
        if (!isPlain(value)) {
            throw new ProblemError({
                code: "placeholder-map",
                message: `\${${part.raw}} is a map that holds more than plain values`,
                hint: "name one of its keys",
            });
        }
        return { kind: "text", text: toText(value) };
    });
}

/** One text of pieces without secrets: plain where all of them are. */
export function joinPublic(pieces: readonly Piece[]): pulumi.Input<string> {
    if (pieces.every((piece) => piece.kind === "text")) {
        return pieces.map((piece) => piece.text).join("");
    }
    return joinInputs(pieces.map(contentOf));
}

/** One secret Output of pieces; undefined where the value of a secret among them is not known to Pulumi. */
export function joinSecret(pieces: readonly Piece[]): pulumi.Output<string> | undefined {
    return pieces.some((piece) => piece.kind === "secret" && piece.secret.value === undefined)
        ? undefined
        : pulumi.secret(joinInputs(pieces.map(contentOf)));
}

/** Joins texts, Outputs and whatever Outputs hold, as placeholders are written into a text. */
function joinInputs(parts: readonly pulumi.Input<unknown>[]): pulumi.Output<string> {
    return pulumi.all([...parts]).apply((known) => known.map(toText).join(""));
}

/**
 * The value under further keys of a resource's output.
 *
 * @throws ProblemError where a key is missing
 */
export function outputUnder(value: unknown, keys: readonly string[], whole: readonly string[]): unknown {
    if (keys.length === 0) {
        return value;
    }
    if (pulumi.Output.isInstance(value)) {
        return value.apply((known: unknown) => lookupIn(known, keys, whole));
    }
    const [first = "", ...rest] = keys;
    return outputUnder(lookupIn(value instanceof SecretOutput ? undefined : value, [first], whole), rest, whole);
}

function contentOf(piece: Piece): pulumi.Input<unknown> {
    switch (piece.kind) {
        case "text":
            return piece.text;
        case "output":
            return piece.output;
        case "secret":
            return piece.secret.value;
    }
}

function isPlain(value: unknown): boolean {
    if (value instanceof SecretOutput || pulumi.Output.isInstance(value)) {
        return false;
    }
    return typeof value !== "object" || value === null || Object.values(value).every(isPlain);
}
