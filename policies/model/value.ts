import type { PathStep } from "../../core/pointer";
import { SecretValue, unknownValue } from "../../core/values";
import type { ObjectReference } from "../objectReference";
import type { PolicyResource } from "../resource";

/** What a value belongs to. */
export interface ValueOwner {
    readonly resource: PolicyResource;
    /** True where findings are a guess and never mandatory. */
    readonly guessed: boolean;
    /** How reports name it. */
    reference(): ObjectReference;
}

/**
 * One value of an object together with its path: known, unset (absent or null, as Kubernetes reads it) or not known yet.
 * Reading below an unknown gives an unknown, below anything else that is no map gives unset, so no read ever throws.
 */
export class Value {
    /** The value itself was marked as a secret. */
    readonly secret: boolean;
    /** It, or something around it, was marked as a secret: it is judged like any other, and never shown. */
    readonly hidden: boolean;
    readonly #raw: unknown;
    /** The value that is not known: this one or one above it. */
    readonly #unknownAt: Value | undefined;
    #children: Map<string, Value> | undefined;
    #items: readonly Value[] | undefined;

    private constructor(
        raw: unknown,
        /** The object whose value this is. */
        readonly owner: ValueOwner,
        private readonly parent: Value | undefined,
        private readonly step: PathStep,
        /** The name of a list's item that is addressed by it. */
        private readonly itemName?: string,
    ) {
        let opened = raw;
        while (opened instanceof SecretValue) {
            opened = opened.reveal();
        }
        this.secret = raw instanceof SecretValue;
        this.hidden = this.secret || (parent !== undefined && parent.hidden);
        this.#raw = opened;
        const inherited = parent === undefined ? undefined : parent.#unknownAt;
        this.#unknownAt = inherited ?? (opened === unknownValue ? this : undefined);
    }

    /** The inputs of a resource as the root of its values. */
    static root(raw: unknown, owner: ValueOwner): Value {
        return new Value(raw, owner, undefined, "");
    }

    /** Keys and indexes from the root. */
    get steps(): readonly PathStep[] {
        return this.parent === undefined ? [] : [...this.parent.steps, this.step];
    }

    /** `spec.containers[name=app].image`, `metadata.labels["app.kubernetes.io/name"]`. */
    get path(): string {
        if (this.parent === undefined) {
            return "";
        }
        const above = this.parent.path;
        if (typeof this.step === "number") {
            return `${above}[${this.itemName === undefined ? this.step : `name=${this.itemName}`}]`;
        }
        if (!/^[A-Za-z_$][\w$-]*$/.test(this.step)) {
            return `${above}[${JSON.stringify(this.step)}]`;
        }
        return above === "" ? this.step : `${above}.${this.step}`;
    }

    /** The key, or for an item of a list its name or else its index: what a person would call it. */
    get label(): string {
        return this.itemName ?? String(this.step);
    }

    get isUnknown(): boolean {
        return this.#unknownAt !== undefined;
    }

    /** Path of the value that is not known: this one or one above it. */
    get unknownPath(): string | undefined {
        return this.#unknownAt?.path;
    }

    /** Absent or null; false where it is not known. */
    get isUnset(): boolean {
        return !this.isUnknown && (this.#raw === undefined || this.#raw === null);
    }

    /** Known and neither absent nor null. */
    get isSet(): boolean {
        return !this.isUnknown && !this.isUnset;
    }

    /** The child under a key, or down a chain of keys. */
    get(...keys: readonly string[]): Value {
        return keys.reduce<Value>((value, key) => value.child(key), this);
    }

    /** Items of a list, by name where every name is its own and public; empty for anything that is no list. */
    items(): readonly Value[] {
        return (this.#items ??= Array.isArray(this.#raw) ? this.itemsOf(this.#raw) : []);
    }

    /** Keys of a map in the order given; empty for anything else. */
    keys(): string[] {
        return isMap(this.#raw) ? Object.keys(this.#raw) : [];
    }

    /** The values of a map in the order given; empty for anything else. */
    entries(): Value[] {
        return this.keys().map((key) => this.child(key));
    }

    get isList(): boolean {
        return Array.isArray(this.#raw);
    }

    get isMap(): boolean {
        return isMap(this.#raw);
    }

    /** Where this is text that holds JSON (an IAM policy), the value that it holds, under the same path; else this. */
    parsed(): Value {
        const text = this.string();
        if (text === undefined || this.parent === undefined) {
            return this;
        }
        const inner = jsonIn(text);
        const raw = this.secret ? new SecretValue(inner) : inner;
        return inner === undefined ? this : new Value(raw, this.owner, this.parent, this.step, this.itemName);
    }

    private itemsOf(list: readonly unknown[]): Value[] {
        const names = list.map((item) => (this.hidden ? undefined : nameOf(item)));
        const counts = new Map<string | undefined, number>();
        names.forEach((name) => counts.set(name, (counts.get(name) ?? 0) + 1));
        return list.map((item, index) => {
            const name = counts.get(names[index]) === 1 ? names[index] : undefined;
            return new Value(item, this.owner, this, index, name);
        });
    }

    /** The text, undefined for anything else. */
    string(): string | undefined {
        return typeof this.#raw === "string" ? this.#raw : undefined;
    }

    /** The truth value, undefined for anything else. */
    boolean(): boolean | undefined {
        return typeof this.#raw === "boolean" ? this.#raw : undefined;
    }

    /** The number, undefined for anything else. */
    number(): number | undefined {
        return typeof this.#raw === "number" ? this.#raw : undefined;
    }

    /** Text or number as text, as quantities may be written; undefined for anything else. */
    quantity(): string | undefined {
        return typeof this.#raw === "number" ? String(this.#raw) : this.string();
    }

    /** Kept, so that what many rules ask for is made once. */
    private child(key: string): Value {
        const known = this.#children?.get(key);
        if (known !== undefined) {
            return known;
        }
        const raw = isMap(this.#raw) && Object.hasOwn(this.#raw, key) ? this.#raw[key] : undefined;
        const child = new Value(raw, this.owner, this, key);
        (this.#children ??= new Map()).set(key, child);
        return child;
    }
}

function jsonIn(text: string): unknown {
    try {
        const value: unknown = JSON.parse(text);
        return typeof value === "object" && value !== null ? value : undefined;
    } catch {
        return undefined;
    }
}

function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value) && value !== unknownValue;
}

/** The name of a list's item, where it may be shown: public and plain. */
function nameOf(item: unknown): string | undefined {
    const name = isMap(item) && Object.hasOwn(item, "name") ? item["name"] : undefined;
    return typeof name === "string" && /^[\w./-]{1,128}$/.test(name) ? name : undefined;
}
