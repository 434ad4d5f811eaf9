/**
 * Kubernetes resource quantities (`500m`, `128Mi`, `1e3`) as exact numbers.
 * Source: kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity.
 */
const factors: Record<string, [bigint, bigint]> = {
    n: [1n, 1_000_000_000n],
    u: [1n, 1_000_000n],
    m: [1n, 1000n],
    "": [1n, 1n],
    k: [1000n, 1n],
    M: [1000n ** 2n, 1n],
    G: [1000n ** 3n, 1n],
    T: [1000n ** 4n, 1n],
    P: [1000n ** 5n, 1n],
    E: [1000n ** 6n, 1n],
    Ki: [1024n, 1n],
    Mi: [1024n ** 2n, 1n],
    Gi: [1024n ** 3n, 1n],
    Ti: [1024n ** 4n, 1n],
    Pi: [1024n ** 5n, 1n],
    Ei: [1024n ** 6n, 1n],
};

const pattern = /^([+-]?)(\d+\.?\d*|\.\d+)(?:([numkMGTPE]|[KMGTPE]i)?|[eE]([+-]?\d{1,3}))$/;

/** The quantity in billionths (nano units), exact; undefined where the text is no quantity. Rounds up like Kubernetes. */
export function parseQuantity(text: string): bigint | undefined {
    const match = pattern.exec(text);
    if (match === null) {
        return undefined;
    }
    const [whole = "", fraction = ""] = match[2]!.split(".");
    let numerator = BigInt(`${whole}${fraction}` || "0") * 1_000_000_000n;
    let denominator = 10n ** BigInt(fraction.length);
    if (match[4] !== undefined) {
        const exponent = Number(match[4]);
        if (exponent >= 0) {
            numerator *= 10n ** BigInt(exponent);
        } else {
            denominator *= 10n ** BigInt(-exponent);
        }
    } else {
        const [up, down] = factors[match[3] ?? ""]!;
        numerator *= up;
        denominator *= down;
    }
    const rounded = (numerator + denominator - 1n) / denominator;
    return match[1] === "-" ? -rounded : rounded;
}

/** True where the text is a quantity that Kubernetes accepts. */
export function isQuantity(text: string): boolean {
    return parseQuantity(text) !== undefined;
}

/** True for a quantity of something that there can't be less than none of: CPU, memory, storage. */
export function isAmount(text: string): boolean {
    return (parseQuantity(text) ?? -1n) >= 0n;
}

/** True for an amount of something that is more than none of it. */
export function isSomeAmount(text: string): boolean {
    return (parseQuantity(text) ?? 0n) > 0n;
}

/** Negative where `a` is less than `b`; both must be quantities. */
export function compareQuantities(a: string, b: string): number {
    const left = parseQuantity(a);
    const right = parseQuantity(b);
    if (left === undefined || right === undefined) {
        throw new RangeError(`not a quantity: ${left === undefined ? a : b}`);
    }
    return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * Sizes as people write them, as Kubernetes reads them: `10GB` becomes `10G`, Score's `128K` becomes `128k`;
 * everything else is left as it is.
 */
export function toKubernetesQuantity(text: string): string {
    const bytes = /^(\d+(?:\.\d+)?)([KMGTPE])(i?)B$/.exec(text);
    const unified = bytes === null ? text : `${bytes[1]}${bytes[2]}${bytes[3]}`;
    return unified.replace(/^(\d+(?:\.\d+)?)K$/, (_, digits: string) => `${digits}k`);
}
