import { isFileWithCredential, isSettingsWithCredential } from "../../model/credentialTexts";
import { isCredential, isCredentialArgument } from "../../model/credentials";
import type { Value } from "../../model/value";
import { undecided, violation, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";

export const wlSecretInEnvLiteral = defineRule({
    id: "wl-secret-in-env-literal",
    group: "workload",
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    title: "No credential is written into a container's settings",
    severity: "critical",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [{ name: "NSA" }, { name: "MITRE" }],
    rivals: {
        datree: ["ALL_EXPOSED_SECRET_*"],
        kubescape: ["C-0012", "C-0259"],
        polaris: ["sensitiveContainerEnvVar"],
    },
    why: "whoever may read the workload, its history or the repository has the credential",
    details: `Looks at the literal values of environment variables, and at \`command\` and \`args\`. The value is never shown.

It is a credential where
* the name is one's (\`DB_PASSWORD\`, \`API_KEY\`, \`--token\`) and the value doesn't stand for something else;
* the value gives itself away: a private key, a well-known kind of token, a URL with a password;
* the value holds settings, and one of them is a credential by its name: JSON (\`{"password": …}\`), a connection string
  (\`Server=db;Password=…\`), an address (\`jdbc:postgresql://db/app?password=…\`), lines of a file;
* the name ends in KEY and the value looks drawn by lot;
* the Pulumi program itself marked the value, the variable or the list as a secret (seen where the engine hands that
  mark over).

No finding for names that only speak of one (\`PASSWORD_FILE\`, \`TOKEN_URL\`, \`SECRET_NAME\`, \`MAX_TOKENS\`), for references
(\`$(VAR)\`, \`\${VAR}\`, a path, a secret store's address), for placeholders (\`<token>\`, \`CHANGEME\`), and for numbers under a
name that is no password's.`,
    fix: "put it into a Secret and refer to it with valueFrom.secretKeyRef",
    waivable: true,
    laws: { anyContainer: true },
    componentFixes: {
        StandardService: {
            arguments: ["secretVariables", "secretValues"],
            to: "instead of a plain variable (a key of a Secret, or a secret Output)",
        },
    },
    *check({ body }) {
        const env = body.get("env");
        for (const variable of env.items()) {
            yield* judgeVariable(variable, env.secret || variable.secret);
        }
        for (const list of ["command", "args"]) {
            yield* judgeWords(body.get(list));
        }
        for (const list of [env, body.get("command"), body.get("args")].filter((value) => value.isUnknown)) {
            yield undecided(list);
        }
    },
});

function* judgeVariable(variable: Value, marked: boolean): Iterable<Outcome> {
    const value = variable.get("value");
    const name = variable.get("name");
    const text = value.quantity() ?? "";
    if ((marked || value.secret) && !value.isUnset) {
        yield violation(value, "a secret is the literal value of an environment variable");
    } else if (value.isUnknown) {
        yield undecided(value);
    } else if (name.isUnknown && value.isSet && text !== "" && !isCredential("", text) && !holdsSetting(text)) {
        yield undecided(name);
    } else if (isCredential(name.string() ?? "", text) || holdsSetting(text)) {
        yield violation(value, "a credential is the literal value of an environment variable");
    }
}

/** Whether a text is a document with a credential in it. */
function holdsSetting(text: string): boolean {
    return isSettingsWithCredential(text) || (text.trim().includes("\n") && isFileWithCredential(text));
}

function isCredentialWord(word: string, before: string | undefined): boolean {
    const value = word.replace(/^--?[\w-]+=/, "");
    return isCredentialArgument(word, before) || isSettingsWithCredential(value);
}

function* judgeWords(list: Value): Iterable<Outcome> {
    const words = list.items();
    for (const [index, word] of words.entries()) {
        const before = words[index - 1];
        if (list.secret || word.secret) {
            yield violation(word, `a secret stands in ${list.label}`);
        } else if (word.isUnknown) {
            yield undecided(word);
        } else if (isCredentialWord(word.string() ?? "", before?.string())) {
            yield violation(word, `a credential stands in ${list.label}`);
        } else if (before?.isUnknown === true) {
            yield undecided(before);
        }
    }
}
