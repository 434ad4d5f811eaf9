import type { Value } from "../../model/value";
import { violation, undecided, type Outcome } from "../../outcome";
import { refuseWhere } from "../../checks";
import { defineRule } from "../../rule";

export const relDupEnvPorts = defineRule({
    id: "rel-dup-env-ports",
    group: "reliability",
    severity: "low",
    since: "0.1.0",
    rivals: {
        "kube-linter": ["duplicate-env-var", "invalid-target-ports"],
        "kube-score": ["container-ports-check", "environment-variable-key-duplication"],
        kubescape: ["C-0295"],
        kyverno: ["require-container-port-names"],
    },
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    title: "Variables and ports of a container are named once",
    why: "of two variables of one name only the last counts, and a port with a bad name is refused",
    details: `* \`env\` must not have two entries of one name, whatever their values: the last one wins, in silence.
* \`ports\` must not have two of one name, and not two of one number and protocol.
* A port's name has at most 15 lower-case letters, digits and dashes, with a letter among them, and no dash at either end
  or next to another.
* A port has a number from 1 to 65535.
* Ports without a name pass: kyverno has a policy that wants one.`,
    fix: "remove the second entry, and use short lower-case names for ports",
    *check({ body, partial }) {
        yield* repeated(body.get("env"), (item) => [item.get("name")], "the variable is set a second time");
        const ports = body.get("ports");
        yield* repeated(ports, (port) => [port.get("name")], "the name of the port is there a second time");
        yield* repeated(
            ports,
            (port) => [port.get("containerPort"), port.get("protocol")],
            "the port is there a second time",
        );
        for (const port of ports.items()) {
            yield* refuseWhere(
                port.get("containerPort"),
                (number) => !isPortNumber(number) && !(partial && number.isUnset),
                "the port has no number from 1 to 65535",
            );
        }
        for (const name of ports.items().map((port) => port.get("name"))) {
            const text = name.string();
            if (text !== undefined && !isPortName(text)) {
                yield violation(name, "the name is none that a port may have");
            } else if (name.isUnknown && !ports.isUnknown) {
                yield undecided(name);
            }
        }
    },
});

function* repeated(list: Value, keyOf: (item: Value) => Value[], message: string): Iterable<Outcome> {
    const seen = new Set<string>();
    yield* list.isUnknown ? [undecided(list)] : [];
    for (const item of list.items()) {
        const parts = keyOf(item);
        const unknown = parts.find((part) => part.isUnknown);
        if (unknown !== undefined) {
            yield undecided(unknown);
        } else if (parts[0]!.isSet) {
            const [first, protocol] = parts.map((part) => part.quantity());
            const key = JSON.stringify([first, protocol ?? "TCP"]);
            yield* seen.has(key) ? [violation(parts[0]!, message)] : [];
            seen.add(key);
        }
    }
}

function isPortName(text: string): boolean {
    return /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 15;
}

function isPortNumber(value: Value): boolean {
    const number = value.number() ?? 0;
    return Number.isInteger(number) && number >= 1 && number <= 65535;
}
