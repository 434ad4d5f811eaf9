/** How the last word of a credential's name ends: PASSWORD, PGPASSWORD, token, apikey. */
const credentialWord =
    /(?:password|passwd|passphrase|secret|token|credentials?|apikey|secretkey|accesskey|privatekey)$/;

/** What stands before KEY in the name of a credential: API_KEY, SECRET_ACCESS_KEY, AZURE_BATCH_KEY. */
const secretKeys = new Set([
    "access",
    "account",
    "api",
    "auth",
    "batch",
    "encryption",
    "master",
    "openai",
    "private",
    "secret",
    "shared",
    "signing",
    "ssh",
    "storage",
]);

/** Words after a credential's that say no more than "the thing itself". */
const fillers = new Set(["value", "content", "contents", "data", "base", "b", "default", "prod", "dev", "staging"]);

/**
 * True where a variable or flag of this name holds a credential: `DB_PASSWORD`, `--api-key`, `githubToken`.
 * False where it only speaks of one: `PASSWORD_FILE`, `TOKEN_URL`, `SECRET_NAME`, `MAX_TOKENS`, and for public keys.
 */
export function namesCredential(name: string): boolean {
    const words = name
        .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .map((word) => word.replace(/\d+$/, ""))
        .filter((word) => word !== "");
    while (words.length > 1 && fillers.has(words.at(-1)!)) {
        words.pop();
    }
    const last = words.at(-1) ?? "";
    if (last === "pwd") {
        return words.length > 1 && words.at(-2) !== "old"; // PWD and OLDPWD are the shell's
    }
    if (last === "pass") {
        return true;
    }
    return credentialWord.test(last) || (last === "key" && secretKeys.has(words.at(-2) ?? ""));
}

/** True where a name speaks of a key without saying which, so that the value has to look like one. */
function namesSomeKey(name: string): boolean {
    return /(?:^|[_-])key$/i.test(name) && !/public|publishable|anon|site_?key/i.test(name);
}

const shapes: readonly RegExp[] = [
    /-{3,5}BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-{3,5}/,
    /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
    /\bgh[pousr]_[A-Za-z0-9]{36,}/,
    /\bgithub_pat_[A-Za-z0-9_]{22,}/,
    /\bglpat-[\w-]{20,}/,
    /\bxox[abeoprs]-[\w-]{10,}/,
    /\b[sr]k_live_[A-Za-z0-9]{16,}/,
    /\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,}/,
    /\bAIza[\w-]{35}/,
    /\bnpm_[A-Za-z0-9]{36}/,
    /\bSG\.[\w-]{16,}\.[\w-]{16,}/,
    /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/,
];

/** True where the text holds something whose form alone gives it away: a private key, a provider's token, a URL with a password. */
export function holdsCredential(text: string): boolean {
    if (shapes.some((shape) => shape.test(text))) {
        return true;
    }
    const passwords = text.matchAll(/\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s:/?#@]{0,200}:([^\s/?#@]{1,200})@/gi);
    return [...passwords].some(([, password]) => !standsFor(password!));
}

/** Words that say how something is dealt with: `ALLOW_EMPTY_PASSWORD=yes`, `CREDENTIALS=include`. */
const switches =
    /^(?:none|null|nil|undefined|true|false|unset|yes|no|on|off|[01]|enabled?|disabled?|required?|optional|include|omit|same-origin|auto|always|never)$/i;

/** Expressions of programs and types of their variables, in a configuration that is a program. */
const code =
    /^(?:os\.(?:environ|getenv)\b|process\.env\b|System\.getenv\b|ENV\[|getenv\(|(?:var|local|data|module)\.[a-z_]\w*|(?:string|str|String)\b[;,]?$)/;

/**
 * True where a text is no secret but stands for one: `$(VAR)`, `${VAR}`, `{{ … }}`, `{token}`, `<your-token>`, a path, a reference
 * into a secret store, an expression of a program, or a word like CHANGEME. `${VAR:-hunter2}` holds what it falls back to.
 */
function standsFor(text: string): boolean {
    const value = text.trim();
    const fallback = /^\$\{[^}:]+:[-=]?([^}]+)\}$/.exec(value)?.[1];
    if (fallback !== undefined && !/^[?+]/.test(fallback)) {
        return standsFor(fallback);
    }
    return (
        value === "" ||
        value === "~" ||
        switches.test(value) ||
        code.test(value) ||
        /\$\([^)]+\)|\$\{[^}]+\}|\$__\w+\{[^}]*\}|\{\{.*\}\}|`[^`]+`/s.test(value) ||
        /^["']?\$\w[\w.:-]*["']?$/.test(value) ||
        /^(?:<[^<>]*>|\[[^[\]]*\]|\{[^{}]*\}|%[^%]+%|%[sdqv])$/.test(value) ||
        /^(?:[*x]{3,}|\.{3})$/i.test(value) ||
        /^(?:change|replace)[_ -]?(?:me|this)$|^(?:placeholder|redacted|todo)$/i.test(value) ||
        /^(?:file:\/\/)?(?:\/[\w.@-]+){2,}$/.test(value) ||
        /^(?:vault|op|secretref|awssm|ssm|gcpsm|azkv|keyvault|ref\+[a-z0-9]+):/i.test(value) ||
        /^arn:aws[\w-]*:(?:secretsmanager|ssm):/.test(value) ||
        /^https?:\/\/[^\s@]*$/.test(value)
    );
}

/** True where a text looks drawn by lot: long, without white space, of mixed kinds of characters, high in entropy. */
function looksRandom(text: string): boolean {
    if (text.length < 20 || text.length > 512 || /\s/.test(text) || standsFor(text)) {
        return false;
    }
    const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length;
    return kinds >= 2 && /\d/.test(text) && entropy(text) >= 3.5;
}

/** Shannon entropy in bits per character. */
function entropy(text: string): number {
    const counts = new Map<string, number>();
    for (const character of text) {
        counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}

/** True where a value given under such a name is a credential. */
export function isCredential(name: string, value: string): boolean {
    if (holdsCredential(value)) {
        return true;
    }
    if (namesCredential(name)) {
        const isNumber = /^\d+$/.test(value.trim());
        return !standsFor(value) && (!isNumber || /pass|pwd/i.test(name)); // a token that is a number is a setting
    }
    return namesSomeKey(name) && looksRandom(value);
}

/**
 * True where one of a command's words holds a credential: `--password=hunter2`, `DB_PASSWORD=x` in a script.
 * `before` is the word before it, for `--password hunter2`.
 */
export function isCredentialArgument(argument: string, before: string | undefined): boolean {
    const flag = /^--?([A-Za-z][\w.-]*)$/.exec(before ?? "")?.[1];
    if (flag !== undefined && !argument.startsWith("-") && isCredential(flag, argument)) {
        return true;
    }
    const pairs = argument.matchAll(
        /(?:^|[\s;&|"'])(?:--?)?([A-Za-z][\w.-]{0,100})(?:=|(?<=--[\w-]+)[ \t]+)("[^"]*"|'[^']*'|[^\s"';&|]+)/g,
    );
    return (
        holdsCredential(argument) ||
        [...pairs].some(([, name, value]) => isCredential(name!, value!.replace(/^(["'])(.*)\1$/s, "$2")))
    );
}
