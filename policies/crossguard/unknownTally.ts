import type { ValueOwner } from "../model/value";
import type { Verdict } from "../verdict";
import type { RuleConfig } from "./metadata";

/**
 * What mandatory rules could not decide in this run, because values aren't known yet: there a mandatory policy only
 * advises, and whoever relies on it should see so.
 */
export class UnknownTally {
    readonly #rules = new Map<string, Set<ValueOwner>>();

    add({ selected }: RuleConfig, { undecided }: Verdict): void {
        if (selected.level !== "mandatory" || undecided.length === 0) {
            return;
        }
        const { id } = selected.rule;
        const owners = this.#rules.get(id) ?? new Set();
        undecided.forEach((one) => owners.add(one.undecided.owner));
        this.#rules.set(id, owners);
    }

    /** One line for the whole run, undefined where every mandatory rule could answer; begins anew afterwards. */
    summary(): string | undefined {
        const rules = [...this.#rules].sort(([a], [b]) => (a < b ? -1 : 1));
        this.#rules.clear();
        if (rules.length === 0) {
            return undefined;
        }
        const verdicts = rules.reduce((sum, [, owners]) => sum + owners.size, 0);
        const list = rules.map(([id, owners]) => `${id} (${owners.size})`).join(", ");
        return (
            `${count(verdicts, "verdict")} of ${count(rules.length, "mandatory rule")} could not be given, for values are ` +
            `not known yet: ${list}. The update judges them again; to fail here, configure the rule with ` +
            `"unknown": "mandatory". [plat-unknown-coverage summary]`
        );
    }
}

function count(number: number, noun: string): string {
    return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
