import { suggest } from "../core/nearest";
import type { Place, Problem } from "../core/problem";
import type { ScoreWorkload } from "../score";

/** What stands in a Score file for an image that is given at deploy time. */
const givenLater = ".";

/** Image references by `workload` or `workload/container`. */
export type Images = Readonly<Record<string, string>>;

/** The image of a container: as the file says, or for `.` what was given for container or workload; else undefined. */
export function imageOf(workload: string, container: string, written: string, images: Images): string | undefined {
    return written === givenLater ? (images[`${workload}/${container}`] ?? images[workload]) : written;
}

/** What is wrong with the images of an environment: names that nothing has, images that would replace nothing. */
export function imageProblems(
    workloads: readonly ScoreWorkload[],
    images: Images,
    place: (name: string) => Place = () => ({}),
): Problem[] {
    const containers = new Map<string, boolean>();
    for (const { name, document } of workloads) {
        for (const [key, { image }] of Object.entries(document.containers)) {
            containers.set(`${name}/${key}`, image === givenLater);
            containers.set(name, image === givenLater || containers.get(name) === true);
        }
    }
    return Object.keys(images).flatMap((name): Problem[] => {
        const replaces = containers.get(name);
        if (replaces === undefined) {
            const message = `an image is given for "${name}", which is no workload and no container of one`;
            return [{ code: "unknown-image", message, hint: suggest(name, containers.keys()), ...place(name) }];
        }
        const message = `an image is given for "${name}", whose file names its image itself`;
        const hint = 'write "image: ." in the file, or leave the image out here';
        return replaces ? [] : [{ code: "image-not-replaced", message, hint, ...place(name) }];
    });
}
