import { isMutableTag, parseImage } from "../model/imageReference";
import { all, holds, not } from "../truth";
import { inContainers, type Deviation } from "./deviation";
import { isAbsent, isInit, isZero } from "./given";

/** Images and amounts of containers. */
export const ofContainers: readonly Deviation[] = [
    ...inContainers("image", {
        rule: "img-tag-mutable",
        weakens: (image, { params }) =>
            holds(image, (known) => isMutableTag(parseImage(known.string() ?? ""), tagsIn(params))),
        message: "the image has no tag, or one that moves",
        to: "to a reference with a version tag or a digest",
    }),
    ...(["cpu", "memory"] as const).flatMap((unit) => [
        ...inContainers(`resources.requests.${unit}`, {
            rule: `rel-${unit}-request`,
            weakens: (request, { around }) => all(isZero(request), not(isInit(around))),
            message: `the ${unit} request is 0`,
            to: "to what the container needs, or leave it out",
        }),
        ...inContainers(`resources.limits.${unit}`, {
            rule: `rel-${unit}-request`,
            weakens: (limit, { around }) => {
                const request = around.get("resources", "requests", unit);
                return all(isZero(limit), isAbsent(request), not(isInit(around)));
            },
            message: `the ${unit} limit is 0, and the request moves along with it`,
            to: "to what the container needs, or leave it out",
        }),
    ]),
    ...inContainers("resources.limits.memory", {
        rule: "rel-memory-limit",
        weakens: (limit, { around, params }) =>
            all(isZero(limit), asksInitContainers(params) ? true : not(isInit(around))),
        message: "the memory limit is 0, which is none",
        to: "to what the container needs, or leave it out",
    }),
];

function tagsIn(params: unknown): readonly string[] {
    return (params as { tags: readonly string[] }).tags;
}

function asksInitContainers(params: unknown): boolean {
    return (params as { initContainers: boolean }).initContainers;
}
