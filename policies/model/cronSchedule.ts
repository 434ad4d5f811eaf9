interface Field {
    name: string;
    min: number;
    max: number;
    names?: readonly string[];
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const fields: readonly Field[] = [
    { name: "minute", min: 0, max: 59 },
    { name: "hour", min: 0, max: 23 },
    { name: "day of the month", min: 1, max: 31 },
    { name: "month", min: 1, max: 12, names: months },
    { name: "day of the week", min: 0, max: 6, names: weekdays },
];

const shorthand = /^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/;
const every =
    /^@every [+]?(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h)(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))*$/;

/**
 * What is wrong with a CronJob's schedule, as Kubernetes reads it: five fields, `@daily` and its like, `@every 1h30m`.
 * Undefined where nothing is.
 */
export function cronFault(schedule: string): string | undefined {
    if (/^(CRON_)?TZ=/.test(schedule) || schedule.includes("TZ")) {
        return "holds a time zone, which belongs in spec.timeZone";
    }
    if (schedule.startsWith("@")) {
        return shorthand.test(schedule) || every.test(schedule) ? undefined : "is no shorthand that Kubernetes knows";
    }
    const parts = schedule.split(/\s+/).filter((part) => part !== "");
    if (parts.length !== fields.length) {
        return `has ${parts.length} fields instead of 5`;
    }
    const wrong = fields.find((field, index) => !parts[index]!.split(",").every((range) => isRange(range, field)));
    return wrong === undefined ? undefined : `has no valid ${wrong.name}`;
}

/** `*`, `?`, `5`, `1-5`, with `/2` behind it. */
function isRange(text: string, field: Field): boolean {
    const [range = "", step, ...more] = text.split("/");
    if (more.length > 0 || (step !== undefined && !(/^\d{1,6}$/.test(step) && Number(step) > 0))) {
        return false;
    }
    if (range === "*" || range === "?") {
        return true;
    }
    const bounds = range.split("-").map((bound) => numberOf(bound, field));
    const [from, to = from] = bounds;
    return (
        bounds.length <= 2 &&
        from !== undefined &&
        to !== undefined &&
        from >= field.min &&
        from <= to &&
        to <= field.max
    );
}

function numberOf(text: string, { names = [], min }: Field): number | undefined {
    const named = names.indexOf(text.toLowerCase());
    if (named !== -1) {
        return named + min;
    }
    return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}
