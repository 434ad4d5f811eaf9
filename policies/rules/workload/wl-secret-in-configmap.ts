import { isFileWithCredential, isSettingsWithCredential } from "../../model/credentialTexts";
import { isCredential } from "../../model/credentials";
import type { Value } from "../../model/value";
import { undecided, violation, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";

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
looks at variables, each line of a value that reads \`name: value\` or \`name=value\`, and each key of a value that is JSON. A
private key or a well-known kind of token counts wherever it stands, and so does a connection string with a password. A value
that the Pulumi program marked as a secret counts too. The value is never shown.

Entries of \`binaryData\` that are text in base64 are read as those of \`data\`; what is no text isn't looked at.`,
    fix: "put it into a Secret",
    *check(object) {
        const [data, binary] = ["data", "binaryData"].map((key) => object.body.get(key)) as [Value, Value];
        yield* [data, binary].filter((map) => map.isUnknown).map((map) => undecided(map));
        for (const entry of data.entries()) {
            yield* judge(entry, data.secret);
        }
        for (const entry of binary.entries()) {
            yield* judge(entry, binary.secret, decoded(entry.string() ?? ""));
        }
    },
});

function* judge(entry: Value, marked: boolean, text = entry.string() ?? ""): Iterable<Outcome> {
    const bare = text.trim();
    if (marked || entry.secret) {
        yield violation(entry, "a secret is an entry of a ConfigMap");
    } else if (entry.isUnknown) {
        yield undecided(entry);
    } else if (isFileWithCredential(text) || (!bare.includes("\n") && isOwnLine(entry.label, bare))) {
        yield violation(entry, "a credential is an entry of a ConfigMap");
    }
}

/** Whether an entry is one setting, with a credential as its value or within it. */
function isOwnLine(name: string, text: string): boolean {
    return isCredential(name, text) || isSettingsWithCredential(text);
}

/** What base64 stands for, where that is text. */
function decoded(base64: string): string {
    const bytes = Buffer.from(base64, "base64");
    return bytes.includes(0) ? "" : bytes.toString("utf8");
}
