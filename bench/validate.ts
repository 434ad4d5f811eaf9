/**
 * What judging a Score file costs, against the floor of JavaScript: the same text through the bare YAML parser, and a walk
 * over every value it gives. One document, warm, as the median of batches; then 1,000 different ones, the first of them
 * cold. Processor time, since other work on the machine stretches the clock.
 */
import { parse } from "yaml";
import { readScore } from "../score";
import { cost } from "./cost";
import { scoreText } from "./scoreText";

/** Visits every value, as the cheapest check of a document would have to. */
function walk(value: unknown): number {
    return typeof value === "object" && value !== null
        ? Object.values(value).reduce<number>((sum, inner) => sum + walk(inner), 1)
        : 1;
}

function floor(text: string): void {
    if (walk(parse(text, { merge: true })) < 10) {
        throw new Error("the document of the benchmark is empty");
    }
}

function judge(text: string): void {
    const { valid, errors } = readScore("score.yaml", text);
    if (!valid) {
        throw new Error(`the document of the benchmark is not valid: ${JSON.stringify(errors)}`);
    }
}

/** Milliseconds for one run of an action on a text that it has seen before. */
async function warm(action: (text: string) => void): Promise<number> {
    const text = scoreText(1);
    const batch = async () => {
        const { ms } = await cost(() => Array.from({ length: 200 }).forEach(() => action(text)));
        return ms / 200;
    };
    const times: number[] = [];
    for (let count = 0; count < 11; count++) {
        times.push(await batch());
    }
    return times.sort((a, b) => a - b)[5]!;
}

async function main(): Promise<void> {
    const texts = Array.from({ length: 1000 }, (_, index) => scoreText(index));
    const first = await cost(() => judge(texts[0]!)); // makes the schema ready
    const all = await cost(() => texts.forEach(judge));
    const allFloor = await cost(() => texts.forEach(floor));
    const [one, oneFloor] = [await warm(judge), await warm(floor)];
    const row = (what: string, ms: number, least: number) =>
        console.log(
            `${what.padEnd(28)}${ms.toFixed(2).padStart(10)}${least.toFixed(2).padStart(10)}${(ms / least).toFixed(2).padStart(8)}`,
        );
    console.log(
        `${"Score files".padEnd(28)}${"judge ms".padStart(10)}${"floor ms".padStart(10)}${"times".padStart(8)}`,
    );
    row("one document, warm", one, oneFloor);
    row("1,000 documents", all.ms, allFloor.ms);
    console.log(`${"the first document".padEnd(28)}${first.ms.toFixed(2).padStart(10)}\n`);
}

void main();
