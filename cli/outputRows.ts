import type { Provisioner } from "../provisioners/provisioner";

/** An output as commands list it. */
export interface OutputRow {
    name: string;
    description: string;
    secret: boolean;
}

/** The outputs of a provisioner in the order in which it names them; none where they depend on params and environment. */
export function outputRows({ outputs }: Pick<Provisioner, "outputs">): OutputRow[] {
    return outputs === "any"
        ? []
        : Object.entries(outputs).map(([name, { description, secret = false }]) => ({ name, description, secret }));
}

/** The outputs in one line. */
export function outputText({ outputs }: Pick<Provisioner, "outputs">): string {
    if (outputs === "any") {
        return "as configured";
    }
    const names = Object.entries(outputs).map(([name, { secret }]) => (secret === true ? `${name} (secret)` : name));
    return names.length === 0 ? "none" : names.join(", ");
}
