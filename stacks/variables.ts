import type { Input } from "@pulumi/pulumi";
import { sha256Hex } from "../core/canonicalJson";
import { ProblemError } from "../core/problem";
import type { ContainerArgs } from "../components/standardService/args";
import { toText } from "../score";
import { joinPublic, joinSecret, type Piece } from "./resolve";

type Variables = Required<Pick<ContainerArgs, "variables" | "secretVariables" | "secretValues">>;

/**
 * The environment variables of one container. A secret stays a reference to the key of its Secret: alone as the
 * variable's source, inside a longer text as `$(NAME)` of a variable of its own, which Kubernetes puts in. Only where
 * there is no Secret to refer to is the whole text composed and kept in a Secret of the service.
 */
export class VariableSet {
    readonly args: Variables = { variables: {}, secretVariables: {}, secretValues: {} };
    readonly #labels = new Map<string, string>();

    /** @param names every variable of the file, so that none of them is taken for a reference */
    constructor(private readonly names: ReadonlySet<string>) {}

    /**
     * Adds a variable.
     *
     * @throws ProblemError where it mixes secrets that can only be referred to with others that can only be copied
     */
    add(name: string, pieces: readonly Piece[]): void {
        const secrets = pieces.flatMap((piece) => (piece.kind === "secret" ? [piece] : []));
        const [only] = secrets;
        if (only === undefined) {
            this.args.variables[name] = joinPublic(pieces.map(literally));
        } else if (pieces.length === 1 && only.secret.reference !== undefined) {
            this.args.secretVariables[name] = only.secret.reference;
        } else if (secrets.every(({ secret }) => secret.reference !== undefined)) {
            this.args.variables[name] = this.composed(pieces);
        } else {
            this.args.secretValues[name] = joinSecret(pieces) ?? refuse();
        }
    }

    private composed(pieces: readonly Piece[]): Input<string> {
        return joinPublic(
            pieces.map((piece) => {
                if (piece.kind !== "secret" || piece.secret.reference === undefined) {
                    return literally(piece);
                }
                const variable = this.referenceName(piece.label);
                this.args.secretVariables[variable] = piece.secret.reference;
                return { kind: "text", text: `$(${variable})` };
            }),
        );
    }

    /** `db.password` becomes `WAYMARK_DB_PASSWORD`, with hex digits of its hash where that is taken. */
    private referenceName(label: string): string {
        const plain = `WAYMARK_${label.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}`;
        const taken = this.names.has(plain) || (this.#labels.get(plain) ?? label) !== label;
        const name = taken ? `${plain}_${sha256Hex(label).slice(0, 6)}` : plain;
        this.#labels.set(name, label);
        return name;
    }
}

/**
 * A piece as Kubernetes has to find it so that the container gets what Score says: `$$` would become `$` there, and
 * `$(NAME)` another variable's value. Each `$` is doubled where one of them might be read that way.
 */
function literally(piece: Piece): Piece {
    switch (piece.kind) {
        case "text":
            return { kind: "text", text: doubled(piece.text) };
        case "output":
            return { kind: "output", output: piece.output.apply((value) => doubled(toText(value))) };
        case "secret":
            return piece;
    }
}

function doubled(text: string): string {
    return /\$[$(]|\$$/.test(text) ? text.replaceAll("$", () => "$$") : text;
}

function refuse(): never {
    throw new ProblemError({
        code: "secret-in-text",
        message: "this text mixes a secret that only the cluster knows with one that no Secret holds",
        hint: "use two variables",
    });
}
