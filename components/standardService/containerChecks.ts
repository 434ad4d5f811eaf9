import { mountedBelow, sameMountPath } from "../../core/mountPath";
import type { PathStep } from "../../core/pointer";
import type { Problem } from "../../core/problem";
import { sortedEntries } from "../../core/sortedEntries";
import { argumentProblem as problem } from "../shared/validation";
import type { ProbeArgs, StandardServiceArgs } from "./args";
import { stepsIn, type DeclaredContainer } from "./containers";
import { fileProblems } from "./contentChecks";

const probeKinds = ["livenessProbe", "readinessProbe", "startupProbe"] as const;
const handlers = ["httpGet", "exec", "tcpSocket", "grpc"] as const;

/**
 * What is wrong between the arguments of one container.
 *
 * @param twoHandlers whether a probe may have `exec` and `httpGet`, as Score allows; `exec` wins then
 */
export function containerProblems(
    container: DeclaredContainer,
    args: StandardServiceArgs,
    twoHandlers: boolean,
): Problem[] {
    const inMap = container.path !== "";
    return [
        ...(inMap && container.image === ""
            ? [problem("missing-key", '"image" is required', "name the image to run", stepsIn(container, "image"))]
            : []),
        ...variableProblems(container),
        ...fileProblems(container),
        ...filePathProblems(container),
        ...mountProblems(container, args),
        ...probeKinds.flatMap((kind) => probeProblems(kind, container, twoHandlers)),
    ];
}

function variableProblems(container: DeclaredContainer): Problem[] {
    const { variables, secretVariables, secretValues } = container.args;
    const names = [variables, secretVariables, secretValues].flatMap((map) => Object.keys(map ?? {}));
    const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
    return [...twice].map((name) =>
        problem(
            "variable-twice",
            `the variable "${name}" is given twice`,
            "keep one of them",
            stepsIn(container, "variables", name),
        ),
    );
}

function filePathProblems(container: DeclaredContainer): Problem[] {
    const paths = Object.keys(container.args.files ?? {}).sort();
    const files = new Set(paths.map(sameMountPath));
    const seen = new Set<string>();
    return paths.flatMap((path) => {
        const at = stepsIn(container, "files", path);
        const found = belowFile(path, files, at);
        if (path.endsWith("/") && sameMountPath(path) !== "/") {
            const message = "this is the path of a folder, and a file is mounted";
            found.push(problem("file-is-folder", message, "write the path with the name of the file", at));
        }
        if (seen.has(sameMountPath(path))) {
            found.push(problem("path-twice", "something else has the same path", "move one of them", at));
        }
        seen.add(sameMountPath(path));
        return found;
    });
}

function mountProblems(container: DeclaredContainer, args: StandardServiceArgs): Problem[] {
    const known = Object.keys(args.volumes ?? {}).sort();
    const { mounts = {}, files = {} } = container.args;
    const filePaths = new Set(Object.keys(files).map(sameMountPath));
    const taken = new Set(filePaths);
    return sortedEntries(mounts).flatMap(([path, mount]) => {
        const at = stepsIn(container, "mounts", path);
        const found: Problem[] = [];
        if (!known.includes(mount.volume)) {
            const hint = known.length === 0 ? "declare it under volumes" : `use one of: ${known.join(", ")}`;
            found.push(problem("unknown-volume", `there is no volume "${mount.volume}"`, hint, [...at, "volume"]));
        }
        if (taken.has(sameMountPath(path))) {
            found.push(problem("path-twice", "something else has the same path", "move one of them", at));
        }
        taken.add(sameMountPath(path));
        found.push(...belowFile(path, filePaths, at));
        if (mount.path !== undefined && (mount.path.startsWith("/") || mount.path.split("/").includes(".."))) {
            const message = "the path inside the volume is absolute or has ..";
            found.push(problem("volume-path", message, "write it relative", [...at, "path"]));
        }
        return found;
    });
}

function probeProblems(
    kind: (typeof probeKinds)[number],
    container: DeclaredContainer,
    twoHandlers: boolean,
): Problem[] {
    const probe: ProbeArgs | undefined = container.args[kind];
    if (probe === undefined) {
        return [];
    }
    const found: Problem[] = [];
    const given = handlers.filter((handler) => probe[handler] !== undefined);
    const scorePair = twoHandlers && given.length === 2 && given.includes("exec") && given.includes("httpGet");
    if (given.length !== 1 && !scorePair) {
        const message = given.length === 0 ? "the probe asks nothing" : `the probe has ${given.join(" and ")}`;
        const hint = `give exactly one of ${handlers.join(", ")}`;
        found.push(problem("probe-handler", message, hint, stepsIn(container, kind)));
    }
    if (kind !== "readinessProbe" && (probe.successThreshold ?? 1) !== 1) {
        const at = stepsIn(container, kind, "successThreshold");
        found.push(problem("out-of-range", `successThreshold of a ${kind} must be 1`, "leave it out", at));
    }
    return found;
}

/** A file has no place below it for something else. */
function belowFile(path: string, files: ReadonlySet<string>, at: PathStep[]): Problem[] {
    const file = mountedBelow(path, files);
    const message = `"${file}" is a file, and nothing can be mounted below it`;
    return file === undefined ? [] : [problem("mount-below-file", message, "move one of them", at)];
}
