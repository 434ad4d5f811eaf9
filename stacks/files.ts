import { ProblemError } from "../core/problem";
import type { FileArgs } from "../components/standardService/args";
import type { LookupContext, ScoreFile } from "../score";
import { joinPublic, joinSecret, resolvePieces } from "./resolve";
import type { SourceContent } from "./sources";

/**
 * A file of a container: plain text, a key of a Secret where it is nothing but a secret, or text with secrets in it,
 * which the service keeps in a Secret of its own.
 *
 * @param read reads what `source` names
 * @throws ProblemError where a secret that only the cluster knows is part of a longer text
 */
export function fileArgs(file: ScoreFile, context: LookupContext, read: (source: string) => SourceContent): FileArgs {
    const { mode, noExpand } = file;
    const given = file.source === undefined ? file : read(file.source);
    if (given.content === undefined) {
        return { binaryContent: given.binaryContent, mode };
    }
    if (noExpand === true) {
        return { content: given.content, mode };
    }
    const pieces = resolvePieces(given.content, context);
    const [first] = pieces;
    if (pieces.every(({ kind }) => kind !== "secret")) {
        return { content: joinPublic(pieces), mode };
    }
    if (pieces.length === 1 && first?.kind === "secret" && first.secret.reference !== undefined) {
        return { secret: first.secret.reference, mode };
    }
    const secretContent = joinSecret(pieces);
    if (secretContent === undefined) {
        throw new ProblemError({
            code: "secret-in-text",
            message: "a secret whose value only the cluster knows can't be part of a longer text",
            hint: "make it a file of its own, or an environment variable",
        });
    }
    return { secretContent, mode };
}
