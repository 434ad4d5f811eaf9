import { readFileSync } from "node:fs";
import { sharedPath } from "./shared";

/** The Score files that the seed article prints, exactly as it prints them; undefined where the article is not there. */
export function seedSamples(): string[] | undefined {
    const path = sharedPath("seed", "internal-developer-platform.txt");
    if (path === undefined) {
        return undefined;
    }
    const samples = readFileSync(path, "utf8").matchAll(/^## score\.yaml.*\n(apiVersion: [\s\S]*?\n)\n(?=[A-Z])/gm);
    return [...samples].map(([, text = ""]) => text);
}
