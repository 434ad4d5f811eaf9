import { z } from "zod";
import type { PathStep } from "../../core/pointer";
import type { Place, Problem } from "../../core/problem";
import { check } from "../../core/schema";
import { readYaml, type YamlDocument } from "../../core/yamlDocument";
import type { Rule } from "../rule";
import type { Severity } from "../severity";
import { approversFile, sameId, wrongInWaiver, type Approvers } from "./wrongInWaiver";
import { approversSchema, waiverSchema, type Waiver, type WaiverFlaw, type WaiverSet } from "./waiver";

/** A file of the folder of waivers. */
export interface WaiverFile {
    /** As the user named it. */
    file: string;
    content: string | Uint8Array;
}

/**
 * Waivers with everything that keeps some of them from counting: a wrong file hides no other one.
 *
 * @param today `2026-12-01` (UTC)
 * @param rules All rules that a waiver may name.
 */
export function readWaivers(files: readonly WaiverFile[], today: string, rules: readonly Rule[]): WaiverSet {
    const sorted = [...files].sort((a, b) => (a.file < b.file ? -1 : 1));
    const isApprovers = ({ file }: WaiverFile): boolean => file.split(/[/\\]/).at(-1) === approversFile;
    const flaws: WaiverFlaw[] = [];
    const approvers = readApprovers(sorted.find(isApprovers), flaws);
    const read = sorted.filter((file) => !isApprovers(file)).flatMap((file) => readFile(file, flaws));
    const known = new Map(rules.map((rule) => [rule.id, rule]));
    const seen = new Map<string, number>();
    read.forEach(({ id }) => seen.set(id, (seen.get(id) ?? 0) + 1));
    const waivers = read.filter((waiver) => {
        const twice = { message: "another waiver has the same id", fix: "give each its own" };
        const wrong = [
            ...(seen.get(waiver.id) === 1 ? [] : [twice]),
            ...wrongInWaiver(waiver, today, approvers, known),
        ];
        flaws.push(...wrong.map((one) => ({ id: waiver.id, place: waiver.place, ...one })));
        return wrong.length === 0;
    });
    return { waivers, flaws };
}

function readFile({ file, content }: WaiverFile, flaws: WaiverFlaw[]): Waiver[] {
    const { document, problems } = readYaml(file, content);
    if (document === undefined) {
        flaws.push(...problems.filter(({ code }) => code !== "empty-document").map((one) => asFlaw(file, one)));
        return [];
    }
    if (!Array.isArray(document.value)) {
        const message = "a file of waivers is a list, and this is none";
        flaws.push({ id: file, place: document.place([]), message, fix: 'write "- " before each waiver' });
        return [];
    }
    return document.value.flatMap((value: unknown, index) => readOne(document, value, index, flaws));
}

function readOne(document: YamlDocument, value: unknown, index: number, flaws: WaiverFlaw[]): Waiver[] {
    const place = (path: readonly PathStep[], part: "key" | "value"): Place => document.place([index, ...path], part);
    const checked = check(waiverSchema, value, { place });
    if (checked.value !== undefined) {
        return [{ ...checked.value, place: document.place([index]) }];
    }
    const id = z.looseObject({ id: z.string() }).safeParse(value).data?.id ?? document.file;
    flaws.push(...checked.problems.map((problem) => asFlaw(id, problem)));
    return [];
}

function readApprovers(file: WaiverFile | undefined, flaws: WaiverFlaw[]): Approvers {
    if (file === undefined) {
        return () => [];
    }
    const { document, problems } = readYaml(file.file, file.content);
    const checked =
        document === undefined
            ? { value: undefined, problems }
            : check(approversSchema, document.value, { place: (path, part) => document.place(path, part) });
    flaws.push(...checked.problems.map((problem) => asFlaw(file.file, problem)));
    const known = Object.entries(checked.value?.approvers ?? {}) as [string, Severity[]][];
    return (id) => known.filter(([name]) => sameId(name, id)).flatMap(([, severities]) => severities);
}

function asFlaw(id: string, { message, hint, file, line, column }: Problem): WaiverFlaw {
    return { id, place: { file, line, column }, message, fix: hint ?? "mend it as docs/policies.md shows" };
}
