import type { Origin } from "../../core/origin";

/** One decision of a component: a value and why it is that. */
export interface Setting {
    /** Dotted path, for example `containers.web.resources.limits.memory`. */
    path: string;
    value: unknown;
    origin: Origin;
    /** Why this value, where that needs saying. */
    reason?: string;
    /** External rules that this value satisfies, for example `kube-linter:run-as-non-root`. */
    satisfies: readonly string[];
}

/** What is said about a setting beside its value. */
export interface About {
    reason?: string;
    satisfies?: readonly string[];
}

/**
 * Collects settings while a component decides: `choose` takes the argument where there is one, else the fallback,
 * and remembers which it was.
 */
export class SettingsBuilder {
    readonly #settings: Setting[] = [];

    /** @param origins where arguments came from, by path; an argument that is not in it came from `args` */
    constructor(private readonly origins: ReadonlyMap<string, Origin> = new Map()) {}

    /** The argument where it is defined, else the fallback; either is recorded under `path`. */
    choose<T>(path: string, argument: T | undefined, fallback: T, fallbackOrigin: Origin, about: About = {}): T {
        return argument === undefined
            ? this.record(path, fallback, fallbackOrigin, about)
            : this.given(path, argument, about);
    }

    /** Records an argument as it was given. */
    given<T>(path: string, argument: T, about: About = {}): T {
        return this.record(path, argument, this.argumentOrigin(path), about);
    }

    /** Records a value that nobody can choose. */
    record<T>(path: string, value: T, origin: Origin, about: About = {}): T {
        this.#settings.push({
            path,
            value,
            origin,
            satisfies: about.satisfies ?? [],
            ...(about.reason === undefined ? {} : { reason: about.reason }),
        });
        return value;
    }

    /** Where an argument came from: its own origin, else that of the nearest one around it, else `args`. */
    argumentOrigin(path: string): Origin {
        const around = path.slice(0, Math.max(0, path.lastIndexOf(".")));
        return this.origins.get(path) ?? (around === "" ? { kind: "args" } : this.argumentOrigin(around));
    }

    /** All settings in the order of their paths. */
    build(): readonly Setting[] {
        return [...this.#settings].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    }
}

const settingsByComponent = new WeakMap<object, readonly Setting[]>();

/** Keeps a component's settings beside it: not a field, output or state, which the schema analyzer would publish. */
export function keepSettings(component: object, settings: readonly Setting[]): void {
    settingsByComponent.set(component, settings);
}

/**
 * Every decision of a component with its origin, ordered by path.
 *
 * @example
 * settingsOf(api).find((setting) => setting.path === "replicas"); // { value: 3, origin: { kind: "tier", detail: "prod" }, ... }
 * @throws TypeError where the object is none of waymark's components
 */
export function settingsOf(component: object): readonly Setting[] {
    const settings = settingsByComponent.get(component);
    if (settings === undefined) {
        throw new TypeError("settingsOf takes a StandardService, PostgresDatabase or TeamNamespace");
    }
    return settings;
}
