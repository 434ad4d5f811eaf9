/**
 * A plain scalar as Kubernetes' own YAML reader takes it (sigs.k8s.io/yaml over go-yaml v2): YAML 1.1's `yes`, `no`,
 * `on`, `off`, `y` and `n` are booleans, `0755` is octal, `1_000` a number; `22:22` and dates stay text.
 * Undefined for `.inf` and `.nan`, which JSON can't hold and Kubernetes refuses.
 */
export function readScalar(text: string): string | number | boolean | null | undefined {
    if (words.has(text)) {
        return words.get(text);
    }
    return /^[-+.0-9]/.test(text) ? readNumber(text) : text;
}

const spellings = (word: string): string[] => [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()];

const words = new Map<string, boolean | null | undefined>([
    ...["y", "yes", "on", "true"].flatMap(spellings).map((word) => [word, true] as const),
    ...["n", "no", "off", "false"].flatMap(spellings).map((word) => [word, false] as const),
    ...["", "~", ...spellings("null")].map((word) => [word, null] as const),
    ...["inf", "Inf", "INF"].flatMap((word) => [`.${word}`, `+.${word}`, `-.${word}`]).map(refused),
    ...[".nan", ".NaN", ".NAN"].map(refused),
]);

function refused(word: string): readonly [string, undefined] {
    return [word, undefined];
}

/** Bases by prefix; a leading zero alone means octal, as it does in Go. */
const integers: readonly [RegExp, number][] = [
    [/^([-+]?)0b([01]+)$/i, 2],
    [/^([-+]?)0o?([0-7]+)$/i, 8],
    [/^([-+]?)0x([0-9a-f]+)$/i, 16],
];
const decimal = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

/** Octal and the like up to 64 bits; what is longer is read as a decimal number. */
const largest = 2n ** 64n;

function readNumber(text: string): string | number {
    const plain = text.replaceAll("_", "");
    for (const [form, base] of integers) {
        const [, sign, digits] = form.exec(plain) ?? [];
        if (digits !== undefined && BigInt(prefixes[base] + digits) < largest) {
            const size = Number.parseInt(digits, base);
            return sign === "-" ? 0 - size : size;
        }
    }
    if (!decimal.test(plain)) {
        return text;
    }
    const value = Number(plain) + 0; // never -0
    return Number.isFinite(value) ? value : text;
}

const prefixes: Readonly<Record<number, string>> = { 2: "0b", 8: "0o", 16: "0x" };
