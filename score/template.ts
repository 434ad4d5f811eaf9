/** A piece of a template: text as it is, or a reference such as `resources.db.host`. */
export type TemplatePart =
    | { kind: "text"; text: string }
    | { kind: "reference"; /** Steps, unescaped. */ path: string[]; /** As written. */ raw: string };

/**
 * Takes a string with Score placeholders apart, from left to right: `${x}` is a reference, `$$` a dollar sign (so
 * `$${x}` is the text `${x}`), a lone `$` and an unclosed `${` are text.
 */
export function parseTemplate(text: string): TemplatePart[] {
    const parts: TemplatePart[] = [];
    let literal = "";
    const flush = () => {
        if (literal !== "") {
            parts.push({ kind: "text", text: literal });
            literal = "";
        }
    };
    for (let at = 0; at < text.length;) {
        const close = text.startsWith("${", at) ? text.indexOf("}", at) : -1;
        if (text.startsWith("$$", at)) {
            literal += "$";
            at += 2;
        } else if (close >= 0) {
            const raw = text.slice(at + 2, close);
            flush();
            parts.push({ kind: "reference", path: splitPath(raw), raw });
            at = close + 1;
        } else {
            literal += text[at];
            at += 1;
        }
    }
    flush();
    return parts;
}

/** The steps of a dotted path; `\.` is a dot inside a step. */
export function splitPath(raw: string): string[] {
    const steps: string[] = [];
    let step = "";
    for (let at = 0; at < raw.length; at++) {
        if (raw.startsWith("\\.", at)) {
            step += ".";
            at += 1;
        } else if (raw[at] === ".") {
            steps.push(step);
            step = "";
        } else {
            step += raw[at];
        }
    }
    return [...steps, step];
}
