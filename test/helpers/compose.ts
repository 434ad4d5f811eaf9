import { preview, update, type EngineOptions, type EngineResource, type EngineResult } from "../../engine";
import { ProblemError, type Problem } from "../../core/problem";
import type { Provisioner } from "../../provisioners/provisioner";
import { readScore, type ScoreWorkload } from "../../score";
import { compose, type ComposedEnvironment } from "../../stacks/compose";
import { readStackConfig } from "../../stacks/config";

/** What a test composes: Score texts by file name, and what stands around them. */
export interface Composition {
    files: Record<string, string>;
    stack?: string;
    values?: Record<string, unknown>;
    provisioners?: readonly Provisioner[];
    base?: string;
    engine?: EngineOptions;
    /** True: as an update, where everything is known. */
    update?: boolean;
}

/** Reads Score texts that must be valid. */
function workloadsOf(files: Record<string, string>): ScoreWorkload[] {
    return Object.entries(files).map(([file, text]) => {
        const { workload, errors } = readScore(file, text);
        if (workload === undefined) {
            throw new ProblemError(errors);
        }
        return workload;
    });
}

/** Composes and previews an environment. */
export async function composed(
    composition: Composition,
): Promise<EngineResult & { environment: ComposedEnvironment; one: (type: string, name: string) => EngineResource }> {
    const { files, stack = "dev", values = {}, provisioners, base, engine } = composition;
    const run = composition.update === true ? update : preview;
    const workloads = workloadsOf(files);
    const config = readStackConfig({ stack, values });
    let environment: ComposedEnvironment | undefined;
    const result = await run(
        () => {
            environment = compose({ workloads, config, provisioners, base });
        },
        { project: "shop", stack, ...engine },
    );
    const one = (type: string, name: string): EngineResource => {
        const found = result.resources.filter(
            (resource) => resource.name === name && resource.type.endsWith(`:${type}`),
        );
        if (found.length !== 1) {
            const all = result.resources.map((resource) => `${resource.type} ${resource.name}`).join("\n");
            throw new Error(`${found.length} times ${type} "${name}" in\n${all}`);
        }
        return found[0]!;
    };
    return { ...result, environment: environment!, one };
}

/** The problems with which composing fails, and whether anything was registered before. */
export async function refusal(composition: Composition): Promise<readonly Problem[]> {
    const registered: string[] = [];
    const onResource = ({ type, name }: EngineResource): void => {
        if (type !== "pulumi:pulumi:Stack") {
            registered.push(`${type} ${name}`);
        }
    };
    try {
        await composed({ ...composition, engine: { ...composition.engine, onResource } });
    } catch (error) {
        if (error instanceof ProblemError) {
            if (registered.length > 0) {
                throw new Error(`registered before the refusal: ${registered.join(", ")}`, { cause: error });
            }
            return error.problems;
        }
        throw error;
    }
    throw new Error("nothing was refused");
}

/** A Score text of one workload with one container of the same name. */
export function score(name: string, rest = "", container = ""): string {
    return `apiVersion: score.dev/v1b1
metadata:
  name: ${name}
containers:
  ${name}:
    image: registry.example/${name}:1.0.0
${indent(container, 4)}${indent(rest, 0)}`;
}

function indent(text: string, by: number): string {
    return text === "" ? "" : text.replace(/^/gm, " ".repeat(by)).trimEnd() + "\n";
}
