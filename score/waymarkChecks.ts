import { suggest } from "../core/nearest";
import { getIn, type PathStep } from "../core/pointer";
import type { Report } from "./checks";
import { asMap, entriesOf } from "./plainData";
import { checkKeys } from "./waymarkBlock";

/** Judges `metadata.waymark.probes` against the containers of the document. Takes any data. */
export function checkWaymarkBlock(document: unknown, report: Report): void {
    const containers = asMap(getIn(document, ["containers"]));
    if (containers === undefined) {
        return;
    }
    for (const [name, probes] of entriesOf(getIn(document, ["metadata", "waymark", "probes"]))) {
        const path = ["metadata", "waymark", "probes", name];
        if (!Object.hasOwn(containers, name)) {
            const hint = suggest(name, Object.keys(containers));
            report(path, "unknown-container", `there is no container "${name}"`, hint, "key");
            continue;
        }
        for (const [kind, probe] of entriesOf(probes)) {
            checkProbe([...path, kind], { name, kind, probe, containers }, report);
        }
    }
}

interface ProbeOfContainer {
    name: string;
    kind: string;
    probe: unknown;
    containers: Record<string, unknown>;
}

function checkProbe(path: PathStep[], { name, kind, probe, containers }: ProbeOfContainer, report: Report): void {
    const handler = checkKeys.find((key) => asMap(probe)?.[key] !== undefined);
    const declared = declaredProbes(containers[name]);
    if (handler !== undefined && declared.includes(`${kind}Probe`)) {
        const hint = `leave "${handler}" out here, or "${kind}Probe" there: timings alone go with what Score declares`;
        const message = `container "${name}" has its own ${kind}Probe`;
        report([...path, handler], "given-twice", message, hint, "key");
    } else if (handler === undefined && asMap(probe) !== undefined && !hasCheck(kind, name, containers)) {
        const hint = `write one of ${checkKeys.join(", ")} beside the timings`;
        report(
            path,
            "probe-without-check",
            `container "${name}" has no ${kind} probe that the timings could go with`,
            hint,
            "key",
        );
    }
}

/** A startup probe is derived from the others; a single container without any probe gets the default ones. */
function hasCheck(kind: string, name: string, containers: Record<string, unknown>): boolean {
    const declared = declaredProbes(containers[name]);
    const isDefault = Object.keys(containers).length === 1 && declared.length === 0;
    return isDefault || (kind === "startup" ? declared.length > 0 : declared.includes(`${kind}Probe`));
}

function declaredProbes(container: unknown): string[] {
    return ["livenessProbe", "readinessProbe"].filter((key) => asMap(container)?.[key] !== undefined);
}
