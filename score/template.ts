/** A piece of a text with placeholders. */
export type TemplatePart =
    | { kind: "text"; text: string }
    /** `path` is split on dots (`\.` is a dot inside a step); `raw` is what stood between `${` and `}`. */
    | { kind: "reference"; path: string[]; raw: string };

/**
 * Takes a text apart, left to right: `${x}` is a reference, `$${x}` the literal `${x}`, `$$` a `$`;
 * a lone `$` and an unclosed `${` stay as they are. A reference ends at the next `}`, whatever stands between.
 *
 * @example
 * parseTemplate("http://${resources.api.host}/$${x}")
 * // text "http://", reference ["resources", "api", "host"], text "/${x}"
 */
export function parseTemplate(text: string): TemplatePart[] {
    const parts: TemplatePart[] = [];
    let plain = "";
    let position = 0;
    const lastClose = text.lastIndexOf("}");
    const closeAfter = (start: number): number => (start > lastClose ? -1 : text.indexOf("}", start));
    while (position < text.length) {
        const dollar = text.indexOf("$", position);
        if (dollar === -1) {
            break;
        }
        plain += text.slice(position, dollar);
        const escaped = text.startsWith("$${", dollar) ? closeAfter(dollar + 3) : -1;
        const close = text.startsWith("${", dollar) ? closeAfter(dollar + 2) : -1;
        if (escaped !== -1) {
            plain += text.slice(dollar + 1, escaped + 1);
            position = escaped + 1;
        } else if (close !== -1) {
            if (plain !== "") {
                parts.push({ kind: "text", text: plain });
                plain = "";
            }
            const raw = text.slice(dollar + 2, close);
            parts.push({ kind: "reference", path: splitPath(raw), raw });
            position = close + 1;
        } else {
            plain += "$";
            position = dollar + (text[dollar + 1] === "$" ? 2 : 1);
        }
    }
    plain += text.slice(position);
    if (plain !== "") {
        parts.push({ kind: "text", text: plain });
    }
    return parts;
}

/** The steps of a placeholder's path: split on `.`, where `\.` is a dot inside a step. */
function splitPath(raw: string): string[] {
    return raw.split(/(?<!\\)\./).map((step) => step.replaceAll("\\.", "."));
}
