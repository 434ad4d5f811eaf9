/** What stands on Pulumi's wire and in its state for a value that is not known yet: one fixed text per type of value. */
const unknownTexts: ReadonlySet<string> = new Set([
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // string
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // bool
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
    "030794c1-ac77-496b-92df-f27374a8bd58", // asset
    "e48ece36-62e2-4504-bad9-02848725956a", // archive
]);

/** Whether a text stands for a value that is not known yet; the length is asked first, for nearly every text ends there. */
export function isUnknownText(text: string): boolean {
    return text.length === 36 && unknownTexts.has(text);
}
