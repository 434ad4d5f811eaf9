import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The version of the package; package.json stands above the sources and above dist. */
export function version(): string {
    const file = [join(__dirname, "../package.json"), join(__dirname, "../../package.json")].find((path) =>
        existsSync(path),
    );
    return (JSON.parse(readFileSync(file ?? "", "utf8")) as { version: string }).version;
}
