import { holdsCredential, isCredential } from "../../model/credentials";
import type { Value } from "../../model/value";
import { undecided, violation, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";

/** Lines of a configuration file that are looked at; what is longer is no configuration. */
const mostLines = 10_000;

export const wlSecretInConfigmap = defineRule({
    id: "wl-secret-in-configmap",
    group: "workload",
    severity: "critical",
    since: "0.1.0",
    frameworks: [{ name: "NSA" }],
    rivals: {
        datree: ["ALL_EXPOSED_SECRET_*"],
        kubescape: ["C-0012"],
        polaris: ["sensitiveConfigmapContent"],
        trivy: ["KSV-01010", "KSV-0109"],
    },
    target: "object",
    kinds: ["ConfigMap"],
    title: "No credential stands in a ConfigMap",
    why: "whoever may read the namespace's configuration has the credential",
    details: `Looks at each entry of \`data\`: its key with its value as [wl-secret-in-env-literal](wl-secret-in-env-literal.md)
looks at variables, and each line of a value that reads \`name: value\` or \`name=value\`. A private key or
a well-known kind of token counts wherever it stands. A value that the Pulumi program marked as a secret counts too. The value is never
shown.

\`binaryData\` is not looked at.`,
    fix: "put it into a Secret",
    *check(object) {
        const data = object.body.get("data");
        if (data.isUnknown) {
            yield undecided(data);
        }
        for (const entry of data.entries()) {
            yield* judge(entry, data.secret);
        }
    },
});

function* judge(entry: Value, marked: boolean): Iterable<Outcome> {
    const text = entry.string() ?? "";
    if (marked || entry.secret) {
        yield violation(entry, "a secret is an entry of a ConfigMap");
    } else if (entry.isUnknown) {
        yield undecided(entry);
    } else if (holdsCredential(text) || hasLine(text) || (!text.includes("\n") && isCredential(entry.label, text))) {
        yield violation(entry, "a credential is an entry of a ConfigMap");
    }
}

function hasLine(text: string): boolean {
    return text.split("\n", mostLines).some((line) => {
        const [, name, value] = /^\s*(?:export\s+)?["']?([\w.-]{1,100})["']?\s*[:=]\s*(\S.*)$/.exec(line) ?? [];
        return name !== undefined && isCredential(name, unquoted(value ?? ""));
    });
}

function unquoted(value: string): string {
    return value
        .trim()
        .replace(/,$/, "")
        .replace(/^(["'])(.*)\1$/, "$2");
}
