import type { Subject } from "./standIn";

/** The calls that a fault can strike. */
export type Operation = "check" | "diff" | "create" | "update" | "read" | "delete";

/** Something that goes wrong once, at a chosen resource. */
export interface Fault {
    operation: Operation;
    /** Logical name of the resource. */
    name: string;
    /** Type token, where the name is not enough. */
    type?: string;
    /** What happens before the provider does its work; what it throws is the provider's answer. */
    strike: (connection: { drop: () => void }) => void | Promise<void>;
}

/** The faults that a run is to meet, and a count of the calls that it makes about resources. */
export class Faults {
    readonly #waiting: Fault[];
    readonly #awaited = new Map<number, () => void>();
    #calls = 0;

    constructor(...faults: readonly Fault[]) {
        this.#waiting = [...faults];
    }

    /** How many calls about resources the engine has made. */
    get calls(): number {
        return this.#calls;
    }

    /** Resolves when that many calls have come in; the last of them is not yet answered then. */
    reached(calls: number): Promise<void> {
        return new Promise((resolve) => this.#awaited.set(calls, resolve));
    }

    /** True where every fault has struck. */
    get spent(): boolean {
        return this.#waiting.length === 0;
    }

    /** Lets a fault that waits for this call strike; `drop` is what breaks the connection. */
    async strike(operation: Operation, { urn, type }: Subject, drop: () => void): Promise<void> {
        this.#calls++;
        this.#awaited.get(this.#calls)?.();
        const index = this.#waiting.findIndex(
            (fault) =>
                fault.operation === operation &&
                urn.endsWith(`::${fault.name}`) &&
                (fault.type === undefined || fault.type === type),
        );
        const [fault] = index < 0 ? [] : this.#waiting.splice(index, 1);
        await fault?.strike({ drop });
    }
}
