import type { Problem } from "../core/problem";
import type { YamlDocument } from "../core/yamlDocument";
import { normalise } from "./compat";
import { Draft } from "./draft";
import { PointerIndex } from "./pointerIndex";
import { upgrade } from "./upgrade";

/** Adds to each error about a form that `compat` would read what to write, and the option. */
export function withCompatHints(errors: readonly Problem[], document: YamlDocument): Problem[] {
    const forms = new PointerIndex<Problem>();
    for (const change of changesOfCompat(document)) {
        forms.add(change.pointer ?? "", change);
    }
    return errors.map((error) => {
        const [form] = forms.related(error.pointer ?? "");
        return form === undefined
            ? error
            : { ...error, hint: `${form.hint}; or use the option --compat: ${form.message}` };
    });
}

/** What compat would change beyond the upgrades that are always made. */
function changesOfCompat(document: YamlDocument): Problem[] {
    const upgraded = new Draft(document);
    upgrade(upgraded);
    const always = new Set(upgraded.changes.map(({ code }) => code));
    const normalised = new Draft(document);
    normalise(normalised);
    return normalised.changes.filter(({ code }) => !always.has(code));
}
