import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { ProblemError } from "../core/problem";
import { testRule, type RuleFolder, type RuleTestRow } from "../policies/ruleTests";
import { count } from "../policies/reports/summary";
import { exitStatus, printJson, type Streams } from "./output";
import { policyListArguments } from "./policyListArguments";
import { policySetup } from "./policySetup";
import { pathOfArgument } from "./scoreFiles";
import { usageError } from "./usage";

/** `waymark policy test`: whether rules find in their fixtures what they should. */
export function policyTest(argv: readonly string[], streams: Streams): number {
    const { names, config, format } = policyListArguments("policy test", argv);
    const [folder] = names;
    if (folder === undefined || names.length > 1) {
        throw usageError("name one folder", "policy test");
    }
    const { rules } = policySetup(config);
    const folders = ruleFolders(folder);
    if (folders.length === 0) {
        const hint = "each rule has a folder of its name with success.*.yaml and failure.*.yaml";
        throw new ProblemError({ code: "no-fixtures", message: "there are no fixtures in it", hint, file: folder });
    }
    const rows = folders.flatMap((one) => testRule(one, rules));
    const failed = rows.filter(({ passed }) => !passed);
    if (format === "json") {
        printJson(streams, rows);
    } else {
        streams.out(failed.map(rowText).join(""));
        streams.out(`${count(folders.length, "rule")}, ${count(rows.length, "fixture")}: ${verdict(failed.length)}\n`);
    }
    return failed.length === 0 ? exitStatus.fine : exitStatus.verdictIsNo;
}

function verdict(failed: number): string {
    return failed === 0 ? "all as expected" : `${failed} not as expected`;
}

function rowText({ rule, file, missing, unexpected, errors }: RuleTestRow): string {
    const findingText = ({ object, container, path }: RuleTestRow["missing"][number]): string =>
        `${object}${container === undefined ? "" : ` container ${container}`} at ${path}`;
    const lines = [
        ...missing.map((one) => `expected, not found: ${findingText(one)}`),
        ...unexpected.map((one) => `found, not expected: ${findingText(one)}`),
        ...errors,
    ];
    return `${[rule, file].join("/").replace(/\/$/, "")}\n${lines.map((line) => `    ${line}\n`).join("")}`;
}

/** Every folder at or below one that holds fixtures. */
function ruleFolders(folder: string): RuleFolder[] {
    const path = pathOfArgument(folder);
    try {
        return foldersBelow(path);
    } catch (error) {
        const message = `the folder can't be read (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`;
        throw new ProblemError({ code: "file-not-readable", message, hint: "check the path", file: folder });
    }
}

function foldersBelow(path: string, isTop = true): RuleFolder[] {
    const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    const names = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
    const files = new Map(
        names.filter((name) => /\.(ya?ml|json)$/.test(name)).map((name) => [name, readFileSync(join(path, name))]),
    );
    const isFixtures = names.some((name) => /^(success|failure|unknown)\.|^expected\.json$/.test(name));
    const isEmpty = entries.length === 0 && !isTop;
    return [
        ...(isFixtures || isEmpty ? [{ rule: basename(path), files }] : []),
        ...entries.filter((entry) => entry.isDirectory()).flatMap(({ name }) => foldersBelow(join(path, name), false)),
    ];
}
