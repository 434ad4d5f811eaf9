import { isComponent } from "../model/componentView";
import { withFindings } from "../recount";
import type { Finding, PolicyReport } from "../report";
import type { PolicyResource } from "../resource";
import { countDays, daysBetween } from "./days";
import { soonDays } from "./listWaivers";
import { flawFinding, noticeFinding, referenceAnnotation } from "./hygiene";
import { concernsContext, matchWaiver, type Waivable, type WaiverContext } from "./matching";
import { valueAt } from "./valueAt";
import type { Waiver, WaiverSet } from "./waiver";

/** What a run knows that waivers are judged by. */
export interface WaiverRun extends WaiverContext {
    /** `2026-12-01` (UTC). */
    today: string;
    /** Everything that waivers may be for was judged by all rules of the profile: one without a finding is unused. */
    complete: boolean;
    /** What was judged, for the values in it and the waivers it refers to. */
    resources: readonly PolicyResource[];
    /** Rules whose waivers count only where the object refers to them by annotation. */
    requireReference?: readonly string[];
}

/**
 * The report once waivers were asked: what they cover is advisory and says why; what is wrong with a waiver is a finding
 * of its own, and what people should know of one (it expires soon, matches nothing) an advisory one.
 */
export function applyWaivers(report: PolicyReport, set: WaiverSet, run: WaiverRun): PolicyReport {
    const waiving = new Waiving(set, run);
    const findings = report.findings.map((finding) => waiving.judge(finding));
    return withFindings(report, [...findings, ...waiving.remarks()]);
}

/** Findings once waivers were asked, without what is to be said of the waivers themselves. */
export function waiveFindings(findings: readonly Finding[], set: WaiverSet, run: WaiverRun): Finding[] {
    const waiving = new Waiving(set, run);
    return findings.map((finding) => waiving.judge(finding));
}

/** What is to be said of waivers whatever was found: what is wrong with them, and what ends soon. */
export function remarksOnWaivers(set: WaiverSet, run: WaiverRun): Finding[] {
    return new Waiving(set, run).remarks();
}

/** Waivers at work: which finding each of them covers, and what became of it. */
class Waiving {
    private readonly used = new Set<Waiver>();
    /** By waiver: keys of its scope that could not be decided for a finding it would else cover. */
    private readonly undecidable = new Map<Waiver, Set<string>>();
    private readonly resources = new Map<string, PolicyResource[]>();

    constructor(
        private readonly set: WaiverSet,
        private readonly run: WaiverRun,
    ) {
        for (const resource of run.resources) {
            const key = keyOf(resource.urn ?? null, resource.file ?? null, nameOf(resource));
            this.resources.set(key, [...(this.resources.get(key) ?? []), resource]);
        }
    }

    judge(finding: Finding): Finding {
        const covering = this.set.waivers.filter((waiver) => this.covers(waiver, finding));
        const [best] = covering.sort(byEnd);
        if (best === undefined) {
            return finding;
        }
        covering.forEach((waiver) => this.used.add(waiver));
        const late = daysBetween(best.expires, this.run.today);
        if (late > 0) {
            const since = `waiver ${best.id} expired ${countDays(late)} ago, asked for by ${best.requestedBy}`;
            return { ...finding, message: `${finding.message} (${since})` };
        }
        const { id, expires, reason } = best;
        return { ...finding, level: "advisory", waived: { id, expires, reason } };
    }

    /** What is to be said about waivers themselves. */
    remarks(): Finding[] {
        return [
            ...this.set.flaws.map(({ id, place, message, fix }) =>
                flawFinding({ about: id, place, message: `ignored: ${message}`, fix }),
            ),
            ...this.set.waivers.flatMap((waiver) => this.remarksOn(waiver)),
            ...this.run.resources.flatMap((resource) => this.wrongReferences(resource)),
        ];
    }

    private covers(waiver: Waiver, finding: Finding): boolean {
        const resources = (): readonly PolicyResource[] => this.resourcesOf(finding);
        const value = (): unknown => resources().map(({ inputs }) => valueAt(inputs, finding.path));
        const subject: Waivable = { ...finding, value };
        const { covers, undecidable } = matchWaiver(waiver, subject, this.run);
        for (const key of undecidable) {
            this.undecidable.set(waiver, (this.undecidable.get(waiver) ?? new Set()).add(key));
        }
        const needsReference = this.run.requireReference?.includes(finding.rule) === true;
        return covers && (!needsReference || resources().some((one) => reliesOn(one).includes(waiver.id)));
    }

    private resourcesOf({ object, file }: Finding): readonly PolicyResource[] {
        return this.resources.get(keyOf(object.urn, file, [object.kind, object.namespace, object.name])) ?? [];
    }

    private remarksOn(waiver: Waiver): Finding[] {
        const { id, place, expires } = waiver;
        const say = (topic: string, message: string, fix: string): Finding =>
            noticeFinding({ about: id, place, message, fix, topic });
        const left = daysBetween(this.run.today, expires);
        const undecidable = [...(this.undecidable.get(waiver) ?? [])].sort();
        if (undecidable.length > 0) {
            const message = `not applied: ${undecidable.join(", ")} can't be decided here`;
            return [say("undecidable", message, "tell --project and --stack, or judge the stack instead of manifests")];
        }
        if (left < 0) {
            const message = `expired ${countDays(-left)} ago and has no effect`;
            return [say("expired", message, "remove it, or have it approved anew")];
        }
        const notices = [];
        if (left <= soonDays) {
            const message = left === 0 ? "expires at the end of today" : `expires in ${countDays(left)}, on ${expires}`;
            notices.push(say("expiring", message, "mend what it covers, or have it approved anew"));
        }
        if (this.run.complete && !this.used.has(waiver) && concernsContext(waiver, this.run) === true) {
            notices.push(say("unused", "covers nothing that was found", "remove it"));
        }
        return notices;
    }

    private wrongReferences(resource: PolicyResource): Finding[] {
        const known = new Set(this.set.waivers.map(({ id }) => id));
        return references(resource)
            .filter((id) => !known.has(id))
            .map((id) => {
                const [kind, namespace, name] = nameOf(resource);
                const { type, urn = null, file } = resource;
                const apiVersion = textOf(resource.inputs["apiVersion"]);
                return flawFinding({
                    about: { apiVersion, kind, namespace, name, type, urn },
                    place: resource.place?.(["metadata", "annotations", referenceAnnotation]) ?? { file },
                    message: `refers to the waiver "${id}", and there is no valid one of that id`,
                    fix: "refer to an approved waiver, or leave the annotation out",
                });
            });
    }
}

/** What counts longest first; of equals the first id. */
function byEnd(a: Waiver, b: Waiver): number {
    return daysBetween(a.expires, b.expires) || (a.id < b.id ? -1 : 1);
}

type ObjectName = readonly [kind: string | null, namespace: string | null, name: string];

function keyOf(urn: string | null, file: string | null, name: ObjectName): string {
    return urn ?? JSON.stringify([file, ...name]);
}

function nameOf({ type, name, inputs }: PolicyResource): ObjectName {
    const metadata = valueAt(inputs, "metadata");
    const kind = type.slice(type.lastIndexOf(":") + 1);
    return [kind, textOf(valueAt(metadata, "namespace")), textOf(valueAt(metadata, "name")) ?? name];
}

/** Ids of the waivers that an object says it relies on; a component has an argument for it, of which the annotation is made. */
function reliesOn(resource: PolicyResource): string[] {
    const given = isComponent(resource.type) ? resource.inputs["waivers"] : undefined;
    return Array.isArray(given) ? given.filter((id) => typeof id === "string") : references(resource);
}

/** Ids in the annotation of an object. */
function references({ inputs }: PolicyResource): string[] {
    const annotations = valueAt(inputs, "metadata.annotations");
    const text = textOf(valueAt(annotations, `["${referenceAnnotation}"]`)) ?? "";
    return text.split(",").flatMap((id) => (id.trim() === "" ? [] : [id.trim()]));
}

function textOf(value: unknown): string | null {
    return typeof value === "string" ? value : null;
}
