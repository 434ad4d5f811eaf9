import { randomBytes, randomInt } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { version } from "@pulumi/random/package.json";
import { SecretValue, unknownValue } from "../../../core/values";
import type { Properties, StandIn, Subject } from "./standIn";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const special = "!@#$%&*()-_=+[]{}<>:?";

/** Stands in for the random provider: really random, secret where the real one says so, the same ever after. */
export const randomProvider: StandIn = {
    package: "random",
    version,
    check: (_subject, inputs) => Promise.resolve(inputs),
    diff: (_subject, oldInputs, inputs) => {
        const keys = [...new Set([...Object.keys(oldInputs), ...Object.keys(inputs)])];
        const changed = keys.filter((key) => !isDeepStrictEqual(oldInputs[key], inputs[key]));
        return { changed, replaces: changed, deleteBeforeReplace: false };
    },
    create: (subject, inputs, preview) => {
        const made = generate(subject, inputs);
        const outputs = preview
            ? Object.fromEntries(Object.keys(made).map((key) => [key, new SecretValue(unknownValue)]))
            : made;
        return Promise.resolve({ id: preview ? "" : "none", outputs: { ...inputs, ...outputs } });
    },
    update: (_subject, { olds }) => Promise.resolve(olds),
    read: (_subject, { inputs, olds }) => Promise.resolve({ inputs, outputs: olds }),
    delete: () => Promise.resolve(),
};

function generate({ type }: Subject, inputs: Properties): Properties {
    const length = Number(inputs.length);
    switch (type) {
        case "random:index/randomPassword:RandomPassword": {
            const letters = inputs.special === false ? alphabet : `${alphabet}${special}`;
            const result = Array.from({ length }, () => letters[randomInt(letters.length)]).join("");
            return { result: new SecretValue(result), bcryptHash: new SecretValue(randomBytes(30).toString("hex")) };
        }
        case "random:index/randomBytes:RandomBytes": {
            const bytes = randomBytes(length);
            return { base64: new SecretValue(bytes.toString("base64")), hex: new SecretValue(bytes.toString("hex")) };
        }
        default:
            throw new Error(`the stand-in for the random provider knows no ${type}`);
    }
}
