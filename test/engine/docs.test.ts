import { join } from "node:path";
import { pageShows } from "./docExamples";

describe("docs/testing.md", () => {
    pageShows("docs/testing.md", join(__dirname, "docs"), [
        "program.ts",
        "program.test.ts",
        "answers.test.ts",
        "traffic.test.ts",
    ]);
});
