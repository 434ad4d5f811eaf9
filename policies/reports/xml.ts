const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
};

/** Text for XML and HTML, in elements and in quoted attributes; characters that XML can't hold become U+FFFD. */
export function escapeXml(text: string): string {
    return text
        .replaceAll(/[&<>"']/g, (character) => entities[character]!)
        .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\uFFFD");
}
