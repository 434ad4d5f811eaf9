import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";

export const root = resolve(__dirname, "..", "..");

/** Properties of every argument interface, read by TypeScript itself rather than by the analyzer. */
export function declaredProperties(): Record<string, { all: string[]; required: string[] }> {
    const files = sourceFiles(["components"]).filter((path) => /(args|connection)\.ts$/.test(path));
    const program = ts.createProgram(files, { noResolve: false, types: [], skipLibCheck: true });
    const checker = program.getTypeChecker();
    const found: Record<string, { all: string[]; required: string[] }> = {};
    for (const file of files) {
        ts.forEachChild(program.getSourceFile(file)!, (node) => {
            if (ts.isInterfaceDeclaration(node)) {
                const properties = checker.getTypeAtLocation(node).getProperties();
                const required = properties.filter(({ flags }) => (flags & ts.SymbolFlags.Optional) === 0);
                found[node.name.text] = { all: names(properties), required: names(required) };
            }
        });
    }
    return found;
}

function names(symbols: readonly ts.Symbol[]): string[] {
    return symbols.map(({ name }) => name).sort();
}

/** All TypeScript files below folders of the project. */
export function sourceFiles(folders: readonly string[]): string[] {
    return folders.flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
            .filter((path) => path.endsWith(".ts"))
            .map((path) => join(root, folder, path)),
    );
}
