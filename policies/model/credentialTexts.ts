import { holdsCredential, isCredential } from "./credentials";

/** Lines of a configuration file that are looked at; what is longer is no configuration. */
const mostLines = 10_000;

/**
 * True where a text is a document whose settings hold a credential: JSON, or a connection string or address with
 * settings behind it (`Server=db;Password=x`, `jdbc:postgresql://db/app?password=x`).
 */
export function isSettingsWithCredential(text: string): boolean {
    const json = jsonIn(text);
    return json === undefined ? isConnection(text) || isLogin(text) : hasPair(json);
}

/** Java's JAAS, as Kafka's clients are told of their user: `…LoginModule required username="a" password="x";`. */
function isLogin(text: string): boolean {
    const pairs = /LoginModule\s/.test(text) ? text.matchAll(/\b([\w.]{1,100})\s*=\s*(["'])(.{1,500}?)\2/g) : [];
    return [...pairs].some(([, name, , value]) => isCredential(name!, value!));
}

/** True where a configuration file (lines of `name: value` or `name=value`, or JSON) holds a credential. */
export function isFileWithCredential(text: string): boolean {
    return (
        holdsCredential(text) ||
        (jsonIn(text) === undefined ? text.split("\n", mostLines).some(isLine) : isSettingsWithCredential(text))
    );
}

function jsonIn(text: string): unknown {
    if (!/^\s*[{[]/.test(text)) {
        return undefined;
    }
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

function hasPair(value: unknown): boolean {
    return (
        typeof value === "object" &&
        value !== null &&
        Object.entries(value).some(([name, inner]) =>
            typeof inner === "string" || typeof inner === "number"
                ? isPair(name, String(inner)) && !Array.isArray(value)
                : hasPair(inner),
        )
    );
}

function isPair(name: string, value: string): boolean {
    return isCredential(name, value) || isConnection(value) || isLogin(value);
}

function isConnection(text: string): boolean {
    if (!/^(?:[a-z][a-z\d+.:-]{1,40}:\/\/[^\s?;]{0,500}[?;]|[a-z][\w .-]{0,40}=[^;\n]{0,500};)/i.test(text)) {
        return false;
    }
    const pairs = text.matchAll(/(?:^|[;?&])[ \t]*([A-Za-z][\w .-]{0,40})=([^;&\s]{1,500})/g);
    return [...pairs].some(([, name, value]) => isCredential(name!.trim().replaceAll(" ", "_"), unquoted(value!)));
}

function isLine(line: string): boolean {
    const [, name, value = ""] =
        /^\s*(?:-\s+)?(?:export\s+)?["']?([\w.-]{1,100})["']?\s*[:=]\s*(\S.*)$/.exec(line) ?? [];
    const map = name === undefined ? line.replace(/^\s*-\s+/, "").trim() : value;
    const inner = /^\{.*\},?\s*$/.test(map)
        ? [...map.matchAll(/["']?([\w.-]{1,100})["']?\s*[:=]\s*("[^"]*"|'[^']*'|[^\s,{}]+)/g)]
        : [];
    const isOwn = name !== undefined && isPair(name, scalarIn(value));
    return isOwn || inner.some(([, key, text]) => isPair(key!, unquoted(text!)));
}

/** The value of a line without quotes, comma and comment; empty where a map, a list or a text over several lines begins. */
function scalarIn(value: string): string {
    const quoted = /^(["'])(.*?)\1\s*,?\s*(?:#.*)?$/.exec(value);
    if (quoted !== null) {
        return quoted[2]!;
    }
    const bare = value.replace(/(?:^|\s)#.*$/, "").replace(/,?\s*$/, "");
    return /^(?:[{[(]|[|>][-+\d]*$|~$|&\w+$)/.test(bare) ? "" : bare;
}

function unquoted(value: string): string {
    return value.replace(/^(["'])(.*)\1$/, "$2");
}
