import { join } from "node:path";
import { pageShows } from "../engine/docExamples";

describe("docs/ownRules.md", () => {
    pageShows("docs/ownRules.md", join(__dirname, "docs"), [
        "noDefaultNamespace.ts",
        "trustedRegistries.ts",
        "ownRules.test.ts",
        "pack.ts",
    ]);
});
