import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parse } from "yaml";

export const tools = ["polaris", "kube-linter", "kube-score", "gatekeeper-library", "trivy"] as const;
export type Tool = (typeof tools)[number];

export interface ObjectName {
    apiVersion: string;
    kind: string;
    namespace: string | null;
    name: string | null;
}

/** One verdict of another tool about a file. */
export interface Case {
    tool: Tool;
    /** The tool's id, as rule-map.json has it. */
    check: string;
    /** `<check>/<file>`, with `@<options>` and `#<object>` where the tool names them. */
    key: string;
    file: string;
    /** Other files whose objects exist beside it. */
    inventory: readonly string[];
    expect: "pass" | "fail" | "mutated";
    /** The only object that the verdict is about. */
    object?: ObjectName;
    /** Objects of the file that other cases of the same check let pass. */
    passing: readonly ObjectName[];
    /** How many objects of the file a "fail" is about at least. */
    failing: number;
    /** How many reports of the file a "fail" is: several may be about one object. */
    reports: number;
    /** What the tool was told: parameters of a gatekeeper constraint, run options of kube-score. */
    options: Readonly<Record<string, unknown>>;
    /** For "mutated": the file that mending gives `file` from. */
    mutates?: string;
    /** Kubernetes manifests unless it says otherwise. */
    format: "manifests" | "cloudformation";
    /** What the case needs that its file doesn't hold. */
    needsConfig: boolean;
}

interface Row {
    check: string;
    file: string;
    expect: Case["expect"];
    object?: ObjectName | null;
    candidates?: ObjectName[];
    violations?: number | null;
    config?: string | null;
    constraint?: string | null;
    inventory?: string[];
    mutates?: string;
    format?: string;
    needs_config?: boolean;
}

/** All cases of a tool; `folder` is the one that holds all tools' folders. */
export function readCases(folder: string, tool: Tool): Case[] {
    const lines = readFileSync(join(folder, tool, "cases.jsonl"), "utf8")
        .trim()
        .split("\n");
    const rows = lines.map((line) => JSON.parse(line) as Row);
    const seen = new Map<string, number>();
    return rows.map((row) => {
        const check = checkId(tool, row.check);
        const name = `${check}/${row.file}${optionsNote(row)}${objectNote(row.object)}`;
        const count = (seen.get(name) ?? 0) + 1;
        seen.set(name, count);
        return {
            tool,
            check,
            key: count === 1 ? name : `${name} (${count})`,
            file: row.file,
            inventory: row.inventory ?? [],
            expect: row.expect,
            ...(row.object ? { object: row.object } : {}),
            passing: rows.flatMap(({ check: other, file, object, expect }) =>
                other === row.check && file === row.file && expect === "pass" && object ? [object] : [],
            ),
            // A tool may report several things of one object, and objects may have the same name.
            failing: Math.max(1, Math.min(row.violations ?? 1, new Set(row.candidates?.map(nameText)).size)),
            reports: row.violations ?? 1,
            options: row.constraint ? constraintOptions(join(folder, tool, row.constraint)) : runOptions(row.config),
            ...(row.mutates === undefined ? {} : { mutates: row.mutates }),
            format: row.format === "cloudformation" ? "cloudformation" : "manifests",
            needsConfig: row.needs_config === true,
        };
    });
}

function nameText({ kind, namespace, name }: ObjectName): string {
    return [kind, namespace, name].join(" ");
}

function checkId(tool: Tool, check: string): string {
    switch (tool) {
        case "kube-score":
            return check.toLowerCase().replaceAll(" ", "-");
        case "gatekeeper-library":
            return basename(check);
        default:
            return check;
    }
}

function objectNote(object: ObjectName | null | undefined): string {
    return object ? `#${object.kind} ${object.namespace ?? ""}/${object.name ?? ""}` : "";
}

function optionsNote({ file, config, constraint }: Row): string {
    const notes = Object.entries(runOptions(config)).map(([name, value]) => `${name}=${String(value)}`);
    if (constraint && dirname(constraint) !== dirname(file)) {
        notes.push(basename(dirname(constraint)));
    } else if (constraint && basename(constraint) !== "constraint.yaml") {
        notes.push(basename(constraint, ".yaml"));
    }
    return notes.length === 0 ? "" : `@${notes.join(",")}`;
}

/** kube-score's run options, which stand as Go source: numbers, truths and a version. */
function runOptions(config: string | null | undefined): Record<string, unknown> {
    const text = (config ?? "").replace(/config\.Semver\{Major: (\d+), Minor: (\d+)\}/g, '"$1.$2"');
    const pairs = [...text.matchAll(/(\w+): (?:(\d+)|(true|false)|"([\d.]+)")/g)];
    return Object.fromEntries(
        pairs
            .filter(([, name]) => name !== "UseOptionalChecksAnnotation")
            .map(([, name = "", number, truth, version]): [string, unknown] =>
                number !== undefined
                    ? [name, Number(number)]
                    : [name, truth === undefined ? version : truth === "true"],
            ),
    );
}

function constraintOptions(path: string): Record<string, unknown> {
    const constraint = parse(readFileSync(path, "utf8")) as { spec?: { parameters?: Record<string, unknown> | null } };
    return constraint.spec?.parameters ?? {};
}
